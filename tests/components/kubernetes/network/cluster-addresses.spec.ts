import { expect } from "chai";
import { addressBlocks, clusterAddresses } from "../../../../components/kubernetes/network/cluster-addresses";
import type { AddressSources } from "../../../../components/kubernetes/network/cluster-addresses";
import { dev, prod } from "./stacks";

const plan = {
  system: "10.0.1.0/24",
  workload: "10.0.2.0/24",
  "private-endpoints": "10.0.3.0/24",
  "api-server": "10.0.0.240/28",
  gpu: "10.0.8.0/24",
};
const subnet = (name: keyof typeof plan) => ({
  name,
  azureName: name,
  range: plan[name],
  hasGroup: true,
  routed: true,
  delegation: undefined,
  managed: false,
});
const sources = (subnets: readonly (keyof typeof plan)[]): AddressSources => ({
  design: { plan, subnets: subnets.map(subnet) },
  gpuSubnets: [{ name: "gpu" }],
  addressSpace: "10.0.0.0/16",
  podRange: "10.244.0.0/16",
  serviceRange: "172.16.0.0/16",
  nameService: "172.16.0.10",
  operators: ["192.168.200.0/24"],
  gateway: "10.0.2.254",
});

describe("Addresses of the cluster", () => {
  it("are those of the designed network", () => {
    expect(clusterAddresses(sources(["system", "workload", "private-endpoints", "api-server", "gpu"]))).to.deep.equal({
      apiServer: ["10.0.0.240/28"],
      apiServerService: "172.16.0.1",
      nameService: "172.16.0.10",
      privateEndpoints: "10.0.3.0/24",
      nodes: ["10.0.1.0/24", "10.0.2.0/24", "10.0.8.0/24"],
      operators: ["192.168.200.0/24"],
      gateway: "10.0.2.254",
      own: ["10.0.0.0/16", "10.244.0.0/16", "172.16.0.0/16"],
    });
  });

  it("have the API server's private endpoint among the system nodes where it stands outside of the network", () => {
    expect(clusterAddresses(sources(["system", "workload", "private-endpoints", "gpu"])).apiServer).to.deep.equal([
      "10.0.1.0/24",
    ]);
  });

  it("are the same in both stacks but for the nodes", () => {
    expect({ ...dev.addresses, nodes: [] }).to.deep.equal({ ...prod.addresses, nodes: [] });
  });

  it("name the API server by its subnet and by its service", () => {
    expect(addressBlocks("apiServer", prod.addresses)).to.deep.equal([
      { cidr: "10.0.0.240/28" },
      { cidr: "172.16.0.1/32" },
    ]);
  });

  it("are none for operators where there is no VPN", () => {
    expect(addressBlocks("operators", { ...prod.addresses, operators: [] })).to.deep.equal([]);
  });

  it("leave private ranges, the nodes' metadata and Azure's host out of the internet", () => {
    expect(addressBlocks("internet", prod.addresses)).to.deep.equal([
      {
        cidr: "0.0.0.0/0",
        except: [
          "10.0.0.0/8",
          "100.64.0.0/10",
          "168.63.129.16/32",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.168.0.0/16",
        ],
      },
    ]);
  });

  it("leave the platform's own ranges out of the internet, also where they are no private ones", () => {
    const own = ["10.0.0.0/16", "203.0.113.0/24", "172.16.0.0/16"];
    expect(addressBlocks("internet", { ...prod.addresses, own })[0]!.except).to.include("203.0.113.0/24");
    expect(addressBlocks("internet", { ...prod.addresses, own })[0]!.except).to.have.length(7);
  });
});
