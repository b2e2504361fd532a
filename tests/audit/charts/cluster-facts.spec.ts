import { expect } from "chai";
import { clusterFacts } from "../../../audit/charts/cluster-facts";
import { stateResource, UNKNOWN } from "./deployments";

const cluster = (name: string, kubernetesVersion?: unknown, outputs: Record<string, unknown> = {}) =>
  stateResource("azure-native:containerservice/v20250101:ManagedCluster", name, { kubernetesVersion }, { outputs });

describe("what a chart may ask of its cluster", () => {
  it("is the version of the stack's cluster, as the program or Azure has it", () => {
    expect(clusterFacts([cluster("one", "1.35")]).kubernetes).to.equal("1.35");
    expect(clusterFacts([cluster("one", UNKNOWN, { currentKubernetesVersion: "1.35.2" })]).kubernetes).to.equal(
      "1.35.2",
    );
  });

  for (const [title, resources] of [
    ["there is no cluster", []],
    ["its version is not known", [cluster("one", UNKNOWN)]],
    ["its clusters differ", [cluster("one", "1.34"), cluster("two", "1.35")]],
    ["it is no version", [cluster("one", "1.34 --debug")]],
  ] as const) {
    it(`is the platform's own version where ${title}`, () => {
      expect(clusterFacts(resources).kubernetes).to.equal("1.36");
    });
  }

  it("is which custom resources the stack has or defines, and nothing that helm knows by itself", () => {
    const definition = stateResource("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", "robots", {
      spec: { group: "fleet.example.org", names: { kind: "Robot" }, versions: [{ name: "v1" }, { name: "v 2" }] },
    });
    const resources = [
      stateResource("kubernetes:core/v1:ConfigMap", "settings"),
      stateResource("kubernetes:apps/v1:Deployment", "main"),
      stateResource("kubernetes:helm.sh/v3:Release", "fleet"),
      stateResource("kubernetes:azmonitoring.coreos.com/v1:PodMonitor", "monitor"),
      definition,
    ];
    expect(clusterFacts(resources).apiVersions).to.deep.equal([
      "apiextensions.k8s.io/v1",
      "apiextensions.k8s.io/v1/CustomResourceDefinition",
      "azmonitoring.coreos.com/v1",
      "azmonitoring.coreos.com/v1/PodMonitor",
      "fleet.example.org/v1",
      "fleet.example.org/v1/Robot",
    ]);
  });
});
