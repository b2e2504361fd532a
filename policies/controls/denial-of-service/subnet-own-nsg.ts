import { azureName } from "../../framework/arm-id";
import { stackControl } from "../../framework/control";
import { AZURE } from "../../framework/resource-types";

/** Subnets that Azure refuses an NSG for, or that its own service guards. */
const WITHOUT_NSG = new Set(["GatewaySubnet", "AzureFirewallSubnet", "AzureFirewallManagementSubnet"]);

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
    for (const subnet of stack.ofType(AZURE.subnet)) {
      if (WITHOUT_NSG.has(azureName(subnet) ?? "")) continue;
      const nsg = stack.referenceOf(subnet, "networkSecurityGroup.id", [AZURE.networkSecurityGroup]);
      const set = "networkSecurityGroup.id to a network security group of its own";
      if (nsg.state === "unknown") {
        yield subnet.undetermined("its network security group is not known yet", { set });
        continue;
      }
      if (nsg.state !== "known") {
        yield subnet.fail("has no network security group", { set });
        continue;
      }
      const owner = owners.get(nsg.value.key);
      if (owner === undefined) {
        owners.set(nsg.value.key, subnet.name);
        yield subnet.pass();
      } else {
        yield subnet.fail(`shares its network security group with ${owner}`, { set });
      }
    }
  },
});
