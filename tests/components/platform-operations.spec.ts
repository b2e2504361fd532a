import { expect } from "chai";
import { STACKS, classOf, platform } from "./built-platform";
import { idOf } from "./registered";
import type { Registrations } from "./registered";

/**
 * Classes that have logs of their own, all of which are to be collected. Application Insights keeps its own in the workspace
 * already; Azure Monitor workspaces have none.
 */
const LOGGED = [
  "automation:AutomationAccount",
  "containerregistry:Registry",
  "containerservice:ManagedCluster",
  "dashboard:Grafana",
  "dbforpostgresql:Server",
  "eventgrid:SystemTopic",
  "keyvault:Vault",
  "machinelearningservices:Workspace",
  "network:AzureFirewall",
  "network:BastionHost",
  "network:NetworkSecurityGroup",
  "network:PublicIPAddress",
  "network:VirtualNetwork",
  "network:VirtualNetworkGateway",
  "operationalinsights:Workspace",
  "redisenterprise:Database",
  "redisenterprise:RedisEnterprise",
  "storage:BlobServiceProperties",
  "storage:FileServiceProperties",
];

for (const stack of STACKS) {
  describe(`Logs of ${stack}`, () => {
    let registered: Registrations;
    before(async () => {
      registered = await platform("update", stack);
    });

    it("logs every resource that has logs, once, into the workspace", () => {
      const settings = registered.of("monitor:DiagnosticSetting");
      const logged = registered.cloud.filter((each) => LOGGED.includes(classOf(each))).map(idOf);
      expect(settings.map(({ inputs }) => inputs.resourceUri)).to.have.members(logged);
      const workspace = idOf(registered.one("operationalinsights:Workspace"));
      const all = [workspace, [{ categoryGroup: "allLogs", enabled: true }]];
      // The cluster of Redis has load to measure and no logs: its database has them.
      const ofLogs = settings.filter(({ name }) => name !== "redis");
      expect(ofLogs.map(({ inputs: { workspaceId, logs } }) => [workspaceId, logs])).to.deep.equal(
        ofLogs.map(() => all),
      );
    });
  });
}

describe("working hours", () => {
  const scheduled = async (stack: string) =>
    (await platform("update", stack)).of("automation:JobSchedule").map(({ name }) => name);

  it("start and stop dev, where nobody works at night", async () => {
    expect(await scheduled("dev")).to.have.members(["Start-Platform", "Stop-Platform", "Update-RedisKey"]);
  });

  it("stop no training of prod; the runbooks are there to be started by hand", async () => {
    expect(await scheduled("prod")).to.deep.equal(["Update-RedisKey"]);
    const runbooks = (await platform("update", "prod")).of("automation:Runbook").map(({ name }) => name);
    expect(runbooks).to.have.members(["Start-Platform", "Stop-Platform", "Update-RedisKey"]);
  });
});
