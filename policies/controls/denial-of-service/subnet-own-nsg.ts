import { azureName } from "../../framework/arm-id";
import { stackControl } from "../../framework/control";
import { AZURE } from "../../framework/resource-types";
import { isCalled, subnetsIn } from "../../framework/subnets";

/** Subnets that Azure refuses an NSG for, or that its own service guards. */
const WITHOUT_NSG = new Set(["gatewaysubnet", "azurefirewallsubnet", "azurefirewallmanagementsubnet"]);

export const subnetOwnNsg = stackControl({
  name: "subnet-own-nsg",
  threats: ["D-2"],
  severity: "low",
  title: "Every subnet that takes a network security group has one of its own",
  rationale:
    "One network security group shared by every subnet gives each the rights of the most open one, and a rule that one workload needs opens all the others.",
  remediation:
    "Give the subnet a networkSecurityGroup that no other subnet uses: components/network/virtual-network.ts.",
  references: { psrule: ["Azure.VNET.UseNSGs"], checkov: ["CKV2_AZURE_31"] },
  *check(stack) {
    const owners = new Map<string, string>();
    // An id that names none of the stack's can be of one whose name is not known yet.
    const hasUnnamed = stack.ofType(AZURE.networkSecurityGroup).some((each) => azureName(each) === undefined);
    for (const resource of stack.ofType(AZURE.subnet, AZURE.virtualNetwork)) {
      const subnets = subnetsIn(resource);
      if (subnets.state === "unknown") yield resource.undetermined("its subnets are not known yet");
      for (const subnet of subnets.state === "known" ? subnets.value : []) {
        const { prefix, part } = subnet;
        const takesNone = isCalled(subnet, WITHOUT_NSG);
        if (takesNone === true) continue;
        const path = `${prefix}networkSecurityGroup.id`;
        const nsg = stack.referenceOf(resource, path, [AZURE.networkSecurityGroup]);
        const details = { part, set: `${path} to a network security group of its own` };
        if (nsg.state === "unknown" || (nsg.state !== "known" && takesNone === "unknown")) {
          yield resource.undetermined("its network security group is not known yet", details);
          continue;
        }
        if (nsg.state !== "known") {
          yield resource.fail("has no network security group", details);
          continue;
        }
        const owner = owners.get(nsg.value.key);
        if (owner === undefined) {
          owners.set(nsg.value.key, part ?? resource.name);
          const mayBeOurs = !nsg.value.target && hasUnnamed;
          yield mayBeOurs
            ? resource.undetermined("whether its network security group is another's is not known yet", details)
            : resource.pass({ part });
        } else {
          yield resource.fail(`shares its network security group with ${owner}`, details);
        }
      }
    }
  },
});
