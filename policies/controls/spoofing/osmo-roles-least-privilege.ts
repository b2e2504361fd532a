import { resourceControl } from "../../framework/control";
import { decided, judgedWhere, not } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import { controlPlaneOf, isOn, NOT_MADE } from "../../framework/kubernetes/osmo-charts";
import { parseYaml } from "../../framework/kubernetes/yaml";
import { Properties } from "../../framework/reading";
import type { Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { KUBERNETES } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** The one role that may do everything. */
const ADMINISTRATOR = "osmo-admin";
/** The role that every caller has. */
const EVERYBODY = "osmo-default";

/** What everybody needs: to sign in, to see and change one's own profile, and that the service is there. */
const MINIMUM = /^(auth:(Login|Refresh|Token)|profile:(Read|Update|\*)|system:(Health|Version))$/;

/** Roles of the charts that let their holders issue tokens for others, unless a release says otherwise. */
const WIDE_BY_DEFAULT = [EVERYBODY, "osmo-user"];

/** What a role may have too much of. */
interface Excess {
  readonly found: Truth;
  readonly otherwise: string;
  readonly set: string;
}

const FOR_OTHERS = "lets its holders issue tokens for anybody, an administrator too";

export const osmoRolesLeastPrivilege = resourceControl({
  name: "osmo-roles-least-privilege",
  threats: ["S-1"],
  severity: "high",
  title: "OSMO's roles allow what their holders need",
  rationale:
    "Who is known can still be let do too much. A role that allows everything makes each holder an administrator; osmo-default is held by everybody who signs in; and whoever may issue tokens for other users is any of them, which the charts' own roles allow on every resource.",
  remediation:
    "Keep roles in services.configs, leave everything to osmo-admin alone, and give auth:Token no resources, so that it is about own tokens: components/osmo/role-policies.ts.",
  resources: [KUBERNETES.helmRelease, KUBERNETES.configMap],
  *check(resource) {
    const release = controlPlaneOf(resource);
    if (release) {
      const group = release.chart === "osmo" ? "configuration" : "services.configs";
      yield* judgedWhere(release.isMade, NOT_MADE, findingsOfRelease(resource, release.values, group));
    } else if (resource.type === KUBERNETES.configMap) yield* findingsOfConfiguration(resource);
  },
});

function* findingsOfRelease(release: Resource, values: Properties, group: string): Iterable<Finding> {
  yield decided(release, isOn(values, `${group}.enabled`, false), {
    otherwise: "keeps its roles in the database, where they begin as the wide ones of OSMO and nobody reviews them",
    notKnown: "where it keeps its roles is not known yet",
    part: "configuration",
    set: `values.${group}.enabled to true, and roles below it`,
  });
  const path = `${group}.roles`;
  for (const name of WIDE_BY_DEFAULT) {
    const policies = values.at(path).entry(name).read("policies");
    if (policies.state !== "absent") continue;
    yield release.fail(FOR_OTHERS, {
      part: name,
      set: `values.${path}.${name}.policies, auth:Token without resources`,
    });
  }
  const given = new Set(
    values
      .knownEntries(path)
      .filter(([, role]) => role.read("policies").state !== "absent")
      .map(([name]) => name),
  );
  yield* findingsOfRoles(release, values.at(path), (name) => given.has(name));
}

/** The configuration where somebody renders the chart. */
function* findingsOfConfiguration(configMap: Resource): Iterable<Finding> {
  for (const [key, entry] of configMap.knownEntries("data")) {
    const text = entry.text();
    if (text.state !== "known" || !/^roles:/m.test(text.value) || !/\bosmo-/.test(text.value)) continue;
    const roles = rolesIn(text.value);
    yield* findingsOfRoles(configMap, new Properties(roles, `data["${key}"].roles`), () => true);
  }
}

function rolesIn(text: string): unknown {
  try {
    const configuration = parseYaml(text);
    return typeof configuration === "object" && configuration !== null && "roles" in configuration
      ? configuration.roles
      : undefined;
  } catch {
    // OSMO cannot read it either, and does not start.
    return undefined;
  }
}

function* findingsOfRoles(
  resource: Resource,
  roles: Properties,
  isGiven: (name: string) => boolean,
): Iterable<Finding> {
  for (const [name, role] of roles.knownEntries()) {
    if (!isGiven(name)) continue;
    const set = (what: string) => `${role.path} ${what}`;
    if (name === ADMINISTRATOR) {
      yield decided(resource, isForAdministrators(role.list("external_roles")), {
        otherwise: "makes holders of other roles administrators",
        notKnown: "who administers is not known yet",
        part: name,
        set: set(`with no external_roles but ${ADMINISTRATOR}`),
      });
      continue;
    }
    const policies = role.list("policies");
    const some = (test: (policy: Properties) => Truth): Truth =>
      policies.state === "known"
        ? anyOf(...policies.value.map((policy) => allOf(allows(policy), test(policy))))
        : policies.state === "unknown" && "unknown";
    const excesses: readonly Excess[] = [
      {
        found: some((policy) => allOf(has(policy.list("actions"), isEverything), hasResources(policy))),
        otherwise: "allows everything",
        set: "to the actions that its holders need",
      },
      {
        found: name === EVERYBODY && some((policy) => has(policy.list("actions"), (action) => !MINIMUM.test(action))),
        otherwise: "gives everybody more than signing in and their own profile",
        set: "to auth:Login, auth:Refresh, auth:Token, profile:* and system:Health",
      },
      {
        found: some((policy) =>
          allOf(has(policy.list("actions"), isIssuingTokens), has(policy.list("resources"), isEveryUser)),
        ),
        otherwise: FOR_OTHERS,
        set: "with auth:Token in a policy without resources",
      },
    ];
    const worst = excesses.find(({ found }) => found === true) ?? excesses.find(({ found }) => found === "unknown");
    if (!worst) yield resource.pass({ part: name });
    else {
      yield decided(resource, not(worst.found), {
        otherwise: worst.otherwise,
        notKnown: "what it allows is not known yet",
        part: name,
        set: set(worst.set),
      });
    }
  }
  if (roles.entries().state === "unknown")
    yield resource.undetermined("its roles are not known yet", { part: "roles" });
}

/** Left out, a policy allows. */
function allows(policy: Properties): Truth {
  return holds(policy.text("effect"), (effect) => effect.toLowerCase() !== "deny", true);
}

function has(list: Reading<readonly Properties[]>, test: (text: string) => boolean): Truth {
  if (list.state !== "known") return list.state === "unknown" && "unknown";
  return anyOf(...list.value.map((item) => holds(item.text(), test)));
}

/** `*:Read` is every kind of thing, and `*` everything. */
function isEverything(action: string): boolean {
  return action === "*" || action.startsWith("*:");
}

/** Anything but a named one: `pool/*` is every pool. */
function hasResources(policy: Properties): Truth {
  return has(policy.list("resources"), (resource) => resource.endsWith("*"));
}

function isIssuingTokens(action: string): boolean {
  return action === "auth:Token" || action === "auth:*" || action === "*:Token" || isEverything(action);
}

/** OSMO takes a pattern that ends by `*` for everything that begins as it does. */
function isEveryUser(resource: string): boolean {
  return resource.endsWith("*") && ("user/".startsWith(resource.slice(0, -1)) || resource.startsWith("user/"));
}

/** A claim of this name makes an administrator anyhow: who gets it is decided where people are assigned to it. */
function isForAdministrators(externalRoles: Reading<readonly Properties[]>): Truth {
  if (externalRoles.state !== "known") return externalRoles.state === "unknown" ? "unknown" : true;
  return allOf(...externalRoles.value.map((role) => holds(role.text(), (name) => name === ADMINISTRATOR)));
}
