import { expect } from "chai";
import { extensionSettings } from "../../../components/ml/extension-settings";

const settings = (highAvailability = false) =>
  extensionSettings({
    clusterId: "/subscriptions/s/cluster",
    clusterName: "aks",
    location: "westus3",
    scoringHost: "scoring.physical-ai.internal",
    highAvailability,
  });

describe("settings of the Azure Machine Learning extension", () => {
  it("let nobody score without TLS, or from outside the network", () => {
    expect(settings()).to.include({
      allowInsecureConnections: "false",
      internalLoadBalancerProvider: "azure",
      "scoringFe.serviceType.internalLoadBalancer": "true",
      sslCname: "scoring.physical-ai.internal",
      sslSecret: "azureml-scoring-tls",
    });
  });

  it("are texts, as the API demands", () => {
    expect(Object.values(settings()).filter((value) => typeof value !== "string")).to.deep.equal([]);
  });

  it("hold two routers where a node may be lost", () => {
    expect(
      [settings(false), settings(true)].map((each) => [each.inferenceRouterHA, each.clusterPurpose]),
    ).to.deep.equal([
      ["false", "DevTest"],
      ["true", "FastProd"],
    ]);
  });
});
