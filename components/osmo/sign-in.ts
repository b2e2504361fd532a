import { VAULT_MOUNT } from "../kubernetes/key-vault-secrets";
import { SECRET_NAMES } from "../vault/secret-names";
import { IDENTITY_PROVIDER, identityProviderCluster } from "./gateway-routes";
import type { Text } from "./text";
import { text } from "./text";

/** Whose tokens the gateway takes. The chart knows exactly these keys. */
export interface JwtProvider {
  readonly issuer: Text;
  readonly audience: string;
  readonly jwks_uri: Text;
  /** Claim that names the user. */
  readonly user_claim: string;
  /** Envoy's cluster that the keys are fetched from. */
  readonly cluster: string;
}

export interface SignInNeeds {
  readonly tenantId: Text;
  readonly clientId: string;
  readonly automationClientId: string;
}

/** Where a tenant of Entra ID answers. */
export function tenantAddress(tenantId: Text): Text {
  return text`https://${IDENTITY_PROVIDER}/${tenantId}`;
}

/**
 * People and workloads by Entra ID, each by an app registration of its own, for tokens of workloads name nobody but their
 * object id; and OSMO's own tokens, of workflows and of the backend (S-1).
 */
export function jwtProviders({ tenantId, clientId, automationClientId }: SignInNeeds): readonly JwtProvider[] {
  const entra = (audience: string, user_claim: string): JwtProvider => ({
    issuer: text`${tenantAddress(tenantId)}/v2.0`,
    audience,
    jwks_uri: text`${tenantAddress(tenantId)}/discovery/v2.0/keys`,
    user_claim,
    cluster: identityProviderCluster.name,
  });
  return [
    entra(clientId, "preferred_username"),
    entra(automationClientId, "oid"),
    {
      issuer: "osmo",
      audience: "osmo",
      jwks_uri: "https://osmo-service/api/auth/keys",
      user_claim: "unique_name",
      cluster: "osmo-service-jwks",
    },
  ];
}

/** What OSMO tells its command line about signing in. The keys are the chart's. */
export interface CommandLineSignIn {
  readonly enabled: true;
  readonly device_endpoint: Text;
  readonly device_client_id: string;
  readonly browser_endpoint: Text;
  readonly browser_client_id: string;
  readonly token_endpoint: Text;
  readonly logout_endpoint: Text;
}

/** Source: learn.microsoft.com, "Microsoft identity platform and OAuth 2.0". */
export function commandLineSignIn({ tenantId, clientId }: SignInNeeds): CommandLineSignIn {
  const endpoint = (name: string) => text`${tenantAddress(tenantId)}/oauth2/v2.0/${name}`;
  return {
    enabled: true,
    device_endpoint: endpoint("devicecode"),
    device_client_id: clientId,
    browser_endpoint: endpoint("authorize"),
    browser_client_id: clientId,
    token_endpoint: endpoint("token"),
    logout_endpoint: endpoint("logout"),
  };
}

/** Settings of sign-in that the chart has no value for: the cookies' key stays a file of the vault. */
export function signInSettings(): string {
  return `cookie_secret_file = "${VAULT_MOUNT}/${SECRET_NAMES.cookie}"\n`;
}
