import { expect } from "chai";
import { Resource } from "../../../../policies/framework/resource";
import { KUBERNETES } from "../../../../policies/framework/resource-types";

const object = (type: string, properties: unknown = {}) =>
  new Resource({ type, urn: "urn:pulumi:dev::p::t::web", name: "web", properties });

describe("the kind of a Kubernetes object", () => {
  const tokens: readonly (readonly [string, string])[] = [
    ["kubernetes:apps/v1:Deployment", KUBERNETES.deployment],
    ["kubernetes:apps/v1beta2:Deployment", KUBERNETES.deployment],
    ["kubernetes:extensions/v1beta1:Deployment", KUBERNETES.deployment],
    ["kubernetes:apps/v1:DeploymentPatch", KUBERNETES.deployment],
    ["kubernetes:extensions/v1beta1:Ingress", KUBERNETES.ingress],
    ["kubernetes:extensions/v1beta1:NetworkPolicy", KUBERNETES.networkPolicy],
    ["kubernetes:batch/v2alpha1:CronJob", KUBERNETES.cronJob],
    ["kubernetes:core/v1:Pod", KUBERNETES.pod],
    ["kubernetes:v1:Pod", KUBERNETES.pod],
    ["kubernetes:helm.sh/v3:Release", KUBERNETES.helmRelease],
    ["kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass", KUBERNETES.secretProviderClass],
    ["kubernetes:secrets-store.csi.x-k8s.io/v1alpha1:SecretProviderClassPatch", KUBERNETES.secretProviderClass],
    ["kubernetes:example.org/v1:Patch", "kubernetes:example.org:Patch"],
  ];
  for (const [token, kind] of tokens) {
    it(`is ${kind} for ${token}`, () => expect(object(token).type).to.equal(kind));
  }
});

describe("a patch of a Kubernetes object", () => {
  const patch = object("kubernetes:core/v1:ConfigMapPatch", { data: { level: "debug" }, list: [{ name: "one" }] });

  it("says nothing of what it leaves out", () => {
    expect(patch.read("metadata.labels").state).to.equal("unknown");
    expect(patch.read("data.other").state).to.equal("unknown");
    expect(patch.read("list[0].value").state).to.equal("unknown");
  });

  it("shows what it has", () => {
    expect(patch.text("data.level")).to.deep.equal({ state: "known", value: "debug" });
    expect(patch.knownEntries("data").map(([key]) => key)).to.deep.equal(["level"]);
  });

  it("never tells that its entries are all there are", () => {
    expect(patch.entries("data").state).to.equal("unknown");
  });
});

describe("an entry of a property", () => {
  const labels = object("kubernetes:core/v1:Namespace", { labels: { "example.org/level": "high" } }).at("labels");

  it("is found by a key with dots and slashes", () => {
    expect(labels.entry("example.org/level").text()).to.deep.equal({ state: "known", value: "high" });
  });

  it("tells where it stands", () => {
    expect(labels.entry("example.org/level").path).to.equal('labels["example.org/level"]');
    expect(labels.entry("level").path).to.equal("labels.level");
  });

  it("is none of what every object has", () => {
    expect(labels.entry("toString").read().state).to.equal("absent");
  });
});

/** Custom resources, of which the SDK knows no class. */
const CUSTOM = /^kubernetes:(cilium\.io|secrets-store\.csi\.x-k8s\.io|[\w-]+\.(com|ai|sh)):(?!Release$)/;

describe("resource types of Kubernetes", () => {
  for (const token of Object.values(KUBERNETES).filter((each) => !CUSTOM.test(each))) {
    it(`the installed SDK has ${token}`, async () => {
      const [, group = "", kind = ""] = token.split(":");
      const module = group.split(".")[0];
      const classes = (await import(`@pulumi/kubernetes/${module}/index.js`)) as Record<string, unknown>;
      const versions = Object.values(classes).filter((each) => typeof each === "object" && each !== null);
      const types = versions
        .map((version) => (version as Record<string, { __pulumiType?: string } | undefined>)[kind]?.__pulumiType)
        .filter((type) => type !== undefined);
      expect(types.map((type) => object(type).type)).to.include(token);
    });
  }
});
