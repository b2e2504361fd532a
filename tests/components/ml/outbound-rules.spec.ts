import { expect } from "chai";
import { allowedHosts, hostsForJobs } from "../../../components/network/egress-rules";
import { outboundRules } from "../../../components/ml/outbound-rules";

describe("outbound rules of managed computes", () => {
  it("reach the platform's data by private endpoints, and nobody else", () => {
    expect(outboundRules({ platform: "/storage" }, [])).to.deep.equal({
      "data-platform": {
        type: "PrivateEndpoint",
        category: "UserDefined",
        destination: { serviceResourceId: "/storage", subresourceTarget: "blob", sparkEnabled: false },
      },
    });
  });

  it("reach what was chosen for jobs, name by name", () => {
    const rules = outboundRules({}, hostsForJobs({ options: ["model-hubs"], own: [] }));
    expect(Object.values(rules).map(({ destination }) => destination)).to.deep.equal([
      "huggingface.co",
      "*.huggingface.co",
      "*.hf.co",
    ]);
  });

  it("leave out what is in the clear or known by a tag only, which Azure's network cannot hold", () => {
    const needs = { location: "westus3", machineLearning: false, defender: false, options: [], own: [] };
    const names = Object.keys(outboundRules({}, allowedHosts(needs)));
    expect(names.filter((name) => /^(aks|ubuntu-security)/.test(name))).to.deep.equal([]);
  });
});
