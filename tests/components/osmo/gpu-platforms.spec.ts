import { expect } from "chai";
import { platformsOf, platformTemplates } from "../../../components/osmo/gpu-platforms";
import { commonTemplates } from "../../../components/osmo/pod-templates";
import { pool } from "./needs";

const pools = [
  pool("a10", "Standard_NV6ads_A10_v5", { spot: true, taints: ["team=vision:NoExecute"] }),
  pool("h100", "Standard_ND96isr_H100_v5"),
];

describe("platforms of OSMO", () => {
  it("are the GPU pools, and one without GPUs", () => {
    expect(Object.keys(platformsOf(pools))).to.deep.equal(["default", "a10", "h100"]);
    expect(Object.keys(platformsOf([]))).to.deep.equal(["default"]);
  });

  it("give a task one GPU and a share of its node that leaves room for others", () => {
    const { a10, h100 } = platformsOf(pools);
    expect(a10!.default_variables).to.include({ USER_GPU: 1, USER_CPU: 2, USER_MEMORY: "16Gi" });
    expect(h100!.default_variables).to.include({ USER_GPU: 1, USER_CPU: 4, USER_MEMORY: "32Gi" });
  });

  it("keep tasks apart from their node", () => {
    for (const platform of Object.values(platformsOf(pools))) {
      expect(platform).to.deep.include({ host_network_allowed: false, privileged_allowed: false, allowed_mounts: [] });
    }
  });

  it("lead to the nodes of their pool, past its taints", () => {
    expect(platformTemplates(pools)["pool_a10"]).to.deep.equal({
      spec: {
        nodeSelector: { agentpool: "a10" },
        tolerations: [
          { key: "nvidia.com/gpu", operator: "Equal", value: "present", effect: "NoSchedule" },
          { key: "kubernetes.azure.com/scalesetpriority", operator: "Equal", value: "spot", effect: "NoSchedule" },
          { key: "team", operator: "Equal", value: "vision", effect: "NoExecute" },
        ],
      },
    });
  });

  it("have a template for each that they name", () => {
    const named = Object.values(platformsOf(pools)).flatMap(({ override_pod_template }) => override_pod_template);
    expect(Object.keys(platformTemplates(pools))).to.have.members(named);
  });

  it("take a taint without a value", () => {
    const { pool_a10: template } = platformTemplates([
      pool("a10", "Standard_NV6ads_A10_v5", { taints: ["slow:NoSchedule"] }),
    ]);
    expect(template!.spec.tolerations).to.deep.include({ key: "slow", operator: "Exists", effect: "NoSchedule" });
  });
});

describe("pods of workflows", () => {
  it("run as their own service account without a token of the cluster", () => {
    expect(commonTemplates.default_ctrl.spec).to.deep.include({
      serviceAccountName: "osmo-workflow",
      automountServiceAccountToken: false,
      securityContext: { seccompProfile: { type: "RuntimeDefault" } },
    });
  });

  it("have no container with capabilities of its node, or a way to more", () => {
    const { default_ctrl, default_user } = commonTemplates;
    const containers = [
      ...default_ctrl.spec.initContainers,
      ...default_ctrl.spec.containers,
      ...default_user.spec.containers,
    ];
    expect(containers.map(({ securityContext }) => securityContext)).to.deep.equal(
      Array(3).fill({ allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } }),
    );
  });
});
