import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ConfigurationError } from "../../components/config";
import { register } from "./registered";
import { rawConfig } from "./stack-config";

type Outputs = Readonly<Record<string, pulumi.Output<string>>>;

/** Requires the program anew, as the CLI's runtime does, with this configuration set. */
function load(
  changes: Readonly<Record<string, unknown>> = {},
  stack = "dev",
  secrets: readonly string[] = [],
): Outputs {
  const raw = [...rawConfig(stack, changes)].map(([key, { text }]) => [`physical-ai:${key}`, text]);
  const secretKeys = secrets.map((key) => `physical-ai:${key}`);
  pulumi.runtime.setAllConfig(Object.fromEntries(raw) as Record<string, string>, secretKeys);
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

  for (const stack of ["dev", "prod"]) {
    it(`tells no secret of ${stack}, neither one that it makes nor one that it was given`, async () => {
      const given = {
        vpnSites: [
          { name: "lab", address: "203.0.113.9", ranges: ["10.80.0.0/16"] },
          { name: "plant", address: "203.0.113.10", ranges: ["10.81.0.0/16"] },
        ],
        vpnSharedKeys: { lab: "Hunter2-shared" },
        workloadSecrets: { "hf-token": "Hunter2-token" },
      };
      let outputs: Outputs = {};
      await register(() => (outputs = load(given, stack, ["vpnSharedKeys", "workloadSecrets"])), "update");
      const all = pulumi.output(outputs);
      expect(await pulumi.isSecret(all)).to.equal(false);
      const told = await new Promise<string>((resolve) => all.apply((plain) => resolve(JSON.stringify(plain))));
      expect(told).to.contain("/keyvault:Vault/vault");
      expect(told).not.to.match(/Hunter2|password of/);
    });
  }

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
