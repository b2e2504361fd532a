import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";
import { publicAddress } from "./public-address";
import type { VpnGatewaySku } from "./vpn-choices";

/** A site that is connected for good, as a robot lab. */
export interface VpnSite {
  /** Lower-case letters, digits and hyphens; unique. */
  readonly name: string;
  /** Public address of its VPN device. */
  readonly address: string;
  /** Ranges behind it. */
  readonly ranges: readonly string[];
}

export interface VpnGatewayArgs {
  readonly placement: Placement;
  readonly sku: VpnGatewaySku;
  readonly zones: readonly string[];
  readonly subnetId: pulumi.Input<string>;
  /** Range that clients get their addresses from. */
  readonly clientRange: string;
  /** Entra tenant whose users may connect. */
  readonly tenantId: pulumi.Input<string>;
  readonly sites: readonly VpnSite[];
  /** The key shared with each site, by its name: a secret of the configuration or of the vault, never a literal (I-2). */
  readonly sharedKeys: Readonly<Record<string, pulumi.Output<string>>>;
  readonly diagnostics: LogSink;
}

/** Azure's own VPN client application, registered by Microsoft (learn.microsoft.com/azure/vpn-gateway/point-to-site-entra-gateway). */
const VPN_CLIENT = "c632b3df-fb67-4d84-bdcf-b95ad541b5c8";

/**
 * The operators' way in: each signs in with their own Entra account, there is no certificate or key to share. Sites are
 * connected by IKEv2 with today's algorithms only. Closes I-2.
 */
export class VpnGateway extends pulumi.ComponentResource {
  readonly gateway: network.VirtualNetworkGateway;
  readonly address: network.PublicIPAddress;

  constructor(name: string, args: VpnGatewayArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:network:VpnGateway", name, {}, opts);
    const { placement, sku, diagnostics } = args;
    const { resourceGroup, location, names, tags } = placement;
    this.address = publicAddress(this, "vpn", placement, args.zones);
    diagnostics.collect(this.address, "pip-vpn", this.address.id);
    this.gateway = new network.VirtualNetworkGateway(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        virtualNetworkGatewayName: names.of("vpnGateway"),
        gatewayType: "Vpn",
        vpnType: "RouteBased",
        vpnGatewayGeneration: sku === "VpnGw1AZ" ? "Generation1" : "Generation2",
        sku: { name: sku, tier: sku },
        activeActive: false,
        enableBgp: false,
        ipConfigurations: [
          {
            name: "public",
            privateIPAllocationMethod: "Dynamic",
            subnet: { id: args.subnetId },
            publicIPAddress: { id: this.address.id },
          },
        ],
        vpnClientConfiguration: {
          vpnClientAddressPool: { addressPrefixes: [args.clientRange] },
          vpnClientProtocols: ["OpenVPN"],
          vpnAuthenticationTypes: ["AAD"],
          aadTenant: pulumi.interpolate`https://login.microsoftonline.com/${args.tenantId}`,
          aadIssuer: pulumi.interpolate`https://sts.windows.net/${args.tenantId}/`,
          aadAudience: VPN_CLIENT,
        },
        tags,
      },
      { parent: this },
    );
    diagnostics.collect(this, name, this.gateway.id);
    for (const site of args.sites) this.connect(site, args);
    this.registerOutputs({ address: this.address.ipAddress });
  }

  private connect(site: VpnSite, { placement, sharedKeys }: VpnGatewayArgs): void {
    const { resourceGroup, location, names, tags } = placement;
    const sharedKey = sharedKeys[site.name];
    if (!sharedKey) throw new Error(`The site "${site.name}" has no shared key.`);
    const local = new network.LocalNetworkGateway(
      site.name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        localNetworkGatewayName: names.of("localNetworkGateway", site.name),
        gatewayIpAddress: site.address,
        localNetworkAddressSpace: { addressPrefixes: [...site.ranges] },
        tags,
      },
      { parent: this },
    );
    new network.VirtualNetworkGatewayConnection(
      site.name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        virtualNetworkGatewayConnectionName: names.of("vpnConnection", site.name),
        connectionType: "IPsec",
        connectionProtocol: "IKEv2",
        virtualNetworkGateway1: { id: this.gateway.id },
        localNetworkGateway2: { id: local.id },
        sharedKey: pulumi.secret(sharedKey),
        ipsecPolicies: [
          {
            ikeEncryption: "GCMAES256",
            ikeIntegrity: "SHA384",
            dhGroup: "ECP384",
            ipsecEncryption: "GCMAES256",
            ipsecIntegrity: "GCMAES256",
            pfsGroup: "ECP384",
            // Azure's defaults, which the other side has to have as well: seconds and kilobytes.
            saLifeTimeSeconds: 27000,
            saDataSizeKilobytes: 102400000,
          },
        ],
        tags,
      },
      { parent: local, additionalSecretOutputs: ["sharedKey"] },
    );
  }
}
