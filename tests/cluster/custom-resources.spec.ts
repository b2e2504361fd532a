import { expect } from "chai";
import type { Manifest } from "./api-client";
import type { ControlPlane } from "./control-plane";
import { customResourceDefinitions } from "./custom-resources";
import { controlPlane } from "./shared";

/** One of each kind, by `GROUP/VERSION KIND`. */
const SPECS: Readonly<Record<string, object>> = {
  "secrets-store.csi.x-k8s.io/v1 SecretProviderClass": {
    provider: "azure",
    parameters: { keyvaultName: "vault", objects: "array: []" },
    secretObjects: [{ secretName: "tls", type: "kubernetes.io/tls", data: [{ objectName: "tls", key: "tls.crt" }] }],
  },
  "amlarc.azureml.com/v1alpha1 InstanceType": {
    nodeSelector: { agentpool: "a10" },
    resources: { requests: { cpu: "4", memory: "16Gi" }, limits: { cpu: 8, "nvidia.com/gpu": 1 } },
  },
  "azmonitoring.coreos.com/v1 PodMonitor": {
    selector: { matchLabels: { app: "exporter" } },
    podMetricsEndpoints: [{ port: "metrics", interval: "15s" }],
  },
  "azmonitoring.coreos.com/v1 ServiceMonitor": {
    selector: { matchLabels: { app: "exporter" } },
    endpoints: [{ port: "metrics", interval: "15s" }],
  },
  "scheduling.run.ai/v2 Queue": {
    parentQueue: "all",
    priority: 100,
    resources: { gpu: { quota: 4, limit: -1, overQuotaWeight: 1 }, cpu: { quota: -1 }, memory: { quota: -1 } },
  },
  "scheduling.run.ai/v2alpha2 PodGroup": { queue: "team-robotics", minMember: 2, priorityClassName: "normal" },
  "kai.scheduler/v1alpha1 Topology": { levels: [{ nodeLabel: "topology.kubernetes.io/zone" }] },
  "kai.scheduler/v1 SchedulingShard": { partitionLabelValue: "gpu", placementStrategy: { gpu: "binpack" } },
  "kai.scheduler/v1 Config": {
    namespace: "kai-scheduler",
    global: { securityContext: { runAsNonRoot: true }, tolerations: [{ key: "sku", operator: "Exists" }] },
    scheduler: { service: { enabled: true, image: { name: "scheduler" }, resources: { limits: { cpu: "1" } } } },
  },
  "nvidia.com/v1 ClusterPolicy": {
    operator: { defaultRuntime: "containerd" },
    daemonsets: { tolerations: [{ operator: "Exists" }] },
    driver: { enabled: true, kernelModuleType: "open" },
    toolkit: { enabled: true },
    devicePlugin: { enabled: true },
    dcgm: { enabled: false },
    dcgmExporter: { enabled: true, serviceMonitor: { enabled: false } },
    gfd: { enabled: true },
    nodeStatusExporter: { enabled: true },
    mig: { strategy: "single" },
  },
  "nvidia.com/v1alpha1 NVIDIADriver": {
    driverType: "gpu",
    image: "driver",
    nodeSelector: { agentpool: "h100" },
  },
};

describe("custom resources", () => {
  let cluster: ControlPlane;
  before(async () => {
    cluster = await controlPlane();
  });

  const apply = (kind: string, spec: object) => {
    const [apiVersion = "", name = ""] = kind.split(" ");
    const object: Manifest = { apiVersion, kind: name, metadata: { name: "example" }, spec };
    return cluster.apply(object, { dryRun: true });
  };

  it("have an example for each kind", () => {
    const kinds = customResourceDefinitions().flatMap(({ spec }) =>
      spec.versions.map((version) => `${spec.group}/${version.name} ${spec.names.kind}`),
    );
    expect(kinds).to.have.members(Object.keys(SPECS));
  });

  for (const [kind, spec] of Object.entries(SPECS)) {
    it(`let ${kind} through as it is meant, and no field that it has not`, async () => {
      expect(await apply(kind, spec)).to.deep.include({ accepted: true, warnings: [] });
      const answer = await apply(kind, { ...spec, misspelt: true });
      expect(answer).to.have.property("accepted", false);
      expect(answer).to.have.property("message").that.contains("misspelt");
    });
  }

  it("refuse values of another type", async () => {
    const answer = await apply("scheduling.run.ai/v2 Queue", { priority: "high" });
    expect(answer).to.include({ accepted: false });
  });
});
