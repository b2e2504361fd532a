import { resourceControl } from "../../framework/control";
import type { Finding } from "../../framework/finding";
import type { Properties, Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

export const noPublicIpOnNodes = resourceControl({
  name: "no-public-ip-on-nodes",
  goals: ["G3"],
  severity: "high",
  title: "No machine has a public address",
  rationale:
    "A public address takes a node out of everything that stands at the network's edge: it is reached from the internet as soon as one rule allows it, and what it sends passes no firewall. Compute of Azure Machine Learning has one unless told otherwise.",
  remediation:
    "Set enableNodePublicIP to false and take public addresses off network interfaces: components/compute/cluster.ts, components/compute/gpu-pools.ts.",
  references: {
    checkov: ["CKV_AZURE_143", "CKV_AZURE_119"],
    psrule: ["Azure.ML.ComputeVnet"],
    cisAks: ["5.4.3"],
  },
  resources: [
    AZURE.agentPool,
    AZURE.machineLearningCompute,
    AZURE.managedCluster,
    AZURE.networkInterface,
    AZURE.virtualMachine,
    AZURE.virtualMachineScaleSet,
  ],
  *check(machines) {
    if (machines.type === AZURE.agentPool) yield judgePool(machines, machines);
    else if (machines.type === AZURE.managedCluster) {
      yield* each(machines, machines.list("agentPoolProfiles"), (pool) => [judgePool(machines, pool, labelOf(pool))]);
    } else if (machines.type === AZURE.machineLearningCompute) yield* judgeCompute(machines);
    else if (machines.type === AZURE.networkInterface) yield* judgeAddresses(machines, machines, "publicIPAddress");
    else if (machines.type === AZURE.virtualMachine) yield* judgeInterfaces(machines, machines.at("networkProfile"));
    else yield* judgeInterfaces(machines, machines.at("virtualMachineProfile.networkProfile"));
  },
});

function judgePool(owner: Resource, pool: Properties, part?: string): Finding {
  const path = part === undefined ? "enableNodePublicIP" : `${pool.path}.enableNodePublicIP`;
  const details = { part, set: `${path} to false` };
  const open = anyOf(
    isOrCouldBeTrue(pool.flag("enableNodePublicIP")),
    // A prefix to take public addresses from is for nodes that have some.
    holds(pool.text("nodePublicIPPrefixID"), (id) => id !== ""),
  );
  return verdict(owner, open, "gives its nodes public addresses", details);
}

/** Kinds of compute whose nodes are machines of Azure Machine Learning; each has a public address by default. */
function* judgeCompute(compute: Resource): Iterable<Finding> {
  const kind = compute.text("properties.computeType");
  const ofNodes = holds(kind, (name) => ["amlcompute", "computeinstance"].includes(name.toLowerCase()));
  if (ofNodes === false) return;
  const path = "properties.properties.enableNodePublicIp";
  const reading = compute.flag(path);
  const open = allOf(ofNodes, reading.state === "absent" || isOrCouldBeTrue(reading));
  yield verdict(compute, open, "gives its nodes public addresses", { set: `${path} to false` });
}

function* judgeInterfaces(owner: Resource, profile: Properties): Iterable<Finding> {
  yield* each(owner, profile.list("networkInterfaceConfigurations"), (card) =>
    judgeAddresses(owner, card, "publicIPAddressConfiguration", `${labelOf(card)}/`),
  );
}

function* judgeAddresses(owner: Resource, card: Properties, address: string, prefix = ""): Iterable<Finding> {
  yield* each(owner, card.list("ipConfigurations"), (configuration) => {
    const given = holds(configuration.read(address), () => true);
    const details = { part: `${prefix}${labelOf(configuration)}`, set: `${configuration.path}.${address} to nothing` };
    return [verdict(owner, given, "has a public address", details)];
  });
}

function* each(
  owner: Resource,
  items: Reading<readonly Properties[]>,
  judge: (item: Properties) => Iterable<Finding>,
): Iterable<Finding> {
  if (items.state === "unknown") yield owner.undetermined("its machines are not known yet");
  for (const item of items.state === "known" ? items.value : []) yield* judge(item);
}

function verdict(owner: Resource, open: Truth, statement: string, details: { part?: string; set: string }): Finding {
  if (open === "unknown") return owner.undetermined("whether it has public addresses is not known yet", details);
  return open ? owner.fail(statement, details) : owner.pass({ part: details.part });
}

/** What is neither true nor false is refused by Azure, and no reason to call it closed. */
function isOrCouldBeTrue(reading: Reading<boolean>): Truth {
  return reading.state === "malformed" || holds(reading, (value) => value);
}

/** The name of the part, and its place, which tells two of one name apart. */
function labelOf(item: Properties): string {
  const name = item.text("name");
  return name.state === "known" ? name.value : item.path;
}
