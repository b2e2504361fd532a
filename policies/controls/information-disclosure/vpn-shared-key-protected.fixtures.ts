import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { vpnSharedKeyProtected } from "./vpn-shared-key-protected";

const STRONG = {
  ikeEncryption: "AES256",
  ikeIntegrity: "SHA256",
  ipsecEncryption: "GCMAES256",
  ipsecIntegrity: "GCMAES256",
  dhGroup: "DHGroup14",
  pfsGroup: "PFS2048",
};
const KEPT = { additionalSecretOutputs: ["sharedKey"] };

const connection = (properties: Record<string, unknown>, options?: FixtureResource["options"]): FixtureResource => ({
  type: AZURE.vpnConnection,
  name: "site",
  properties: { connectionType: "IPsec", ...properties },
  ...(options && { options }),
});
const gateway = (vpnClientConfiguration: unknown, options?: FixtureResource["options"]): FixtureResource => ({
  type: AZURE.vpnGateway,
  name: "vpn",
  properties: { gatewayType: "Vpn", vpnClientConfiguration },
  ...(options && { options }),
});
const link = (properties: Record<string, unknown>, options?: FixtureResource["options"]): FixtureResource => ({
  type: AZURE.virtualWanVpnConnection,
  name: "branch",
  properties: { vpnLinkConnections: [properties] },
  ...(options && { options }),
});

export default fixtures(vpnSharedKeyProtected, {
  pass: [
    { title: "a key that the state keeps secret", resources: [connection({ sharedKey: "a key" }, KEPT)] },
    {
      title: "chosen ciphers, and a key that is not known yet",
      resources: [connection({ sharedKey: unknown, connectionProtocol: "IKEv2", ipsecPolicies: [STRONG] }, KEPT)],
    },
    {
      title: "a RADIUS secret that the state keeps secret",
      resources: [gateway({ radiusServerSecret: "a key" }, { additionalSecretOutputs: ["vpnClientConfiguration"] })],
    },
    { title: "a gateway that takes identities only", resources: [gateway({ vpnAuthenticationTypes: ["AAD"] })] },
    {
      title: "a link of a virtual WAN",
      resources: [link({ sharedKey: "a key" }, { additionalSecretOutputs: ["vpnLinkConnections"] })],
    },
  ],
  fail: [
    { title: "a key in plain text", resources: [connection({ sharedKey: "a key" })] },
    { title: "a key in plain text, whatever it will be", resources: [connection({ sharedKey: unknown })] },
    {
      title: "another property is kept secret",
      resources: [connection({ sharedKey: "a key" }, { additionalSecretOutputs: ["authorizationKey"] })],
    },
    {
      title: "between two networks, of an older API version",
      resources: [
        {
          ...connection({ connectionType: "Vnet2Vnet", sharedKey: "a key" }),
          type: "azure-native:network/v20230901:VirtualNetworkGatewayConnection",
        },
      ],
    },
    { title: "IKEv1", resources: [connection({ sharedKey: "a key", connectionProtocol: "IKEv1" }, KEPT)] },
    {
      title: "a weak group",
      resources: [connection({ sharedKey: "a key", ipsecPolicies: [{ ...STRONG, dhGroup: "DHGroup2" }] }, KEPT)],
    },
    {
      title: "no encryption, in other letter case",
      resources: [connection({ ipsecPolicies: [STRONG, { ...STRONG, ipsecEncryption: "none" }] }, KEPT)],
    },
    { title: "a RADIUS secret in plain text", resources: [gateway({ radiusServerSecret: "a key" })] },
    {
      title: "one of several RADIUS secrets",
      resources: [gateway({ radiusServers: [{ radiusServerAddress: "10.0.0.4", radiusServerSecret: unknown }] })],
    },
    { title: "a link of a virtual WAN in plain text", resources: [link({ sharedKey: "a key" })] },
    {
      title: "a weak cipher of a link",
      resources: [link({ ipsecPolicies: [{ ...STRONG, ikeIntegrity: "MD5" }] })],
    },
  ],
  unknown: [
    {
      title: "its ciphers are not known yet",
      resources: [connection({ sharedKey: "a key", ipsecPolicies: unknown }, KEPT)],
    },
    { title: "whether a gateway has a RADIUS secret is not known yet", resources: [gateway(unknown)] },
    {
      title: "one cipher is not known yet",
      resources: [connection({ ipsecPolicies: [{ ...STRONG, pfsGroup: unknown }] })],
    },
  ],
  notApplicable: [
    { title: "a circuit of ExpressRoute", resources: [connection({ connectionType: "ExpressRoute" })] },
    { title: "a key that is set elsewhere", resources: [connection({})] },
    { title: "a gateway that nobody signs in to", resources: [gateway(undefined)] },
  ],
});
