import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { nsgExplicitRules } from "./nsg-explicit-rules";

const allowFrom = {
  name: "nodes-in",
  direction: "Inbound",
  access: "Allow",
  protocol: "Tcp",
  priority: 100,
  sourcePortRange: "*",
  destinationAddressPrefix: "10.0.3.0/24",
  destinationPortRange: "443",
};
const allow = { ...allowFrom, sourceAddressPrefixes: ["10.0.1.0/24", "10.0.2.0/24"] };
const deny = {
  name: "deny-all-inbound",
  direction: "Inbound",
  access: "Deny",
  protocol: "*",
  priority: 4096,
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "*",
};
const outbound = { ...allow, name: "out", direction: "Outbound", destinationAddressPrefix: "Internet" };

const group = (...securityRules: readonly Record<string, unknown>[]): FixtureResource => ({
  type: AZURE.networkSecurityGroup,
  name: "endpoints",
  properties: { networkSecurityGroupName: "nsg-endpoints", securityRules },
});
const rule = (
  name: string,
  properties: Record<string, unknown>,
  networkSecurityGroupName = "nsg-endpoints",
): FixtureResource => ({ type: AZURE.securityRule, name, properties: { networkSecurityGroupName, ...properties } });

export default fixtures(nsgExplicitRules, {
  pass: [
    { title: "the flows by source and port, then a deny", resources: [group(allow, outbound, deny)] },
    { title: "nothing is let in", resources: [group(deny)] },
    {
      title: "rules that are resources of their own",
      resources: [
        group(),
        rule("nodes-in", allow),
        { ...rule("deny", deny, unknown), from: { networkSecurityGroupName: ["endpoints"] } },
      ],
    },
    {
      title: "a deny of the virtual network, which leaves Azure's load balancer its probes",
      resources: [
        group(allow, { ...deny, sourceAddressPrefix: "VirtualNetwork", destinationAddressPrefix: "VirtualNetwork" }),
      ],
    },
    {
      title: "a source that is an application security group",
      resources: [group({ ...allowFrom, sourceApplicationSecurityGroups: [{ id: unknown }] }, deny)],
    },
  ],
  fail: [
    { title: "a group without rules", resources: [group()] },
    {
      title: "nothing is said about rules",
      resources: [{ type: AZURE.networkSecurityGroup, name: "endpoints", properties: {} }],
    },
    { title: "no deny at the end", resources: [group(allow)] },
    { title: "a deny of one protocol only", resources: [group(allow, { ...deny, protocol: "Tcp" })] },
    { title: "a deny of outbound traffic only", resources: [group(allow, { ...deny, direction: "Outbound" })] },
    { title: "a deny of some ports only", resources: [group({ ...deny, destinationPortRange: "1024-65535" })] },
    ...["*", "0.0.0.0/0", "::/0", "Internet", "Any", "0.0.0.0", "128.0.0.0/1", "AzureCloud.westus3"].map((source) => ({
      title: `inbound traffic from ${source}`,
      resources: [group({ ...allowFrom, sourceAddressPrefix: source }, deny)],
    })),
    {
      title: "the internet among other sources",
      resources: [group({ ...allow, sourceAddressPrefixes: ["10.0.1.0/24", "internet"] }, deny)],
    },
    { title: "no source at all", resources: [group(allowFrom, deny)] },
    {
      title: "the internet in a rule that is a resource of its own",
      resources: [group(deny), rule("ssh", { ...allowFrom, sourceAddressPrefix: "0.0.0.0/0", direction: "inbound" })],
    },
    {
      title: "Azure's default over again: the whole network on every port",
      resources: [
        group({ ...allowFrom, sourceAddressPrefix: "VirtualNetwork", destinationPortRange: "0-65535" }, deny),
      ],
    },
    {
      title: "the deny belongs to another group",
      resources: [group(allow), rule("deny", deny, "nsg-other")],
    },
  ],
  unknown: [
    {
      title: "the rules are not known yet",
      resources: [{ type: AZURE.networkSecurityGroup, name: "endpoints", properties: { securityRules: unknown } }],
    },
    {
      title: "the source of a rule is not known yet",
      resources: [group({ ...allow, sourceAddressPrefixes: [unknown] }, deny)],
    },
    {
      title: "whose rule the deny is, is not known yet",
      resources: [group(allow), rule("deny", deny, unknown)],
    },
  ],
  notApplicable: [
    { title: "a stack without groups", resources: [{ type: AZURE.virtualNetwork, name: "vnet", properties: {} }] },
    { title: "an outbound rule of a group elsewhere", resources: [rule("out", outbound, "nsg-elsewhere")] },
  ],
});
