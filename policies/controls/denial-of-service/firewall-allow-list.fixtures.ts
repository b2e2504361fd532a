import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { firewallAllowList } from "./firewall-allow-list";

const group = (...ruleCollections: unknown[]): FixtureResource => ({
  type: AZURE.firewallRuleCollectionGroup,
  name: "allowed",
  properties: { ruleCollections },
});
const allow = (rule: Record<string, unknown>, action: unknown = { type: "Allow" }) =>
  group({
    name: "web",
    ruleCollectionType: "FirewallPolicyFilterRuleCollection",
    action,
    rules: [{ name: "rule", ...rule }],
  });
const hosts = (...targetFqdns: unknown[]) => allow({ ruleType: "ApplicationRule", targetFqdns });
const addresses = (...destinationAddresses: unknown[]) =>
  allow({ ruleType: "NetworkRule", ipProtocols: ["TCP"], destinationAddresses, destinationPorts: ["443"] });
const translate = (sourceAddresses: unknown) =>
  group({
    name: "in",
    ruleCollectionType: "FirewallPolicyNatRuleCollection",
    action: { type: "DNAT" },
    rules: [{ name: "ssh", ruleType: "NatRule", sourceAddresses, translatedAddress: "10.0.1.4" }],
  });
const policy = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.firewallPolicy,
  name: "policy",
  properties,
});
const classic = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.azureFirewall,
  name: "firewall",
  properties: { threatIntelMode: "Deny", ...properties },
});

const ipGroup = (ipAddresses: unknown): FixtureResource => ({
  type: AZURE.ipGroup,
  name: "partners",
  properties: { ipAddresses },
});

export default fixtures(firewallAllowList, {
  pass: [
    { title: "hosts by name", resources: [hosts("packages.microsoft.com", "ntp.ubuntu.com")] },
    { title: "hosts below a name of one owner", resources: [hosts("*.cloud.defender.microsoft.com")] },
    {
      title: "what Azure lists of a service",
      resources: [allow({ ruleType: "ApplicationRule", fqdnTags: ["AzureKubernetesService"] })],
    },
    {
      title: "addresses of a service that is Azure's own",
      resources: [addresses("AzureActiveDirectory", "10.0.0.0/8")],
    },
    {
      title: "everything, refused",
      resources: [allow({ ruleType: "ApplicationRule", targetFqdns: ["*"] }, { type: "Deny" })],
    },
    { title: "a group of addresses of one partner", resources: [ipGroup(["203.0.113.0/24"])] },
    { title: "a way in for one network", resources: [translate(["203.0.113.0/24"])] },
    { title: "a policy that refuses bad addresses", resources: [policy({ threatIntelMode: "Deny" })] },
    { title: "a policy that only can tell of them", resources: [policy({ sku: { tier: "Basic" } })] },
    {
      title: "a firewall with rules of its own",
      resources: [
        classic({
          applicationRuleCollections: [
            { name: "web", action: { type: "Allow" }, rules: [{ name: "packages", targetFqdns: ["pypi.org"] }] },
          ],
        }),
      ],
    },
  ],
  fail: [
    { title: "every host", resources: [hosts("*")] },
    { title: "every host of a domain that anybody can register below", resources: [hosts("*.com")] },
    { title: "a name that others can end in", resources: [hosts("pypi.org", "*microsoft.com")] },
    { title: "everybody's storage accounts", resources: [hosts("*.blob.core.windows.net")] },
    { title: "a name above everybody's storage accounts", resources: [hosts("*.Windows.net")] },
    { title: "a group of addresses that holds every address", resources: [ipGroup(["10.0.0.0/8", "0.0.0.0/0"])] },
    { title: "every page", resources: [allow({ ruleType: "ApplicationRule", targetUrls: ["https://*/upload"] })] },
    { title: "a category", resources: [allow({ ruleType: "ApplicationRule", webCategories: ["Business"] })] },
    { title: "every address", resources: [addresses("*")] },
    { title: "every address as a range", resources: [addresses("10.0.0.0/8", "0.0.0.0/0")] },
    { title: "every address in two halves", resources: [addresses("0.0.0.0/1", "128.0.0.0/1")] },
    { title: "every address from first to last", resources: [addresses("0.0.0.0-255.255.255.255")] },
    { title: "addresses of every customer of Azure", resources: [addresses("AzureCloud.westus3")] },
    { title: "everybody's storage accounts by address", resources: [addresses("Storage")] },
    {
      title: "every protocol",
      resources: [allow({ ruleType: "NetworkRule", ipProtocols: ["Any"], destinationAddresses: ["10.0.0.4"] })],
    },
    {
      title: "no action, which is no denial",
      resources: [allow({ ruleType: "ApplicationRule", targetFqdns: ["*"] }, undefined)],
    },
    { title: "a rule that does not say what it is", resources: [allow({ destinationAddresses: ["Internet"] })] },
    { title: "the internet let in to a machine", resources: [translate(["*"])] },
    { title: "whoever comes let in to a machine", resources: [translate(undefined)] },
    { title: "a policy that looks for nothing", resources: [policy({ threatIntelMode: "Off" })] },
    { title: "a policy that could refuse and only tells", resources: [policy({ sku: { tier: "Premium" } })] },
    { title: "a firewall without rules", resources: [classic({})] },
    {
      title: "a firewall with rules of its own that let everything out",
      resources: [
        classic({
          networkRuleCollections: [
            {
              name: "all",
              action: { type: "Allow" },
              rules: [{ name: "all", protocols: ["Any"], destinationAddresses: ["*"], destinationPorts: ["*"] }],
            },
          ],
        }),
      ],
    },
    {
      title: "an old API version",
      resources: [{ ...hosts("*"), type: "azure-native:network/v20230901:FirewallPolicyRuleCollectionGroup" }],
    },
  ],
  unknown: [
    { title: "the hosts are not known yet", resources: [allow({ ruleType: "ApplicationRule", targetFqdns: unknown })] },
    { title: "one of the addresses is not known yet", resources: [addresses("10.0.0.4", unknown)] },
    {
      title: "whether everything is let out or refused is not known yet",
      resources: [allow({ ruleType: "ApplicationRule", targetFqdns: ["*"] }, { type: unknown })],
    },
    {
      title: "the collections are not known yet",
      resources: [
        { type: AZURE.firewallRuleCollectionGroup, name: "allowed", properties: { ruleCollections: unknown } },
      ],
    },
    { title: "the mode is not known yet", resources: [policy({ threatIntelMode: unknown })] },
    { title: "which addresses a group holds is not known yet", resources: [ipGroup(unknown)] },
    { title: "who is let in is not known yet", resources: [translate(unknown)] },
  ],
  notApplicable: [
    { title: "a firewall that goes by a policy", resources: [classic({ firewallPolicy: { id: unknown } })] },
    { title: "a group without collections", resources: [group()] },
  ],
});
