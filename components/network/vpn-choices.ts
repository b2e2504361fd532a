export const VPN_GATEWAY_SKUS = ["VpnGw1AZ", "VpnGw2AZ", "VpnGw3AZ"] as const;
export type VpnGatewaySku = (typeof VPN_GATEWAY_SKUS)[number];
