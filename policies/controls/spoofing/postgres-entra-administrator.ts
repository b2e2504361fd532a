import { stackControl } from "../../framework/control";
import { decided } from "../../framework/decided";
import type { Words } from "../../framework/decided";
import { equalTo } from "../../framework/expectation";
import { leadsTo } from "../../framework/leads-to";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import type { Stack } from "../../framework/stack";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

const ADMINISTRATORS = [AZURE.postgresEntraAdministrator, AZURE.postgresAdministrator] as const;

/** Judges the whole stack: an administrator is a resource of its own beside the server. */
export const postgresEntraAdministrator = stackControl({
  name: "postgres-entra-administrator",
  threats: ["S-2"],
  severity: "medium",
  title: "PostgreSQL is administered by a group of Entra ID, and passwords sign nobody in",
  rationale:
    "A login with a password that several people and programs share names none of them in the logs and outlives them all. Members of a group sign in as themselves and lose access when they leave it; one person alone is an account that nobody can take over. The server takes passwords, and no identities, unless it is told otherwise.",
  remediation:
    'Set authConfig.activeDirectoryAuth to "Enabled" and authConfig.passwordAuth to "Disabled", and make a group of Entra ID administrator: components/data/postgres.ts. A client that knows no tokens of Entra ID needs a waiver, and a role of its own: components/osmo/database-role/database-role.ts.',
  references: { psrule: ["Azure.PostgreSQL.AAD", "Azure.PostgreSQL.AADOnly"] },
  *check(stack) {
    for (const server of stack.ofType(AZURE.postgresServer)) {
      const isReplica = holds(server.read("createMode"), equalTo("Replica").holds);
      // A replica takes sign-in and administrators from its source, and cannot have others.
      if (isReplica === true) continue;
      for (const { condition, ...words } of requirementsOf(stack, server)) {
        yield decided(server, anyOf(condition, isReplica), words);
      }
    }
  },
});

function requirementsOf(stack: Stack, server: Resource): readonly (Words & { readonly condition: Truth })[] {
  const administrators = stack.ofType(...ADMINISTRATORS);
  return [
    {
      condition: holds(server.read("authConfig.activeDirectoryAuth"), equalTo("Enabled").holds),
      otherwise: "takes no identities of Entra ID",
      notKnown: "whether it takes identities of Entra ID is not known yet",
      part: "entra",
      set: 'authConfig.activeDirectoryAuth to "Enabled"',
    },
    {
      condition: holds(server.read("authConfig.passwordAuth"), equalTo("Disabled").holds),
      otherwise: "takes passwords",
      notKnown: "whether it takes passwords is not known yet",
      part: "password",
      set: 'authConfig.passwordAuth to "Disabled"',
    },
    {
      condition: anyOf(...administrators.map((each) => isGroupOf(stack, each, server))),
      otherwise: "has no group as its administrator",
      notKnown: "who administers it is not known yet",
      part: "administrator",
      set: 'principalType of an AdministratorsMicrosoftEntra of this server to "Group"',
    },
  ];
}

function isGroupOf(stack: Stack, administrator: Resource, server: Resource): Truth {
  return allOf(
    holds(administrator.read("principalType"), equalTo("Group").holds),
    leadsTo(stack, administrator, "serverName", server),
  );
}
