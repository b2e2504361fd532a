import { azureName } from "../../framework/arm-id";
import { stackControl } from "../../framework/control";
import type { Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import type { ResourceType } from "../../framework/resource-types";
import type { Reference, Stack } from "../../framework/stack";
import { subnetsIn } from "../../framework/subnets";
import type { Subnet } from "../../framework/subnets";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** Days that flows are kept at least: what an incident is found out in. 0 keeps them for good. */
const LEAST_DAYS = 30;

/** What a flow log can be of; of a network security group is the old kind. */
const TARGETS: readonly ResourceType[] = [AZURE.virtualNetwork, AZURE.subnet, AZURE.networkSecurityGroup];

const SET = `targetResourceId of a FlowLog to the virtual network, with enabled true, retentionPolicy.enabled true and retentionPolicy.days ${LEAST_DAYS} or more`;

export const flowLogsCollected = stackControl({
  name: "flow-logs-collected",
  threats: ["D-2"],
  severity: "low",
  title: "The flows of every virtual network are recorded and kept",
  rationale:
    "The model accepts D-2 until a traffic audit shows which rules are needed, and its roadmap makes flow logs the condition. Without them nobody can write rules, or tell afterwards what a machine that was taken over talked to.",
  remediation: "Create a FlowLog of the virtual network: components/network/flow-logs.ts.",
  references: { checkov: ["CKV_AZURE_12"] },
  *check(stack) {
    const logs = stack.ofType(AZURE.flowLog).map((log) => ({
      target: stack.referenceOf(log, "targetResourceId", TARGETS),
      keeps: keepsFlows(log),
    }));
    // An id that names nothing of the stack can be of something whose name is not known yet.
    const hasUnnamed = stack.ofType(...TARGETS).some((each) => azureName(each) === undefined);
    const isOf = (target: Reading<Reference>, key: string): Truth =>
      target.state === "known" && !target.value.target && hasUnnamed
        ? "unknown"
        : holds(target, (found) => found.key === key);
    /** Whether a flow log is of exactly this. */
    const recorded = (key: string): Truth => anyOf(...logs.map(({ target, keeps }) => allOf(isOf(target, key), keeps)));

    for (const network of stack.ofType(AZURE.virtualNetwork)) {
      const subnets = subnetsOf(stack, network);
      if (subnets !== "unknown" && subnets.length === 0) continue;
      const inParts =
        subnets === "unknown" ? "unknown" : allOf(...subnets.map((subnet) => recordedBelow(stack, subnet, recorded)));
      const whole = anyOf(recorded(network.urn), inParts);
      if (whole === true) yield network.pass();
      else if (whole === "unknown") {
        yield network.undetermined("what its flow logs record is not known yet", { set: SET });
      } else if (logs.length === 0) yield network.fail("has no flow log", { set: SET });
      else yield network.fail("has no flow log that is on and kept", { set: SET });
    }
  },
});

function keepsFlows(log: Resource): Truth {
  return allOf(
    holds(log.flag("enabled"), (enabled) => enabled),
    holds(log.flag("retentionPolicy.enabled"), (enabled) => enabled),
    // Azure takes left-out days for 0.
    holds(log.number("retentionPolicy.days"), (days) => days === 0 || days >= LEAST_DAYS, true),
  );
}

interface OwnedSubnet extends Subnet {
  readonly owner: Resource;
}

/** The network's subnets, whether written inside it or resources of their own. */
function subnetsOf(stack: Stack, network: Resource): readonly OwnedSubnet[] | "unknown" {
  const inline = subnetsIn(network);
  if (inline.state === "unknown") return "unknown";
  const separate = stack
    .ofType(AZURE.subnet)
    .filter((subnet) =>
      holds(
        stack.referenceOf(subnet, "virtualNetworkName", [AZURE.virtualNetwork]),
        (found) => found.target?.urn === network.urn,
      ),
    );
  return [...separate, network].flatMap((owner) => {
    const subnets = subnetsIn(owner);
    return subnets.state === "known" ? subnets.value.map((subnet) => ({ ...subnet, owner })) : [];
  });
}

/** Whether a flow log is of the subnet, or of its network security group. */
function recordedBelow(stack: Stack, subnet: OwnedSubnet, recorded: (key: string) => Truth): Truth {
  const { owner, prefix, name } = subnet;
  const own = prefix === "" ? owner.urn : `${owner.urn}/subnets/${name?.toLowerCase()}`;
  const group = stack.referenceOf(owner, `${prefix}networkSecurityGroup.id`, [AZURE.networkSecurityGroup]);
  return anyOf(
    recorded(own),
    group.state === "known" ? recorded(group.value.key) : group.state === "unknown" && "unknown",
  );
}
