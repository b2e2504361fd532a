import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";
import { applicationRules, networkRules } from "./egress-rules";
import type { AllowedHost } from "./egress-rules";
import { TIER_FEATURES } from "./firewall-tiers";
import type { FirewallTier } from "./firewall-tiers";
import { publicAddress } from "./public-address";

export interface FirewallArgs {
  readonly placement: Placement;
  readonly tier: FirewallTier;
  readonly zones: readonly string[];
  readonly subnetId: pulumi.Input<string>;
  /** The firewall's own way to Azure; the Basic tier has to have one. */
  readonly managementSubnetId?: pulumi.Input<string>;
  /** The address that routes and DNS name. */
  readonly address: string;
  /** Ranges of the machines whose traffic it lets out. */
  readonly sources: readonly string[];
  readonly allowed: readonly AllowedHost[];
  readonly diagnostics: LogSink;
}

/**
 * The only way out: what is not on the typed list of hosts is denied and logged, known bad addresses first. Closes D-3.
 *
 * The Basic tier can only alert to bad addresses, and has no DNS proxy.
 */
export class Firewall extends pulumi.ComponentResource {
  readonly firewall: network.AzureFirewall;
  /** What it has on the internet, unless a NAT gateway stands behind it. */
  readonly address: network.PublicIPAddress;
  /** The rules; while they are missing everything is denied. */
  readonly rules: network.FirewallPolicyRuleCollectionGroup;

  constructor(name: string, args: FirewallArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:network:Firewall", name, {}, opts);
    const { placement, tier, zones, diagnostics } = args;
    const { resourceGroup, location, names, tags } = placement;
    const { threatIntelligence, dnsProxy, intrusionDetection } = TIER_FEATURES[tier];
    const policy = new network.FirewallPolicy(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        firewallPolicyName: names.of("firewallPolicy"),
        sku: { tier },
        threatIntelMode: threatIntelligence,
        ...(dnsProxy && { dnsSettings: { enableProxy: true, servers: [] } }),
        ...(intrusionDetection && { intrusionDetection: { mode: "Deny" } }),
        tags,
      },
      { parent: this },
    );
    this.rules = new network.FirewallPolicyRuleCollectionGroup(
      name,
      {
        resourceGroupName: resourceGroup.name,
        firewallPolicyName: policy.name,
        ruleCollectionGroupName: "allowed",
        priority: 200,
        ruleCollections: [
          {
            ruleCollectionType: "FirewallPolicyFilterRuleCollection",
            name: "network",
            priority: 210,
            action: { type: "Allow" },
            rules: networkRules(tier, args.sources),
          },
          {
            ruleCollectionType: "FirewallPolicyFilterRuleCollection",
            name: "web",
            priority: 220,
            action: { type: "Allow" },
            rules: applicationRules(args.allowed, args.sources),
          },
        ],
      },
      { parent: policy },
    );
    this.address = publicAddress(this, "firewall", placement, zones);
    diagnostics.collect(this.address, "pip-firewall", this.address.id);
    const management = args.managementSubnetId && publicAddress(this, "firewall-management", placement, zones);
    if (management) diagnostics.collect(management, "pip-firewall-management", management.id);
    this.firewall = new network.AzureFirewall(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        azureFirewallName: names.of("firewall"),
        sku: { name: "AZFW_VNet", tier },
        firewallPolicy: { id: policy.id },
        ipConfigurations: [
          { name: "outbound", subnet: { id: args.subnetId }, publicIPAddress: { id: this.address.id } },
        ],
        ...(management && {
          managementIpConfiguration: {
            name: "management",
            subnet: { id: args.managementSubnetId },
            publicIPAddress: { id: management.id },
          },
        }),
        ...(zones.length > 0 && { zones: [...zones] }),
        tags,
      },
      { parent: this },
    );
    diagnostics.collect(this, name, this.firewall.id, { tables: "own" });
    this.firewall.ipConfigurations.apply((configurations) => {
      const got = configurations?.[0]?.privateIPAddress;
      if (got === undefined || got === args.address) return;
      void pulumi.log.error(
        `The firewall got the address ${got}, and routes and DNS lead to ${args.address}: nothing gets out. Free the first address of AzureFirewallSubnet and create the firewall anew.`,
        this.firewall,
      );
    });
    this.registerOutputs({ address: args.address });
  }
}
