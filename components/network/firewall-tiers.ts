/** Tiers of Azure Firewall. */
export const FIREWALL_TIERS = ["Basic", "Standard", "Premium"] as const;
export type FirewallTier = (typeof FIREWALL_TIERS)[number];

/** What a tier can do. Source: learn.microsoft.com/azure/firewall/choose-firewall-sku. */
interface TierFeatures {
  /** Whether it refuses addresses known to be bad, or only tells of them. */
  readonly threatIntelligence: "Alert" | "Deny";
  /** Whether it answers machines' questions for names, without which no network rule can hold a name. */
  readonly dnsProxy: boolean;
  /** Whether it needs a way of its own to Azure. */
  readonly ownManagement: boolean;
  /** Whether it looks into traffic for attacks. */
  readonly intrusionDetection: boolean;
}

export const TIER_FEATURES: Readonly<Record<FirewallTier, TierFeatures>> = {
  Basic: { threatIntelligence: "Alert", dnsProxy: false, ownManagement: true, intrusionDetection: false },
  Standard: { threatIntelligence: "Deny", dnsProxy: true, ownManagement: false, intrusionDetection: false },
  Premium: { threatIntelligence: "Deny", dnsProxy: true, ownManagement: false, intrusionDetection: true },
};
