import { expect } from "chai";
import { ScoringCertificate } from "../../../components/ml/scoring-certificate";
import { at, register } from "../registered";
import type { Registrations } from "../registered";

const build = () =>
  register(() => {
    new ScoringCertificate("scoring-certificate", {
      reader: { vaultName: "kv", tenantId: "tenant", clientId: "client" },
      image: "registry/third-party/pause:3.10",
    });
  }, "update");

describe("the certificate of scoring", () => {
  let registered: Registrations;
  const ofKind = (kind: string) => {
    const found = registered.all.filter(({ type }) => type.endsWith(`:${kind}`));
    expect(found, kind).to.have.length(1);
    return found[0]!.inputs;
  };
  const podSpec = () => at(ofKind("Deployment"), "spec.template.spec") as Record<string, unknown>;
  before(async () => {
    registered = await build();
  });

  it("stands in the namespace where the extension looks for it, with names of its own", () => {
    const objects = registered.all.filter(({ type }) => type.startsWith("kubernetes:"));
    expect(
      objects.map(({ type, inputs }) => [type.split(":").at(-1), at(inputs, "metadata.namespace")]),
    ).to.have.deep.members([
      ["ServiceAccount", "azureml"],
      ["SecretProviderClass", "azureml"],
      ["Deployment", "azureml"],
    ]);
    expect(new Set(objects.map(({ inputs }) => at(inputs, "metadata.name")))).to.deep.equal(
      new Set(["scoring-certificate"]),
    );
  });

  it("is the Secret that the extension is told of, with the keys that it reads", () => {
    expect(at(ofKind("SecretProviderClass"), "spec.secretObjects")).to.deep.equal([
      {
        secretName: "azureml-scoring-tls",
        type: "Opaque",
        data: [
          { key: "cert.pem", objectName: "cert.pem" },
          { key: "key.pem", objectName: "key.pem" },
        ],
      },
    ]);
  });

  it("comes from the vault's two secrets, read as a service account of its own", () => {
    const parameters = at(ofKind("SecretProviderClass"), "spec.parameters") as Record<string, string>;
    expect(parameters).to.include({ keyvaultName: "kv", tenantId: "tenant", clientID: "client" });
    const objects = [...parameters.objects!.matchAll(/objectName: (\S+)|objectAlias: (\S+)/g)].map(
      ([, name, file]) => name ?? file,
    );
    expect(objects).to.deep.equal(["scoring-certificate", "cert.pem", "scoring-key", "key.pem"]);
    expect(podSpec().serviceAccountName).to.equal("scoring-certificate");
  });

  it("is kept by one pod, which is there once the Secret is", () => {
    expect(at(ofKind("Deployment"), "spec.replicas")).to.equal(1);
    const volumes = podSpec().volumes as {
      csi?: object;
      secret?: { secretName: string; optional?: boolean; items: object[] };
    }[];
    expect(at(volumes[0], "csi.volumeAttributes.secretProviderClass")).to.equal("scoring-certificate");
    expect(volumes[1]?.secret?.secretName).to.equal("azureml-scoring-tls");
    expect(volumes[1]?.secret).not.to.have.property("optional");
  });

  it("shows the pod the private key in the vault's volume alone", () => {
    expect(at(podSpec(), "volumes.1.secret.items")).to.deep.equal([{ key: "cert.pem", path: "cert.pem" }]);
  });

  it("runs as the restricted level of Pod Security demands, with no token of the cluster", () => {
    expect(podSpec()).to.deep.include({
      automountServiceAccountToken: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 65535,
        runAsGroup: 65535,
        seccompProfile: { type: "RuntimeDefault" },
      },
    });
    expect(ofKind("ServiceAccount").automountServiceAccountToken).to.equal(false);
    expect(at(podSpec(), "containers.0")).to.deep.include({
      image: "registry/third-party/pause:3.10",
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      },
      resources: { requests: { cpu: "5m", memory: "8Mi" }, limits: { cpu: "20m", memory: "16Mi" } },
    });
  });

  it("can be told apart by its label, for the network lets it go nowhere", () => {
    expect(at(ofKind("Deployment"), "spec.template.metadata.labels")).to.deep.equal({ app: "scoring-certificate" });
    expect(at(ofKind("Deployment"), "spec.selector.matchLabels")).to.deep.equal({ app: "scoring-certificate" });
  });
});
