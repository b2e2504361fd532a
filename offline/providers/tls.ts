import { installedVersion } from "./installed-version";
import { secret, stableHex } from "./property-values";
import type { PropertyMap } from "./property-values";
import { UnknownTypeError } from "./stand-in";
import type { CheckContext, Checked, Consequences, Created, StandIn } from "./stand-in";

/** When all certificates of the stand-in begin, which knows no clock: their end follows from how long they hold. */
const START = "2026-01-01T00:00:00Z";
const HOUR_MILLISECONDS = 60 * 60 * 1000;

type Outputs = (inputs: PropertyMap, draw: string) => PropertyMap;

/** What each type returns, by its token without the package; `draw` gives the same digits for the same id. */
const resourceTypes: Readonly<Record<string, { required: readonly string[]; outputs: Outputs }>> = {
  "index/privateKey:PrivateKey": {
    required: ["algorithm"],
    outputs: ({ ecdsaCurve = "P224", rsaBits = 2048 }, draw) => ({
      ecdsaCurve,
      rsaBits,
      privateKeyPem: secret(pem("EC PRIVATE KEY", draw)),
      privateKeyPemPkcs8: secret(pem("PRIVATE KEY", draw)),
      privateKeyOpenssh: secret(pem("OPENSSH PRIVATE KEY", draw)),
      publicKeyPem: pem("PUBLIC KEY", stableHex("public", draw)),
      publicKeyOpenssh: `ecdsa-sha2-nistp256 ${Buffer.from(stableHex("public", draw)).toString("base64")}\n`,
      publicKeyFingerprintMd5: stableHex("md5", draw).slice(0, 32),
      publicKeyFingerprintSha256: `SHA256:${stableHex("sha256", draw).slice(0, 43)}`,
    }),
  },
  "index/certRequest:CertRequest": {
    required: ["privateKeyPem"],
    outputs: (_inputs, draw) => ({ keyAlgorithm: "ECDSA", certRequestPem: pem("CERTIFICATE REQUEST", draw) }),
  },
  "index/selfSignedCert:SelfSignedCert": {
    required: ["allowedUses", "validityPeriodHours"],
    outputs: (inputs, draw) => ({ keyAlgorithm: "ECDSA", ...certificate(inputs, draw) }),
  },
  "index/locallySignedCert:LocallySignedCert": {
    required: ["allowedUses", "caCertPem", "certRequestPem", "validityPeriodHours"],
    outputs: (inputs, draw) => ({ caKeyAlgorithm: "ECDSA", ...certificate(inputs, draw) }),
  },
};

/** Stands in for tls: what it makes looks like PEM, is no key or certificate, and is the same in every run. */
export class Tls implements StandIn {
  readonly name = "tls";
  readonly version = installedVersion("@pulumi/tls");

  check({ type, news }: CheckContext): Checked {
    const failures = lookUp(type)
      .required.filter((property) => news[property] === undefined)
      .map((property) => ({ property, reason: `missing required property '${property}'` }));
    return { inputs: news, failures };
  }

  consequences(): Consequences {
    return { replaces: (property) => property !== "earlyRenewalHours", deleteBeforeReplace: false };
  }

  preview(_type: string, inputs: PropertyMap): PropertyMap {
    return inputs;
  }

  create(type: string, urn: string, inputs: PropertyMap): Created {
    const id = stableHex(urn, JSON.stringify(inputs)).slice(0, 40);
    return { id, properties: this.update(type, id, inputs) };
  }

  update(type: string, id: string, inputs: PropertyMap): PropertyMap {
    return { ...inputs, ...lookUp(type).outputs(inputs, stableHex(id)) };
  }

  read(type: string, id: string): PropertyMap {
    return this.update(type, id, {});
  }

  invoke(token: string): PropertyMap {
    throw new UnknownTypeError("function", token, "offline/providers/tls.ts");
  }
}

function lookUp(token: string) {
  const type = resourceTypes[token.replace(/^tls:/, "")];
  if (!type) throw new UnknownTypeError("resource type", token, "offline/providers/tls.ts");
  return type;
}

function certificate({ validityPeriodHours, earlyRenewalHours = 0 }: PropertyMap, draw: string): PropertyMap {
  const end = Date.parse(START) + Number(validityPeriodHours ?? 0) * HOUR_MILLISECONDS;
  return {
    certPem: pem("CERTIFICATE", draw),
    earlyRenewalHours,
    readyForRenewal: false,
    validityStartTime: START,
    validityEndTime: new Date(end).toISOString(),
  };
}

function pem(label: string, hex: string): string {
  return `-----BEGIN ${label}-----\n${Buffer.from(hex, "hex").toString("base64")}\n-----END ${label}-----\n`;
}
