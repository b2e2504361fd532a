import { resourceControl } from "../../framework/control";
import { judgedWhere, not } from "../../framework/decided";
import { equalTo } from "../../framework/expectation";
import { AZURE } from "../../framework/resource-types";
import { isCalled, subnetsIn } from "../../framework/subnets";
import type { Subnet } from "../../framework/subnets";
import { anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** Subnets of Azure's own gateways, which have public addresses of their own and hold no machine of ours. */
const OF_AZURE = new Set([
  "gatewaysubnet",
  "azurefirewallsubnet",
  "azurefirewallmanagementsubnet",
  "azurebastionsubnet",
]);

export const noDefaultOutboundAccess = resourceControl({
  name: "no-default-outbound-access",
  threats: ["D-3"],
  severity: "high",
  title: "No subnet has Azure's default outbound access",
  rationale:
    "Azure gives a machine that nothing else connects to the internet a hidden public address for its outbound traffic, past any firewall and filter. Virtual networks made with an API version before 2025-07-01, as the SDK's, have it unless told not to.",
  remediation:
    "Set defaultOutboundAccess of the subnet to false and route its traffic through the firewall: components/network/virtual-network.ts.",
  references: { psrule: ["Azure.VNET.PrivateSubnet"] },
  resources: [AZURE.subnet, AZURE.virtualNetwork],
  remediates:
    "sets defaultOutboundAccess of each subnet; what no firewall, gateway or load balancer takes out then stays inside",
  *check(resource) {
    const subnets = subnetsIn(resource);
    if (subnets.state === "unknown") yield resource.undetermined("its subnets are not known yet");
    if (subnets.state !== "known") return;
    for (const subnet of subnets.value) {
      const finding = resource.expect(`${subnet.prefix}defaultOutboundAccess`, equalTo(false), {
        otherwise: "gives its machines a way out that nothing filters",
        part: subnet.part,
        mechanical: true,
      });
      const isOurs = not(anyOf(isCalled(subnet, OF_AZURE), isDelegated(subnet)));
      yield* judgedWhere(isOurs, "whether it holds machines is not known yet", [finding]);
    }
  },
});

/** A delegated subnet holds a service whose way out is the service's: Azure has no private subnet for it. */
function isDelegated({ properties }: Subnet): Truth {
  return holds(properties.list("delegations"), (delegations) => delegations.length > 0);
}
