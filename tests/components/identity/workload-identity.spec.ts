import * as resources from "@pulumi/azure-native/resources";
import { expect } from "chai";
import { Names } from "../../../components/conventions/names";
import { WorkloadIdentity } from "../../../components/identity/workload-identity";
import { register } from "../registered";
import type { Registrations } from "../registered";

const federation = {
  issuer: "https://westus3.oic.prod-aks.azure.com/tenant/cluster/",
  subject: "system:serviceaccount:training:trainer",
};

describe("WorkloadIdentity", () => {
  let registered: Registrations;
  before(async () => {
    registered = await register(() => {
      const placement = {
        resourceGroup: new resources.ResourceGroup("platform", { location: "westus3" }),
        location: "westus3",
        names: new Names({ prefix: "physai", environment: "dev", instance: "001", uniqueSuffix: "" }),
        tags: {},
        protect: false,
      };
      return new WorkloadIdentity("training", { placement, federations: { cluster: federation } });
    }, "update");
  });

  it("is named after what it is for", () => {
    const { inputs } = registered.one("managedidentity:UserAssignedIdentity");
    expect(inputs.resourceName).to.equal("id-physai-training-dev-001");
  });

  it("takes the tokens of one subject of one issuer, made to be exchanged", () => {
    const { inputs } = registered.one("managedidentity:FederatedIdentityCredential");
    expect(inputs).to.deep.include({ ...federation, audiences: ["api://AzureADTokenExchange"] });
  });
});
