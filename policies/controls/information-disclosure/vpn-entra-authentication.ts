import { resourceControl } from "../../framework/control";
import { decided } from "../../framework/decided";
import { equalTo } from "../../framework/expectation";
import type { Finding } from "../../framework/finding";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import { allOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** Where the two kinds of gateway say who may come in. */
const PATHS = {
  gateway: {
    types: "vpnClientConfiguration.vpnAuthenticationTypes",
    protocols: "vpnClientConfiguration.vpnClientProtocols",
    tenant: ["aadTenant", "aadAudience", "aadIssuer"].map((name) => `vpnClientConfiguration.${name}`),
  },
  virtualWan: {
    types: "properties.vpnAuthenticationTypes",
    protocols: "properties.vpnProtocols",
    tenant: ["aadTenant", "aadAudience", "aadIssuer"].map((name) => `properties.aadAuthenticationParameters.${name}`),
  },
} as const;

export const vpnEntraAuthentication = resourceControl({
  name: "vpn-entra-authentication",
  threats: ["I-2"],
  severity: "medium",
  title: "People come into the network as themselves, by Entra ID alone",
  rationale:
    "A client certificate is a file that lets in whoever copied it, without a second factor, until somebody revokes it by hand; a RADIUS secret is shared by two servers and kept in the state. Entra ID asks each person, and stops asking when they leave. A gateway that takes several ways in is as strong as the weakest.",
  remediation:
    'Set vpnAuthenticationTypes to ["AAD"], vpnClientProtocols to ["OpenVPN"] and the tenant, audience and issuer: components/network/vpn-gateway.ts.',
  references: {},
  resources: [AZURE.vpnGateway, AZURE.vpnServerConfiguration],
  *check(gateway) {
    const { types, protocols, tenant } = gateway.type === AZURE.vpnGateway ? PATHS.gateway : PATHS.virtualWan;
    if (gateway.type === AZURE.vpnGateway && !takesClients(gateway)) return;
    yield only(gateway, types, "AAD", "lets people in by something else than Entra ID", "authentication");
    yield only(gateway, protocols, "OpenVPN", "speaks a protocol that knows no Entra ID", "protocol");
    yield decided(gateway, allOf(...tenant.map((path) => holds(gateway.text(path), (text) => text !== ""))), {
      otherwise: "does not say whose identities it takes",
      notKnown: "whose identities it takes is not known yet",
      part: "tenant",
      set: `${tenant.join(", ")} to those of the tenant`,
    });
  },
});

/** Without addresses for clients, or as a gateway of ExpressRoute, it lets no person in. */
function takesClients(gateway: Resource): boolean {
  if (holds(gateway.read("gatewayType"), equalTo("ExpressRoute").holds) === true) return false;
  const addresses = ["vpnClientAddressPool", "vngClientConnectionConfigurations"].map(
    (name) => gateway.read(`vpnClientConfiguration.${name}`).state,
  );
  return addresses.some((state) => state !== "absent");
}

/** One unwanted item decides, whatever the others turn out to be. */
function only(gateway: Resource, path: string, wanted: string, otherwise: string, part: string): Finding {
  const list = gateway.list(path);
  const items = list.state === "known" ? list.value : [];
  const isWanted = items.map((item): Truth => holds(item.read(), equalTo(wanted).holds));
  const holdsAll: Truth = list.state === "unknown" ? "unknown" : allOf(items.length > 0, ...isWanted);
  return decided(gateway, holdsAll, {
    otherwise,
    notKnown: `${path} is not known yet`,
    part,
    set: `${path} to ["${wanted}"]`,
  });
}
