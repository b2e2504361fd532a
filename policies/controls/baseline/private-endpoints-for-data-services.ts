import { stackControl } from "../../framework/control";
import { leadsTo } from "../../framework/leads-to";
import { isInjected } from "../../framework/network-injection";
import type { Resource } from "../../framework/resource";
import type { ResourceType } from "../../framework/resource-types";
import { AZURE } from "../../framework/resource-types";
import type { Stack } from "../../framework/stack";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/**
 * Services that hold data, with the parts of each that a private endpoint can lead to; one of them is enough.
 * Source: learn.microsoft.com/azure/private-link/private-endpoint-overview, "Private-link resource".
 */
const GROUPS = new Map<ResourceType, readonly string[]>([
  [AZURE.storageAccount, ["blob", "dfs", "file", "queue", "table"]],
  [AZURE.keyVault, ["vault"]],
  [AZURE.postgresServer, ["postgresqlServer"]],
  [AZURE.redisEnterprise, ["redisEnterprise"]],
  [AZURE.redisCache, ["redisCache"]],
  [AZURE.containerRegistry, ["registry"]],
  [AZURE.machineLearningWorkspace, ["amlworkspace"]],
]);

export const privateEndpointsForDataServices = stackControl({
  name: "private-endpoints-for-data-services",
  goals: ["G3"],
  severity: "high",
  title: "Every data service is reached through a private endpoint",
  rationale:
    "A data service without a private endpoint has only its public name to be reached by: traffic leaves the virtual network, no security rule applies to it, and sooner or later somebody opens public access because nothing else works.",
  remediation:
    "Create a PrivateEndpoint whose privateLinkServiceId is the service's id: components/conventions/private-access.ts.",
  references: { checkov: ["CKV2_AZURE_32", "CKV2_AZURE_33", "CKV2_AZURE_42", "CKV2_AZURE_57"] },
  *check(stack) {
    const links = stack.ofType(AZURE.privateEndpoint).flatMap((endpoint) => linksOf(stack, endpoint));
    for (const [type, groups] of GROUPS) {
      for (const service of stack.ofType(type)) {
        const reached = anyOf(isInjected(service), ...links.map((link) => connects(link, service, groups)));
        const set = `privateLinkServiceConnections[0] of a PrivateEndpoint to this resource's id and groupIds ["${groups[0]}"]`;
        if (reached === true) yield service.pass();
        else if (reached === false) yield service.fail("has no private endpoint", { set });
        else yield service.undetermined("where a private endpoint leads is not known yet", { set });
      }
    }
  },
});

/** A private link connection, asked where it leads and for which part of that. */
interface Link {
  readonly leadsTo: (service: Resource) => Truth;
  /** `group` in lower case. */
  readonly isFor: (group: string) => Truth;
}

/** The connections of an endpoint. Those that wait for an approval lead to the service as well. */
function linksOf(stack: Stack, endpoint: Resource): readonly Link[] {
  return ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"].flatMap((property): Link[] => {
    const connections = endpoint.list(property);
    if (connections.state === "unknown") return [{ leadsTo: () => "unknown", isFor: () => "unknown" }];
    if (connections.state !== "known") return [];
    return connections.value.map((connection) => {
      const groups = connection.list("groupIds");
      const named = groups.state === "known" ? groups.value.map((item) => item.text()) : [];
      return {
        leadsTo: (service) => leadsTo(stack, endpoint, `${connection.path}.privateLinkServiceId`, service),
        isFor: (group) =>
          anyOf(
            groups.state === "unknown" ? "unknown" : false,
            ...named.map((name) => holds(name, (text) => text.toLowerCase() === group)),
          ),
      };
    });
  });
}

/** Most links are for services of another type, and need no look at where they lead. */
function connects(link: Link, service: Resource, groups: readonly string[]): Truth {
  const isFor = anyOf(...groups.map((group) => link.isFor(group.toLowerCase())));
  return isFor !== false && allOf(isFor, link.leadsTo(service));
}
