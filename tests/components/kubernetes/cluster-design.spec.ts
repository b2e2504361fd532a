import { expect } from "chai";
import { designCluster } from "../../../components/kubernetes/cluster-design";
import type { AllowedHost } from "../../../components/network/egress-rules";
import { designNetwork } from "../../../components/network/network-design";
import { stackConfig } from "../stack-config";

const host = (name: string): AllowedHost => ({
  name,
  hosts: [`${name}.example.com`],
  protocol: "https",
  neededBy: "jobs",
  why: "They load from it",
});

const designOf = (changes: Readonly<Record<string, unknown>> = {}) => {
  const config = stackConfig("prod", changes);
  const operators = ["192.168.200.0/24"];
  const network = designNetwork({
    ...config,
    prefixes: config.subnetPrefixes,
    apiServer: config.apiServerVnetIntegration,
    operators,
  });
  return designCluster(config, {
    design: network,
    operators,
    gateway: "10.0.2.254",
    jobHosts: [host("indexes"), { ...host("models"), port: 8443 }],
  });
};

describe("The design of a cluster", () => {
  it("puts the name service behind the first address of the services' range, where network policies look for it", () => {
    const { nameService, addresses } = designOf({ serviceRange: "172.20.0.0/16" });
    expect(nameService).to.equal("172.20.0.10");
    expect(addresses.nameService).to.equal("172.20.0.10");
    expect(addresses.apiServerService).to.equal("172.20.0.1");
  });

  it("counts every node that the autoscaler may add, of all pools", () => {
    const pool = { minCount: 1, maxCount: 3, size: "Standard_D8ds_v5" };
    const gpu = { size: "Standard_NC40ads_H100_v5", subnet: "gpu", minCount: 0, maxCount: 5 };
    const changes = { systemNodes: pool, workloadNodes: { ...pool, maxCount: 7 }, gpuPools: { h100: gpu }, teams: {} };
    expect(designOf(changes).nodes).to.equal(15);
  });

  it("decides about GPU pools in the order of the configuration", () => {
    expect(designOf().gpuPools.map(({ name, driver, gpus }) => [name, driver, gpus])).to.deep.equal([
      ["rtxpro", "None", 1],
      ["h100", "None", 1],
    ]);
  });

  it("opens the ports of the hosts that jobs may reach", () => {
    expect(designOf().jobPorts).to.deep.equal([443, 8443]);
  });

  it("names OSMO and scoring in the platform's own domain", () => {
    const { osmoHost, scoringHost } = designOf({ internalDomain: "robots.internal" });
    expect([osmoHost, scoringHost]).to.deep.equal(["osmo.robots.internal", "scoring.robots.internal"]);
  });
});
