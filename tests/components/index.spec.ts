import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ConfigurationError } from "../../components/config";
import { register } from "./registered";
import { rawConfig } from "./stack-config";

type Outputs = Readonly<Record<string, pulumi.Output<string>>>;

/** Requires the program anew, as the CLI's runtime does, with this configuration set. */
function load(changes: Readonly<Record<string, unknown>> = {}): Outputs {
  const raw = [...rawConfig("dev", changes)].map(([key, { text }]) => [`physical-ai:${key}`, text]);
  pulumi.runtime.setAllConfig(Object.fromEntries(raw) as Record<string, string>);
  delete require.cache[require.resolve("../../index")];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would be kept from run to run
  return require("../../index") as Outputs;
}

describe("the program", () => {
  after(() => pulumi.runtime.setAllConfig({}));

  it("builds the platform once it is required", async () => {
    const registered = await register(() => load(), "update");
    expect(registered.all.map(({ type }) => type)).to.include("physical-ai:index:Platform");
  });

  it("tells where things are", async () => {
    let outputs: Outputs = {};
    await register(() => (outputs = load()), "update");
    expect(Object.keys(outputs)).to.have.members([
      "resourceGroup",
      "virtualNetwork",
      "subnets",
      "outboundAddress",
      "keyVault",
      "storageAccount",
      "containerRegistry",
      "imageImports",
      "kubernetesCluster",
      "gpuNodePools",
      "identities",
      "postgresServer",
      "managedRedis",
      "osmoAddress",
      "machineLearningWorkspace",
      "applicationInsights",
      "logAnalyticsWorkspace",
      "monitorWorkspace",
      "vpnGateway",
      "nameServer",
      "automationAccount",
    ]);
  });

  it("tells no secret", async () => {
    let outputs: Outputs = {};
    await register(() => (outputs = load()), "update");
    expect(await pulumi.isSecret(pulumi.output(outputs))).to.equal(false);
  });

  it("registers the stack's backend as it finds it", async () => {
    const registered = await register(() => load(), "update");
    const evidence = registered.all.find(({ type }) => type === "physical-ai:operations:StateBackend");
    expect(evidence?.inputs).to.have.all.keys("backend", "secretsProvider", "locking");
  });

  it("registers nothing where the configuration is wrong", async () => {
    let refused: unknown;
    const registered = await register(() => {
      try {
        load({ addressSpace: "nowhere" });
      } catch (error) {
        refused = error;
      }
    }, "update");
    expect(refused).to.be.instanceOf(ConfigurationError);
    expect(registered.cloud).to.deep.equal([]);
  });
});
