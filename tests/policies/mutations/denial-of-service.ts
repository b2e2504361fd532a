import { AZURE, KUBERNETES } from "../../../policies/framework/resource-types";
import { withItem } from "./rows";
import type { Row } from "./rows";

const gpu = { type: AZURE.subnet, name: "gpu" } as const;

export const denialOfService: readonly Row[] = [
  {
    control: "namespace-default-deny",
    when: "the namespace of OSMO's services loses its policy that denies",
    mutation: { type: KUBERNETES.networkPolicy, name: "osmo-control-plane-default-deny", drop: true },
  },
  {
    control: "namespace-default-deny",
    when: "the namespace of OSMO's services denies what comes in and lets everything out",
    mutation: {
      type: KUBERNETES.networkPolicy,
      name: "osmo-control-plane-default-deny",
      path: ["spec", "policyTypes"],
      value: ["Ingress"],
    },
  },
  {
    control: "network-policy-engine",
    when: "nothing in the cluster enforces network policies",
    mutation: { type: AZURE.managedCluster, path: ["networkProfile", "networkPolicy"], remove: true },
  },
  {
    control: "network-policy-not-allow-all",
    when: "a policy lets everybody in to jobs",
    mutation: {
      add: {
        type: KUBERNETES.networkPolicy,
        name: "open",
        properties: {
          metadata: { name: "open", namespace: "osmo-workflows" },
          spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [{}] },
        },
      },
    },
  },
  {
    control: "network-policy-not-allow-all",
    when: "a policy lets jobs out to every address",
    mutation: {
      type: KUBERNETES.networkPolicy,
      name: "osmo-workflows-workflows",
      path: ["spec", "egress"],
      value: withItem({ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }),
    },
  },
  {
    control: "subnet-own-nsg",
    when: "two subnets share the rules of one",
    mutation: {
      ...gpu,
      path: ["networkSecurityGroup", "id"],
      value: (id: unknown) => String(id).replace("nsg-physai-gpu-", "nsg-physai-workload-"),
    },
  },
  {
    control: "subnet-own-nsg",
    when: "a subnet has no rules at all",
    mutation: { ...gpu, path: ["networkSecurityGroup"], remove: true },
  },
  {
    control: "nsg-explicit-rules",
    when: "a security group has no rule of its own",
    mutation: { type: AZURE.networkSecurityGroup, name: "gpu", path: ["securityRules"], value: [] },
  },
  {
    control: "nsg-explicit-rules",
    when: "a rule lets the internet in to nodes",
    mutation: {
      type: AZURE.networkSecurityGroup,
      name: "gpu",
      path: ["securityRules", 0, "sourceAddressPrefixes"],
      value: ["0.0.0.0/0"],
    },
  },
  {
    control: "private-endpoint-subnet-policies",
    when: "rules do not hold for private endpoints",
    mutation: {
      type: AZURE.subnet,
      name: "private-endpoints",
      path: ["privateEndpointNetworkPolicies"],
      value: "Disabled",
    },
  },
  {
    control: "flow-logs-collected",
    when: "nobody keeps who spoke with whom",
    mutation: { type: AZURE.flowLog, drop: true },
  },
  {
    control: "flow-logs-collected",
    when: "flow logs are kept for a day",
    mutation: { type: AZURE.flowLog, path: ["retentionPolicy", "days"], value: 1 },
  },
  {
    control: "egress-through-firewall",
    when: "the cluster goes out by a load balancer",
    mutation: { type: AZURE.managedCluster, path: ["networkProfile", "outboundType"], value: "loadBalancer" },
  },
  {
    control: "egress-through-firewall",
    when: "the route to the firewall leads to the internet",
    mutation: { type: AZURE.routeTable, path: ["routes", 0, "nextHopType"], value: "Internet" },
  },
  {
    control: "egress-through-firewall",
    when: "a subnet of GPU nodes has no route to the firewall",
    mutation: { ...gpu, path: ["routeTable"], remove: true },
  },
  {
    control: "egress-through-firewall",
    when: "a route for half of the internet goes past the firewall",
    mutation: {
      type: AZURE.routeTable,
      path: ["routes"],
      value: withItem({ name: "half", addressPrefix: "0.0.0.0/1", nextHopType: "Internet" }),
    },
  },
  {
    control: "egress-through-firewall",
    when: "machines of Azure Machine Learning send to the whole internet",
    mutation: {
      type: AZURE.machineLearningWorkspace,
      path: ["managedNetwork", "isolationMode"],
      value: "AllowInternetOutbound",
    },
  },
  {
    control: "firewall-allow-list",
    when: "the firewall lets through what is known to be bad",
    mutation: { type: AZURE.firewallPolicy, path: ["threatIntelMode"], value: "Off" },
  },
  {
    control: "firewall-allow-list",
    when: "a rule of the firewall lets out to every host",
    mutation: {
      type: AZURE.firewallRuleCollectionGroup,
      path: ["ruleCollections", 0, "rules"],
      value: withItem({
        ruleType: "ApplicationRule",
        name: "everything",
        sourceAddresses: ["10.0.0.0/16"],
        targetFqdns: ["*"],
        protocols: [{ protocolType: "Https", port: 443 }],
      }),
    },
  },
  {
    control: "no-default-outbound-access",
    when: "a subnet has Azure's own way out",
    mutation: { ...gpu, path: ["defaultOutboundAccess"], remove: true },
  },
  {
    control: "osmo-rate-limit",
    when: "OSMO's gateway limits nobody",
    mutation: {
      type: KUBERNETES.helmRelease,
      name: "osmo",
      path: ["values", "gateway", "rateLimit", "enabled"],
      value: false,
    },
  },
  {
    control: "osmo-rate-limit",
    when: "a route of OSMO's gateway counts nothing",
    mutation: {
      type: KUBERNETES.helmRelease,
      name: "osmo",
      path: ["values", "gateway", "envoy", "serviceRoutes", 1, "route", "rate_limits"],
      value: [],
    },
  },
];
