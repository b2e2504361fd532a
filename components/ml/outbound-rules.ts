import type * as pulumi from "@pulumi/pulumi";
import type { AllowedHost } from "../network/egress-rules";

type OutboundRule =
  | { type: "FQDN"; category: "UserDefined"; destination: string }
  | {
      type: "PrivateEndpoint";
      category: "UserDefined";
      destination: { serviceResourceId: pulumi.Input<string>; subresourceTarget: string; sparkEnabled: false };
    };

/**
 * What computes that Azure manages for the workspace may reach, beside what it demands itself: the platform's data by private
 * endpoints, and the hosts that the firewall's list lets training jobs reach. Azure's network takes names without a tag
 * and TLS only.
 */
export function outboundRules(
  storage: Readonly<Record<string, pulumi.Input<string>>>,
  hosts: readonly AllowedHost[],
): Readonly<Record<string, OutboundRule>> {
  const rules: Record<string, OutboundRule> = {};
  for (const [name, serviceResourceId] of Object.entries(storage)) {
    rules[`data-${name}`] = {
      type: "PrivateEndpoint",
      category: "UserDefined",
      destination: { serviceResourceId, subresourceTarget: "blob", sparkEnabled: false },
    };
  }
  for (const { name, hosts: names, protocol } of hosts) {
    if ("tag" in names || protocol !== "https") continue;
    for (const [index, destination] of names.entries()) {
      rules[`${name}-${index + 1}`] = { type: "FQDN", category: "UserDefined", destination };
    }
  }
  return rules;
}
