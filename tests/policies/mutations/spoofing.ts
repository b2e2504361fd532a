import { AZURE, KUBERNETES } from "../../../policies/framework/resource-types";
import { withItem } from "./rows";
import type { Row } from "./rows";

const osmo = { type: KUBERNETES.helmRelease, name: "osmo" } as const;
const operator = { type: KUBERNETES.helmRelease, name: "osmo-operator" } as const;

export const spoofing: readonly Row[] = [
  {
    control: "osmo-gateway-authentication",
    when: "OSMO's gateway asks nobody to sign in",
    mutation: { ...osmo, path: ["values", "gateway", "oauth2Proxy", "enabled"], value: false },
  },
  {
    control: "osmo-gateway-authentication",
    when: "whoever has not signed in to OSMO is its administrator",
    mutation: { ...osmo, path: ["values", "gateway", "envoy", "defaultIdentity", "user"], value: "admin" },
  },
  {
    control: "osmo-gateway-authentication",
    when: "OSMO's gateway asks nobody what they may do",
    mutation: { ...osmo, path: ["values", "gateway", "authz", "enabled"], value: "False" },
  },
  {
    control: "osmo-gateway-authentication",
    when: "the paths of OSMO's API are let through without a token",
    mutation: { ...osmo, path: ["values", "gateway", "envoy", "extraSkipAuthPaths"], value: ["/api/"] },
  },
  {
    control: "osmo-gateway-authentication",
    when: "OSMO has no gateway",
    mutation: { ...osmo, path: ["values", "gateway", "envoy", "enabled"], value: false },
    also: { "osmo-rate-limit": "where there is no gateway, nothing limits requests" },
  },
  {
    control: "osmo-gateway-authentication",
    when: "people reach OSMO's gateway in plain text",
    mutation: { ...osmo, path: ["values", "gateway", "envoy", "ssl", "enabled"], value: false },
  },
  {
    control: "osmo-gateway-authentication",
    when: "OSMO's gateway hands tokens on in plain text",
    mutation: { ...osmo, path: ["values", "gateway", "tls", "enabled"], value: false },
  },
  {
    control: "osmo-gateway-authentication",
    when: "sessions of OSMO go to Redis in plain text",
    mutation: { ...osmo, path: ["values", "gateway", "oauth2Proxy", "redis", "tlsEnabled"], value: false },
  },
  {
    control: "osmo-gateway-authentication",
    when: "OSMO sends the key of Redis in plain text",
    mutation: { ...osmo, path: ["values", "services", "redis", "tlsEnabled"], value: false },
  },
  {
    control: "osmo-token-login",
    when: "OSMO's backend sends its token in plain text",
    mutation: { ...operator, path: ["values", "global", "serviceUrl"], value: "http://osmo.example.org" },
  },
  {
    control: "osmo-token-login",
    when: "OSMO's backend signs in by the method of developers",
    mutation: {
      ...operator,
      path: ["values", "services", "backendWorker", "extraArgs"],
      value: ["--method", "dev", "--username", "admin"],
    },
  },
  {
    control: "osmo-token-login",
    when: "OSMO's backend signs in by a password",
    mutation: { ...operator, path: ["values", "global", "loginMethod"], value: "password" },
  },
  {
    control: "osmo-roles-least-privilege",
    when: "everybody may do everything in OSMO",
    mutation: {
      ...osmo,
      path: ["values", "services", "configs", "roles", "osmo-default", "policies", 0, "actions"],
      value: ["*:*"],
    },
  },
  {
    control: "osmo-roles-least-privilege",
    when: "everybody who signs in is given OSMO's administration",
    mutation: {
      ...osmo,
      path: ["values", "services", "configs", "roles", "osmo-admin", "external_roles"],
      value: ["osmo-default"],
    },
  },
  {
    control: "osmo-api-behind-gateway",
    when: "a policy lets every pod of the namespace reach OSMO's API",
    mutation: {
      type: KUBERNETES.networkPolicy,
      name: "osmo-control-plane-osmo-service",
      path: ["spec", "ingress"],
      value: withItem({ from: [{ podSelector: {} }], ports: [{ port: 8000, protocol: "TCP" }] }),
    },
  },
  {
    control: "osmo-gateway-private",
    when: "the gateway's load balancer loses the annotation that keeps it inside",
    mutation: {
      type: KUBERNETES.service,
      name: "osmo-gateway",
      path: ["metadata", "annotations", "service.beta.kubernetes.io/azure-load-balancer-internal"],
      remove: true,
    },
  },
  {
    control: "osmo-gateway-private",
    when: "the chart makes a load balancer of its own for the gateway",
    mutation: { ...osmo, path: ["values", "gateway", "envoy", "service", "type"], value: "LoadBalancer" },
  },
  {
    control: "postgres-entra-administrator",
    when: "the database server knows no identities of Entra ID",
    mutation: {
      type: AZURE.postgresServer,
      path: ["authConfig", "activeDirectoryAuth"],
      value: "Disabled",
    },
  },
  {
    control: "postgres-entra-administrator",
    when: "no group of Entra ID administers the database",
    mutation: { type: AZURE.postgresEntraAdministrator, name: "postgres", drop: true },
  },
  {
    control: "postgres-dedicated-login",
    when: "OSMO signs in to PostgreSQL as the server's administrator",
    mutation: { ...osmo, path: ["values", "services", "postgres", "user"], value: "pgunused" },
  },
  {
    control: "postgres-encrypted-transport",
    when: "the database server takes connections in plain text",
    mutation: {
      type: AZURE.postgresConfiguration,
      name: "require_secure_transport",
      path: ["value"],
      value: "OFF",
    },
  },
  {
    control: "postgres-encrypted-transport",
    when: "OSMO's API does not check whom it sends the database's password to",
    mutation: { ...osmo, path: ["values", "services", "service", "extraEnv", 1, "value"], value: "prefer" },
  },
];
