import { azureName } from "../../framework/arm-id";
import { stackControl } from "../../framework/control";
import { oneOf } from "../../framework/expectation";
import type { Finding } from "../../framework/finding";
import type { Reference } from "../../framework/stack";
import { AZURE } from "../../framework/resource-types";
import { subnetsIn } from "../../framework/subnets";

export const privateEndpointSubnetPolicies = stackControl({
  name: "private-endpoint-subnet-policies",
  threats: ["D-2"],
  severity: "medium",
  title: "Network security groups apply to the private endpoints of a subnet",
  rationale:
    "Azure lets traffic to private endpoints past the subnet's network security group unless the subnet says otherwise, and the SDK fills in Disabled. The rules are there, and everything that can route to the endpoint still reaches the vault or the data behind it.",
  remediation:
    'Set privateEndpointNetworkPolicies of the subnet to "Enabled" or "NetworkSecurityGroupEnabled": components/network/virtual-network.ts.',
  references: {},
  *check(stack) {
    const judged = new Set<string>();
    // An id that names nothing of the stack can be of something whose name is not known yet.
    const hasUnnamed = stack.ofType(AZURE.subnet, AZURE.virtualNetwork).some((each) => azureName(each) === undefined);
    for (const endpoint of stack.ofType(AZURE.privateEndpoint)) {
      const subnet = stack.referenceOf(endpoint, "subnet.id", [AZURE.subnet, AZURE.virtualNetwork]);
      const mayBeOurs = subnet.state === "known" && !subnet.value.target && hasUnnamed;
      if (subnet.state === "unknown" || mayBeOurs)
        yield endpoint.undetermined("the subnet it stands in is not known yet");
      if (subnet.state !== "known" || judged.has(subnet.value.key)) continue;
      judged.add(subnet.value.key);
      yield* judgeSubnet(subnet.value);
    }
  },
});

function* judgeSubnet({ target, part }: Reference): Iterable<Finding> {
  const subnets = target && subnetsIn(target);
  if (!subnets) return;
  if (subnets.state === "unknown") yield target.undetermined("its subnets are not known yet");
  if (subnets.state !== "known") return;

  // A subnet written inside its network, with an id that is not known yet, can be any one of them.
  const meant = subnets.value.filter(
    ({ name }) => !part || name === undefined || `subnets/${name}`.toLowerCase() === part.toLowerCase(),
  );
  const verdicts = meant.map(({ prefix, part: name }) =>
    target.expect(`${prefix}privateEndpointNetworkPolicies`, oneOf("Enabled", "NetworkSecurityGroupEnabled"), {
      otherwise: "lets traffic to its private endpoints past its network security group",
      part: name,
    }),
  );
  const failures = verdicts.filter(({ verdict }) => verdict === "fail");
  const isUnsure = part === undefined || (part !== "" && meant.some(({ isNameUnknown }) => isNameUnknown));
  if (isUnsure && failures.length > 0 && failures.length < verdicts.length) {
    const set = failures.map((failure) => failure.set).join(", and ");
    yield target.undetermined("which of its subnets holds the private endpoint is not known yet", { set });
  } else yield* verdicts;
}
