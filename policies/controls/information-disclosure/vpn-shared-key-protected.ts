import { resourceControl } from "../../framework/control";
import { decided, not } from "../../framework/decided";
import { equalTo, oneOf } from "../../framework/expectation";
import type { Finding } from "../../framework/finding";
import type { Properties } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import { anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** Algorithms of a tunnel that are broken or too weak by now, by where they are named. Source: RFC 8247 and RFC 8221. */
const WEAK: readonly (readonly [string, readonly string[]])[] = [
  ["ikeEncryption", ["DES", "DES3"]],
  ["ikeIntegrity", ["MD5", "SHA1"]],
  ["ipsecEncryption", ["None", "DES", "DES3"]],
  ["ipsecIntegrity", ["MD5", "SHA1"]],
  ["dhGroup", ["None", "DHGroup1", "DHGroup2"]],
  ["pfsGroup", ["None", "PFS1", "PFS2"]],
];

export const vpnSharedKeyProtected = resourceControl({
  name: "vpn-shared-key-protected",
  threats: ["I-2"],
  severity: "medium",
  title: "The shared key of a tunnel is a secret of the state, and the tunnel's ciphers are not weak",
  rationale:
    "The key of a tunnel between sites lets whoever holds it stand in for the other site. A program that hands it over as plain text writes it into the state in plain text, and Azure's provider marks none of it secret by itself. Policies see every value in the clear and cannot tell a secret from a plain text: what they can see is whether the program asks for the property to be kept secret. IKEv1 and its ciphers let a key be found out from recorded traffic.",
  remediation:
    "Name the property in additionalSecretOutputs of the resource and read its value from a secret, or use certificates instead. The platform has no tunnel with a shared key: people come in by Entra ID, components/network/vpn-gateway.ts.",
  references: {},
  resources: [AZURE.vpnConnection, AZURE.virtualWanVpnConnection, AZURE.vpnGateway, AZURE.vpnServerConfiguration],
  *check(resource) {
    for (const { part, keys, property } of placesIn(resource)) {
      const given = anyOf(...keys.map((key) => isGiven(key)));
      // A tunnel without one has it set elsewhere; people whose sign-in has none have none.
      if (given === false && isTunnelKey(resource)) continue;
      yield decided(resource, anyOf(isKeptSecret(resource, property), not(given)), {
        otherwise: "hands a shared key over that the state keeps in plain text",
        notKnown: "whether it has a shared key is not known yet",
        part,
        set: `additionalSecretOutputs to name ${property}`,
      });
    }
    yield* tunnel(resource);
  },
});

interface Place {
  readonly part: string;
  /** Top-level property that holds the key, which is what `additionalSecretOutputs` names. */
  readonly property: string;
  readonly keys: readonly Properties[];
}

function placesIn(resource: Resource): readonly Place[] {
  switch (resource.type) {
    case AZURE.vpnConnection:
      return isTunnel(resource) ? [place("sharedKey", resource.at("sharedKey"))] : [];
    case AZURE.virtualWanVpnConnection:
      return [
        place("sharedKey", resource.at("sharedKey")),
        place("vpnLinkConnections", ...eachOf(resource, "vpnLinkConnections", "sharedKey")),
      ];
    default: {
      const settings = resource.type === AZURE.vpnGateway ? "vpnClientConfiguration" : "properties";
      if (resource.read(settings).state === "absent") return [];
      return [
        place(
          settings,
          keyIn(resource.at(settings), "radiusServerSecret"),
          ...eachOf(resource, `${settings}.radiusServers`, "radiusServerSecret"),
        ),
      ];
    }
  }
}

function isTunnelKey({ type }: Resource): boolean {
  return type === AZURE.vpnConnection || type === AZURE.virtualWanVpnConnection;
}

function place(property: string, ...keys: readonly Properties[]): Place {
  return { part: property, property, keys };
}

/** The property of each item; of a list that is not known yet, one that is not known either. */
function eachOf(resource: Resource, list: string, property: string): readonly Properties[] {
  const items = resource.list(list);
  if (items.state === "unknown") return [resource.at(list)];
  return items.state === "known" ? items.value.map((item) => keyIn(item, property)) : [];
}

/** The key that `parent` holds; `parent` itself while nothing of it is known. */
function keyIn(parent: Properties, name: string): Properties {
  return parent.read().state === "unknown" ? parent : parent.at(name);
}

/**
 * A key whose value only the update knows is a key all the same. What is unknown above it, such as the whole of its settings,
 * may have none.
 */
function isGiven(key: Properties): Truth {
  const reading = key.read();
  if (reading.state === "unknown") return KEY_NAMES.test(key.path) || "unknown";
  return reading.state === "known" && reading.value !== "";
}

const KEY_NAMES = /(?:^|\.)(?:sharedKey|radiusServerSecret)$/;

function isKeptSecret(resource: Resource, property: string): boolean {
  return resource.options.additionalSecretOutputs?.includes(property) ?? false;
}

/** ExpressRoute has no shared key and no ciphers. */
function isTunnel(connection: Resource): boolean {
  return holds(connection.read("connectionType"), equalTo("ExpressRoute").holds) !== true;
}

/** Ciphers are judged where they are chosen; Azure's own proposals are left to the other side's choice. */
function* tunnel(resource: Resource): Iterable<Finding> {
  if (resource.type === AZURE.vpnConnection && isTunnel(resource)) {
    const protocol = resource.read("connectionProtocol");
    if (protocol.state !== "absent") {
      yield resource.expect("connectionProtocol", equalTo("IKEv2"), { otherwise: "speaks IKEv1", part: "protocol" });
    }
    yield* ciphers(resource, "ipsecPolicies", resource.list("ipsecPolicies"));
  }
  if (resource.type === AZURE.virtualWanVpnConnection) {
    yield* ciphers(resource, "ipsecPolicies", resource.list("ipsecPolicies"));
    const links = resource.list("vpnLinkConnections");
    for (const link of links.state === "known" ? links.value : []) {
      yield* ciphers(resource, `${link.path}.ipsecPolicies`, link.list("ipsecPolicies"));
    }
  }
}

function* ciphers(resource: Resource, path: string, policies: ReturnType<Properties["list"]>): Iterable<Finding> {
  if (policies.state === "absent" || (policies.state === "known" && policies.value.length === 0)) return;
  const isWeak: Truth =
    policies.state === "unknown"
      ? "unknown"
      : anyOf(
          ...(policies.state === "known" ? policies.value : []).flatMap((policy) =>
            WEAK.map(([name, weak]) => holds(policy.read(name), oneOf(...weak).holds)),
          ),
        );
  yield decided(resource, not(isWeak), {
    otherwise: "chooses a weak cipher",
    notKnown: "its ciphers are not known yet",
    part: path,
    set: `${path} to AES-256, SHA-256 and a group of 2,048 bits or more`,
  });
}
