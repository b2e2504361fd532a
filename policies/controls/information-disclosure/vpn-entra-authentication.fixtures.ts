import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { vpnEntraAuthentication } from "./vpn-entra-authentication";

const TENANT = {
  aadTenant: "https://login.microsoftonline.com/00000000-0000-4000-8000-00000000000a",
  aadAudience: "c632b3df-fb67-4d84-bdcf-b95ad541b5c8",
  aadIssuer: "https://sts.windows.net/00000000-0000-4000-8000-00000000000a/",
};
const POOL = { vpnClientAddressPool: { addressPrefixes: ["192.168.200.0/24"] } };
const ENTRA = { ...POOL, ...TENANT, vpnAuthenticationTypes: ["AAD"], vpnClientProtocols: ["OpenVPN"] };

const gateway = (vpnClientConfiguration?: unknown, gatewayType = "Vpn"): FixtureResource => ({
  type: AZURE.vpnGateway,
  name: "vpn",
  properties: { gatewayType, ...(vpnClientConfiguration !== undefined && { vpnClientConfiguration }) },
});
const virtualWan = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.vpnServerConfiguration,
  name: "people",
  properties: { properties },
});

export default fixtures(vpnEntraAuthentication, {
  pass: [
    { title: "Entra ID over OpenVPN", resources: [gateway(ENTRA)] },
    {
      title: "a virtual WAN",
      resources: [
        virtualWan({ vpnAuthenticationTypes: ["AAD"], vpnProtocols: ["OpenVPN"], aadAuthenticationParameters: TENANT }),
      ],
    },
  ],
  fail: [
    { title: "certificates", resources: [gateway({ ...ENTRA, vpnAuthenticationTypes: ["Certificate"] })] },
    {
      title: "certificates beside Entra ID",
      resources: [gateway({ ...ENTRA, vpnAuthenticationTypes: ["AAD", "Certificate"] })],
    },
    { title: "RADIUS", resources: [gateway({ ...ENTRA, vpnAuthenticationTypes: ["Radius"] })] },
    {
      title: "nothing is said, so certificates",
      resources: [gateway({ ...POOL, vpnClientRootCertificates: [{ name: "root" }] })],
    },
    { title: "an empty list", resources: [gateway({ ...ENTRA, vpnAuthenticationTypes: [] })] },
    {
      title: "a protocol beside OpenVPN",
      resources: [gateway({ ...ENTRA, vpnClientProtocols: ["OpenVPN", "IkeV2"] })],
    },
    { title: "no issuer", resources: [gateway({ ...ENTRA, aadIssuer: undefined })] },
    {
      title: "certificates, whatever else comes",
      resources: [gateway({ ...ENTRA, vpnAuthenticationTypes: [unknown, "certificate"] })],
    },
    {
      title: "a virtual WAN by certificate, of an older API version",
      resources: [
        {
          ...virtualWan({ vpnAuthenticationTypes: ["Certificate"], vpnProtocols: ["IkeV2"] }),
          type: "azure-native:network/v20230901:VpnServerConfiguration",
        },
      ],
    },
  ],
  unknown: [
    { title: "the ways in are not known yet", resources: [gateway({ ...ENTRA, vpnAuthenticationTypes: unknown })] },
    {
      title: "one of the ways in is not known yet",
      resources: [gateway({ ...ENTRA, vpnAuthenticationTypes: ["AAD", unknown] })],
    },
    { title: "nothing of it is known yet", resources: [gateway(unknown)] },
  ],
  notApplicable: [
    { title: "a gateway between sites", resources: [gateway()] },
    { title: "a gateway of ExpressRoute", resources: [gateway(undefined, "ExpressRoute")] },
  ],
});
