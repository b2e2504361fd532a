import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { postgresEntraAdministrator } from "./postgres-entra-administrator";

const ENTRA_ONLY = { activeDirectoryAuth: "Enabled", passwordAuth: "Disabled" };

const server = (authConfig?: unknown, more: Record<string, unknown> = {}): FixtureResource => ({
  type: AZURE.postgresServer,
  name: "postgres",
  properties: { serverName: "psql-platform", ...(authConfig !== undefined && { authConfig }), ...more },
});
const administrator = (properties: Record<string, unknown>, name = "administrators"): FixtureResource => ({
  type: AZURE.postgresEntraAdministrator,
  name,
  properties: { serverName: "psql-platform", ...properties },
});
const group = administrator({ principalType: "Group" });

export default fixtures(postgresEntraAdministrator, {
  pass: [
    { title: "a group administers, and passwords are off", resources: [server(ENTRA_ONLY), group] },
    {
      title: "a group beside a workload's own identity, though the server's name is not known yet",
      resources: [
        server(ENTRA_ONLY),
        {
          ...administrator({ principalType: "Group", serverName: unknown }),
          from: { serverName: ["postgres"] },
        },
        administrator({ principalType: "ServicePrincipal" }, "role-maker"),
      ],
    },
    {
      title: "the administrator's older type, and other letter case",
      resources: [
        server({ activeDirectoryAuth: "enabled", passwordAuth: "disabled" }),
        {
          ...group,
          type: "azure-native:dbforpostgresql/v20221201:Administrator",
          properties: { serverName: "PSQL-platform", principalType: "group" },
        },
      ],
    },
  ],
  fail: [
    { title: "nothing is said, so the server takes passwords alone", resources: [server()] },
    { title: "Entra ID is on and nobody administers by it", resources: [server(ENTRA_ONLY)] },
    {
      title: "a group administers a server that takes no identities",
      resources: [server({ activeDirectoryAuth: "Disabled", passwordAuth: "Enabled" }), group],
    },
    {
      title: "passwords work beside identities",
      resources: [server({ activeDirectoryAuth: "Enabled", passwordAuth: "Enabled" }), group],
    },
    {
      title: "passwords work because nobody turns them off",
      resources: [server({ activeDirectoryAuth: "Enabled" }), group],
    },
    {
      title: "one person administers",
      resources: [server(ENTRA_ONLY), administrator({ principalType: "User" })],
    },
    {
      title: "the group administers another server",
      resources: [server(ENTRA_ONLY), administrator({ principalType: "Group", serverName: "psql-other" })],
    },
    {
      title: "passwords are off or not, which the update tells, and nobody administers anyhow",
      resources: [server({ activeDirectoryAuth: "Enabled", passwordAuth: unknown })],
    },
  ],
  unknown: [
    { title: "how it signs in is not known yet", resources: [server(unknown), group] },
    {
      title: "what the administrator is is not known yet",
      resources: [server(ENTRA_ONLY), administrator({ principalType: unknown })],
    },
    {
      title: "which server the group administers is not known yet",
      resources: [server(ENTRA_ONLY), administrator({ principalType: "Group", serverName: unknown })],
    },
  ],
  notApplicable: [
    { title: "a stack without PostgreSQL", resources: [group] },
    {
      title: "a replica, which signs in as its source does",
      resources: [server(undefined, { createMode: "Replica" })],
    },
  ],
});
