/** What a role allows: actions, on resources. */
export interface RolePolicy {
  readonly effect: "Allow";
  readonly actions: readonly string[];
  /** Empty for actions on nothing in particular: then the same actions on somebody else's resources stay forbidden. */
  readonly resources: readonly string[];
}

export interface Role {
  readonly description: string;
  readonly policies: readonly RolePolicy[];
  /** App roles of Entra ID that stand for it. */
  readonly external_roles: readonly string[];
}

/** Name of the user in OSMO whose tokens the backend signs in by. */
export const BACKEND_USER = "backend-operator";

const allow = (actions: readonly string[], resources: readonly string[] = []): RolePolicy => ({
  effect: "Allow",
  actions,
  resources,
});

/** All that one does with workflows in these pools. */
const runsIn = (pools: readonly string[]): RolePolicy =>
  allow(
    [
      "workflow:Create",
      "workflow:Read",
      "workflow:Update",
      "workflow:Delete",
      "workflow:Cancel",
      "workflow:Exec",
      "workflow:PortForward",
      "workflow:Rsync",
    ],
    pools.map((pool) => `pool/${pool}`),
  );

/**
 * OSMO's roles, each what its holders need and no more (S-1). Actions and the resources that paths stand for:
 * src/utils/roles/action_registry.go of OSMO 6.3.1. Everybody holds `osmo-default`. A claim of Entra ID that is called like
 * a role gives it whatever `external_roles` says: who gets which is decided by the assignments of the app registration.
 *
 * @param pools names of OSMO's pools that every user may run workflows in
 * @param teams names of pools that belong to a team: who is `osmo-team-NAME` runs workflows there
 */
export function rolesOf(pools: readonly string[], teams: readonly string[] = []): Readonly<Record<string, Role>> {
  return {
    ...Object.fromEntries(
      teams.map((team) => [
        `osmo-team-${team}`,
        {
          description: `Runs workflows on the GPUs of the team ${team}`,
          policies: [runsIn([team])],
          external_roles: [`osmo-team-${team}`],
        },
      ]),
    ),
    "osmo-default": {
      description: "Everybody: sign in, own profile, own tokens",
      policies: [
        allow(["auth:Login", "auth:Refresh", "profile:Read", "profile:Update", "system:Health", "system:Version"]),
        // Own tokens alone: with a resource, anybody could issue tokens for an administrator (E-2).
        allow(["auth:Token"]),
      ],
      external_roles: [],
    },
    "osmo-user": {
      description: "Runs workflows",
      policies: [
        allow([
          "app:Create",
          "app:Read",
          "app:Update",
          "app:Delete",
          "credentials:Create",
          "credentials:Read",
          "credentials:Update",
          "credentials:Delete",
          "pool:List",
          "resources:Read",
          "user:List",
          "workflow:List",
        ]),
        runsIn(pools),
      ],
      external_roles: ["osmo-user"],
    },
    "osmo-admin": {
      description: "Administers OSMO",
      policies: [allow(["*:*"], ["*"])],
      external_roles: ["osmo-admin"],
    },
    "osmo-backend": {
      description: "The backend: takes workflows and reports on them",
      policies: [
        // The part of the path behind `agent`.
        allow(["internal:Operator"], ["backend/listener", "backend/worker"]),
        // And behind `configs`.
        allow(["config:Read"], ["config/backend"]),
        allow(["pool:List"]),
      ],
      external_roles: ["osmo-backend"],
    },
    "osmo-ctrl": {
      description: "Pods of workflows: their logs, and the ways into them",
      policies: [
        allow(["internal:Logger"], ["backend/workflow"]),
        allow(["internal:Router"], ["backend/exec", "backend/portforward", "backend/rsync", "backend/webserver"]),
      ],
      external_roles: ["osmo-ctrl"],
    },
    "osmo-token-rotator": {
      description: "Replaces the backend's tokens",
      policies: [allow(["auth:Token"], [`user/${BACKEND_USER}`])],
      external_roles: ["osmo-token-rotator"],
    },
  };
}
