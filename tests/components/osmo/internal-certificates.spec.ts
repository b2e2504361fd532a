import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import fc from "fast-check";
import { certificateHours, internalNames, pemFile } from "../../../components/osmo/certificate-profile";
import { InternalCertificates } from "../../../components/osmo/internal-certificates";
import type { SecretArgs } from "../../../components/vault/key-vault";

interface Made {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly options: pulumi.CustomResourceOptions;
}

/** Mark of a secret in the engine's wire format (sdk/nodejs/runtime/rpc.ts). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** The inputs with what is inside of secrets. */
function revealed(inputs: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [
      key,
      typeof value === "object" && value !== null && SIGNATURE in value ? (value as { value?: unknown }).value : value,
    ]),
  );
}

/** Registers the certificates with keys and certificates that are called by their resource; no clock, no randomness. */
async function register(issued: string) {
  const made: Made[] = [];
  const options = new Map<string, pulumi.CustomResourceOptions>();
  const kept: Record<string, Omit<SecretArgs, "value"> & { value: string }> = {};
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      const plain = revealed(inputs as Record<string, unknown>);
      made.push({ type, name, inputs: plain, options: options.get(`${type} ${name}`)! });
      const own = Object.fromEntries(
        [
          "certPem",
          "certRequestPem",
          ...(type.endsWith(":PrivateKey") ? ["privateKeyPem", "privateKeyPemPkcs8"] : []),
        ].map((output) => [output, `${output} of ${name}`]),
      );
      return { id: name, state: { ...plain, ...own } };
    },
    call: () => ({}),
  });
  const written: Promise<void>[] = [];
  const vault = {
    secret: (name: string, { value, ...rest }: SecretArgs) => {
      const known = new Promise<string>((resolve) => pulumi.output(value).apply(resolve));
      written.push(known.then((text) => void (kept[name] = { value: text, ...rest })));
      return undefined as never;
    },
  };
  await pulumi.runtime.runInPulumiStack(async () => {
    pulumi.runtime.registerStackTransformation(({ type, name, opts }) => {
      options.set(`${type} ${name}`, opts);
      return undefined;
    });
    new InternalCertificates("internal", { vault, lifetime: { issued, days: 90 } });
    await Promise.all(written);
    return {};
  });
  await pulumi.runtime.disconnect();
  const of = (kind: string, name: string) => made.find((each) => each.type.endsWith(`:${kind}`) && each.name === name)!;
  return { made, kept, of };
}

describe("certificates of OSMO's services", () => {
  let registered: Awaited<ReturnType<typeof register>>;
  before(async () => {
    registered = await register("2026-11-01");
  });

  it("are for every name that a service is called by inside the cluster", () => {
    expect(internalNames()).to.have.length(20);
    expect(internalNames()).to.include.members([
      "osmo-service",
      "osmo-router-headless.osmo-control-plane",
      "osmo-agent.osmo-control-plane.svc",
      "osmo-logger-headless.osmo-control-plane.svc.cluster.local",
      "osmo-ratelimit-redis",
    ]);
    expect(registered.of("CertRequest", "internal-services").inputs.dnsNames).to.deep.equal(internalNames());
  });

  it("are signed by an authority that signs and does nothing else", () => {
    expect(registered.of("SelfSignedCert", "internal-authority").inputs).to.deep.include({
      isCaCertificate: true,
      allowedUses: ["cert_signing", "crl_signing"],
      privateKeyPem: "privateKeyPem of internal-authority",
    });
    expect(registered.of("LocallySignedCert", "internal-services").inputs).to.deep.include({
      allowedUses: ["digital_signature", "server_auth"],
      caCertPem: "certPem of internal-authority",
      caPrivateKeyPem: "privateKeyPem of internal-authority",
      certRequestPem: "certRequestPem of internal-services",
    });
  });

  it("have keys of their own, on curves that Envoy, Go and Python take", () => {
    const keys = registered.made.filter(({ type }) => type.endsWith(":PrivateKey"));
    expect(Object.fromEntries(keys.map(({ name, inputs }) => [name, inputs.ecdsaCurve]))).to.deep.equal({
      "internal-authority": "P384",
      "internal-services": "P256",
    });
  });

  it("are in the vault as key, certificate and authority in one file, and the authority alone", () => {
    const lifetime = { issued: "2026-11-01", days: 90 };
    expect(registered.kept["osmo-internal-tls"]).to.deep.include({
      value: "privateKeyPemPkcs8 of internal-services\ncertPem of internal-services\ncertPem of internal-authority\n",
      lifetime,
    });
    expect(registered.kept["osmo-internal-ca"]).to.deep.include({ value: "certPem of internal-authority", lifetime });
  });

  it("leave the authority's key nowhere but in the state", () => {
    expect(JSON.stringify(registered.kept)).not.to.match(/privateKey\w* of internal-authority/);
  });

  it("keep every private key in the state as a secret", () => {
    const secretOutputs = (kind: string, name: string) => registered.of(kind, name).options.additionalSecretOutputs;
    for (const name of ["internal-authority", "internal-services"]) {
      expect(secretOutputs("PrivateKey", name)).to.include.members([
        "privateKeyPem",
        "privateKeyPemPkcs8",
        "privateKeyOpenssh",
      ]);
    }
    expect(secretOutputs("SelfSignedCert", "internal-authority")).to.include("privateKeyPem");
    expect(secretOutputs("CertRequest", "internal-services")).to.include("privateKeyPem");
    expect(secretOutputs("LocallySignedCert", "internal-services")).to.include("caPrivateKeyPem");
  });

  it("are made anew on another day of issue, all but the authority's key", () => {
    const triggers = Object.fromEntries(
      registered.made
        .filter(({ type }) => type.startsWith("tls:"))
        .map(({ type, name, options }) => [`${type.split(":").at(-1)} ${name}`, options.replacementTrigger]),
    );
    expect(triggers).to.deep.equal({
      "PrivateKey internal-authority": undefined,
      "SelfSignedCert internal-authority": "2026-11-01",
      "PrivateKey internal-services": "2026-11-01",
      // Follows from its key.
      "CertRequest internal-services": undefined,
      "LocallySignedCert internal-services": "2026-11-01",
    });
  });

  it("are due before they end, and end 30 days after the vault's secrets", () => {
    const { validityPeriodHours, earlyRenewalHours } = registered.of("LocallySignedCert", "internal-services").inputs;
    expect([validityPeriodHours, earlyRenewalHours]).to.deep.equal([2880, 720]);
    expect(registered.of("SelfSignedCert", "internal-authority").inputs.validityPeriodHours).to.equal(17_520);
  });

  it("outlive their secret for every lifetime, and their authority never", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), (days) => {
        expect(certificateHours({ days }))
          .to.be.greaterThan(days * 24)
          .and.lessThan(17_520);
      }),
    );
  });
});

describe("a file of PEM blocks", () => {
  it("has each on lines of its own, however they end", () => {
    expect(pemFile("a\n", "b", "\nc\n\n")).to.equal("a\nb\nc\n");
  });
});
