import * as dashboard from "@pulumi/azure-native/dashboard";
import * as monitor from "@pulumi/azure-native/monitor";
import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { asWritten } from "../../../components/conventions/as-written";
import { at, register } from "../registered";

/** A Grafana with one part that is not known yet, and a child of it with an input of the same name. */
const preview = (options: (properties: object) => pulumi.CustomResourceOptions) =>
  register(() => {
    const unknown = new monitor.AzureMonitorWorkspace("metrics", { resourceGroupName: "rg" }).id;
    const properties = {
      publicNetworkAccess: "Disabled",
      grafanaIntegrations: { azureMonitorWorkspaceIntegrations: [{ azureMonitorWorkspaceResourceId: unknown }] },
    };
    const grafana = new dashboard.Grafana("grafana", { resourceGroupName: "rg", properties }, options(properties));
    new dashboard.ManagedPrivateEndpoint(
      "child",
      { resourceGroupName: "rg", workspaceName: "grafana" },
      { parent: grafana },
    );
    return grafana;
  }, "preview");

describe("inputs as written", () => {
  it("are known in a preview as far as they can be", async () => {
    const registered = await preview((properties) => asWritten(dashboard.Grafana, { properties }));
    expect(at(registered.one("dashboard:Grafana").inputs, "properties.publicNetworkAccess")).to.equal("Disabled");
  });

  it("would be unknown as a whole without it, which is what it is for", async () => {
    const registered = await preview(() => ({}));
    expect(at(registered.one("dashboard:Grafana").inputs, "properties.publicNetworkAccess")).to.equal(undefined);
  });

  it("do not reach the resource's children", async () => {
    const registered = await preview((properties) => asWritten(dashboard.Grafana, { properties }));
    expect(registered.one("dashboard:ManagedPrivateEndpoint").inputs).not.to.have.property("properties");
  });
});
