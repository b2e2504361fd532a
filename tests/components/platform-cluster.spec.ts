import { expect } from "chai";
import { platform, STACKS } from "./built-platform";
import { at, everyValue } from "./registered";
import type { Registered, Registrations } from "./registered";

const inside = ({ all }: Registrations) => all.filter(({ type }) => type.startsWith("kubernetes:"));
const ofKind = (registered: Registrations, kind: string) =>
  inside(registered).filter(({ type }) => type.endsWith(`:${kind}`));
const nameOf = ({ inputs }: Registered) => String(at(inputs, "metadata.name"));
const release = (registered: Registrations, chart: string) =>
  ofKind(registered, "Release").find(({ inputs }) => String(inputs.chart).endsWith(chart))!;

for (const stack of STACKS) {
  describe(`Cluster of ${stack}`, () => {
    let registered: Registrations;
    before(async () => {
      registered = await platform("update", stack);
    });

    it("runs a private cluster that only Entra ID opens", () => {
      expect(registered.one("containerservice:ManagedCluster").inputs).to.deep.include({
        disableLocalAccounts: true,
        enableRBAC: true,
        publicNetworkAccess: "Disabled",
      });
      const { inputs } = registered.one("containerservice:ManagedCluster");
      expect(inputs.apiServerAccessProfile).to.deep.include({
        enablePrivateCluster: true,
        enablePrivateClusterPublicFQDN: false,
        disableRunCommand: true,
        enableVnetIntegration: true,
      });
      expect(at(inputs, "aadProfile.enableAzureRBAC")).to.equal(true);
      expect(at(inputs, "networkProfile.outboundType")).to.equal("userDefinedRouting");
      expect(at(inputs, "securityProfile.azureKeyVaultKms")).to.deep.include({
        enabled: true,
        keyVaultNetworkAccess: "Private",
        keyVaultResourceId: "/keyvault:Vault/cluster-keys",
      });
    });

    it("encrypts the disks of every node at its host, and gives none a public address", () => {
      const pools = [
        ...(registered.one("containerservice:ManagedCluster").inputs.agentPoolProfiles as object[]),
        ...registered.of("containerservice:AgentPool").map(({ inputs }) => inputs),
      ];
      expect(pools.map((pool) => [at(pool, "enableEncryptionAtHost"), at(pool, "enableNodePublicIP")])).to.deep.equal(
        pools.map(() => [true, false]),
      );
    });
  });
}

describe("the inside of the cluster of prod", () => {
  let registered: Registrations;
  before(async () => {
    registered = await platform("update", "prod");
  });

  it("has a namespace for each part, and puts nothing anywhere else", () => {
    expect(ofKind(registered, "Namespace").map(nameOf)).to.deep.equal([
      "osmo-control-plane",
      "osmo-operator",
      "osmo-workflows",
      "azureml",
      "gpu-operator",
      "kai-scheduler",
    ]);
    const made: readonly unknown[] = ofKind(registered, "Namespace").map(nameOf);
    const used = inside(registered).map(({ inputs }) => at(inputs, "metadata.namespace") ?? inputs.namespace);
    expect(used.filter((namespace) => namespace !== undefined && !made.includes(namespace))).to.deep.equal([]);
  });

  it("denies every namespace everything first", () => {
    const denied = ofKind(registered, "NetworkPolicy")
      .filter(({ inputs }) => JSON.stringify(inputs.spec) === '{"podSelector":{},"policyTypes":["Ingress","Egress"]}')
      .map(({ inputs }) => at(inputs, "metadata.namespace"));
    expect(denied).to.have.members(ofKind(registered, "Namespace").map(nameOf));
  });

  it("pins every chart, and takes no other", () => {
    const charts = ofKind(registered, "Release").map(({ inputs: { chart, version } }) => [chart, version]);
    expect(charts).to.have.deep.members([
      ["gpu-operator", "v26.3.2"],
      ["oci://ghcr.io/nvidia/kai-scheduler/kai-scheduler", "v0.20.1"],
      ["service", "1.3.1"],
      ["backend-operator", "1.3.1"],
    ]);
  });

  it("pulls every image from the platform's own registry", () => {
    const releases = ofKind(registered, "Release");
    const images = inside(registered)
      .filter((each) => !releases.includes(each))
      .flatMap(({ inputs }) => [...everyValue(inputs)].filter(([path]) => /(^|\.)image$/.test(path)))
      .flatMap(([, image]) => (typeof image === "string" ? [image] : []));
    expect(images.length).to.be.greaterThan(8);
    expect(images.filter((image) => !image.startsWith("crphysaiprod001.azurecr.io/"))).to.deep.equal([]);
    const values = releases.map(({ inputs }) => JSON.stringify(inputs.values)).join("\n");
    expect(values.match(/crphysaiprod001\.azurecr\.io/g)?.length).to.be.greaterThan(10);
    expect(values).not.to.match(/nvcr\.io|ghcr\.io|docker\.io|quay\.io|registry\.k8s\.io/);
  });

  it("keeps OSMO's master key out of every ConfigMap and Secret, and gives it as a file of the vault", () => {
    const held = [...ofKind(registered, "ConfigMap"), ...ofKind(registered, "Secret")].filter(({ inputs }) =>
      /currentMek|mek\.yaml/.test(JSON.stringify(inputs)),
    );
    expect(held.map(nameOf)).to.deep.equal([]);
    expect(ofKind(registered, "Secret")).to.deep.equal([]);
    const classes = ofKind(registered, "SecretProviderClass").filter(({ inputs }) =>
      String(at(inputs, "spec.parameters.objects")).includes("objectName: osmo-mek"),
    );
    expect(classes.map(nameOf)).to.deep.equal(["osmo-control-plane", "osmo-router"]);
    expect(classes.flatMap(({ inputs }) => JSON.stringify(at(inputs, "spec.secretObjects"))).join()).not.to.match(
      /mek/i,
    );
  });

  it("knows nobody without a token, and lets nobody in past the gateway", () => {
    const { gateway } = release(registered, "service").inputs.values as { gateway: object };
    expect(at(gateway, "oauth2Proxy.enabled")).to.equal(true);
    expect(at(gateway, "authz.enabled")).to.equal(true);
    expect(at(gateway, "rateLimit.enabled")).to.equal(true);
    expect(at(gateway, "envoy.defaultIdentity")).to.deep.equal({ user: "", roles: "", allowedPools: "" });
    const open = ofKind(registered, "Service").filter(({ inputs }) => at(inputs, "spec.type") !== "ClusterIP");
    expect(open.map(nameOf)).to.deep.equal(["osmo-gateway-internal"]);
    expect(
      at(open[0]!.inputs, "metadata.annotations")?.["service.beta.kubernetes.io/azure-load-balancer-internal" as never],
    ).to.equal("true");
  });

  it("reads each secret as somebody who may", () => {
    const rights = registered
      .of("authorization:RoleAssignment")
      .map(({ inputs }) => [inputs.principalId, inputs.scope]);
    for (const { inputs } of ofKind(registered, "SecretProviderClass")) {
      const client = String(at(inputs, "spec.parameters.clientID")).replace("client of ", "");
      const objects = String(at(inputs, "spec.parameters.objects"));
      for (const [, secret] of objects.matchAll(/objectName: (\S+)/g)) {
        expect(rights, `${client} ${secret}`).to.deep.include([`principal of ${client}`, `/keyvault:Secret/${secret}`]);
      }
    }
  });

  it("lets every service account be somebody that trusts it", () => {
    const subjects = registered
      .of("managedidentity:FederatedIdentityCredential")
      .map(({ inputs }) => [
        inputs.subject,
        `client of ${String(inputs.resourceName).replace(/^id-physai-prod-001-|^id-|-physai-prod-001$/g, "")}`,
      ]);
    const accounts = [...ofKind(registered, "ServiceAccount"), ...ofKind(registered, "ServiceAccountPatch")].filter(
      ({ inputs }) => at(inputs, "metadata.annotations") !== undefined,
    );
    expect(accounts.length).to.be.at.least(10);
    for (const { inputs } of accounts) {
      const { name, namespace } = inputs.metadata as { name: string; namespace: string };
      const subject = `system:serviceaccount:${namespace}:${name}`;
      expect(subjects.map(([known]) => known)).to.include(subject);
    }
  });

  it("calls nothing of a secret in plain text", () => {
    const texts = inside(registered).flatMap(({ inputs }) => [...everyValue(inputs)].map(([, value]) => value));
    expect(
      texts.filter((text) => typeof text === "string" && /^password of |BEGIN [A-Z ]*PRIVATE KEY-----\n/.test(text)),
    ).to.deep.equal([]);
  });
});

describe("stage foundation", () => {
  it("puts nothing into the cluster, and asks for no way into it", async () => {
    const registered = await platform("update", "prod", { stage: "foundation" });
    expect(inside(registered)).to.deep.equal([]);
    expect(registered.all.filter(({ type }) => type === "pulumi:providers:kubernetes")).to.deep.equal([]);
    expect(new Set(registered.calls)).to.deep.equal(new Set(["azure-native:authorization:getClientConfig"]));
  });

  it("leaves the cluster without the extension of Azure Machine Learning, which would make its namespace without rules", async () => {
    const registered = await platform("update", "prod", { stage: "foundation" });
    expect(registered.of("kubernetesconfiguration:Extension")).to.deep.equal([]);
    expect(registered.of("machinelearningservices:Workspace")).to.have.length(1);
  });

  it("has every secret and right of the next stage already, so that they can be filled", async () => {
    const [foundation, complete] = [
      await platform("update", "prod", { stage: "foundation" }),
      await platform("update", "prod"),
    ];
    const names = (each: Registrations, type: string) => each.of(type).map(({ name }) => name);
    for (const type of [
      "keyvault:Secret",
      "authorization:RoleAssignment",
      "managedidentity:FederatedIdentityCredential",
    ]) {
      expect(names(foundation, type)).to.have.members(names(complete, type));
    }
  });
});

describe("the inside of the cluster without a part", () => {
  it("has no namespace of OSMO without OSMO", async () => {
    const registered = await platform("update", "prod", { osmo: false });
    expect(ofKind(registered, "Namespace").map(nameOf)).to.deep.equal(["azureml", "gpu-operator", "kai-scheduler"]);
    expect(ofKind(registered, "Release").map(({ name }) => name)).to.deep.equal(["gpu-operator", "kai-scheduler"]);
  });

  it("has no namespace of jobs without Azure Machine Learning", async () => {
    const registered = await platform("update", "prod", { machineLearning: false, onlineEndpoint: false });
    expect(ofKind(registered, "Namespace").map(nameOf)).not.to.include("azureml");
  });

  it("has no drivers without GPUs", async () => {
    const registered = await platform("update", "prod", { gpuPools: {}, gpuSubnets: [], teams: {} });
    expect(ofKind(registered, "Namespace").map(nameOf)).not.to.include("gpu-operator");
    expect(ofKind(registered, "DaemonSet")).to.deep.equal([]);
  });
});
