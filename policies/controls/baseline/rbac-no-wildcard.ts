import { resourceControl } from "../../framework/control";
import { not } from "../../framework/decided";
import type { Properties } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { KUBERNETES } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

export const rbacNoWildcard = resourceControl({
  name: "rbac-no-wildcard",
  goals: ["G0"],
  severity: "high",
  title: "No role of the cluster grants everything of a kind, or the way to more rights",
  rationale:
    "A star grants what exists and whatever is installed later: all verbs hold escalate, bind and impersonate, all resources hold Secrets and the tokens of other service accounts. Nobody can tell from such a role what its holder may do. Some rights are as good as all by name, too: to bind roles, to stand for others, and, in every namespace, to read Secrets, to get into pods, or to be given tokens of service accounts.",
  remediation:
    "Name the API groups, resources and verbs that are needed, and grant Secrets and pods in a Role of one namespace or by resourceNames: components/kubernetes/access/access-rules.ts.",
  references: {
    cisAks: ["4.1.3"],
    checkov: ["CKV_K8S_49", "CKV_K8S_157", "CKV_K8S_158"],
    kubeLinter: ["wildcard-in-rules"],
  },
  resources: [KUBERNETES.clusterRole, KUBERNETES.role],
  *check(role) {
    const rules = role.list("rules");
    if (rules.state === "unknown") yield role.undetermined("its rules are not known yet", { part: "rules" });
    for (const [index, rule] of (rules.state === "known" ? rules.value : []).entries()) {
      const details = {
        part: `rules[${index}]`,
        set: `${rule.path} to the groups, resources and verbs that are needed`,
      };
      const hasWildcard = anyOf(...LISTS.map(([list, isWildcard]) => anyItem(rule, list, isWildcard)));
      const leadsOn = leadsToMore(rule, role.type === KUBERNETES.clusterRole);
      if (hasWildcard === true) yield role.fail("grants by a wildcard", details);
      else if (leadsOn === true) yield role.fail("lets its holder take more rights", details);
      else if (hasWildcard === false && leadsOn === false) yield role.pass(details);
      else yield role.undetermined("what it grants is not known yet", details);
    }
    yield* aggregation(role);
  },
});

/** Of addresses, a star at the end of a path is how one names a tree; alone it is everything. */
const LISTS: readonly (readonly [string, (text: string) => boolean])[] = [
  ["verbs", (text) => text.includes("*")],
  ["resources", (text) => text.includes("*")],
  ["apiGroups", (text) => text.includes("*")],
  ["nonResourceURLs", (text) => /^\/?\*$/.test(text)],
];

function anyItem(rule: Properties, list: string, test: (text: string) => boolean): Truth {
  const items = rule.list(list);
  if (items.state === "known") return anyOf(...items.value.map((item) => holds(item.text(), test)));
  return items.state === "unknown" && "unknown";
}

/** Verbs by which one hands oneself rights, or stands for others. */
const TAKING = ["escalate", "bind", "impersonate"];
/** What a holder gets into, whatever the verb, in every namespace or on every node. */
const WAYS_IN = ["pods/exec", "pods/attach", "pods/ephemeralcontainers", "nodes/proxy", "serviceaccounts/token"];
const READING = ["get", "list", "watch"];

/** What is granted of named objects only is what somebody chose. The empty name is that of requests for all. */
function leadsToMore(rule: Properties, everywhere: boolean): Truth {
  const isOneOf = (words: readonly string[]) => (text: string) => words.includes(text);
  const isNamed = allOf(
    holds(rule.list("resourceNames"), (names) => names.length > 0),
    not(anyItem(rule, "resourceNames", isOneOf([""]))),
  );
  return allOf(
    not(isNamed),
    anyOf(
      anyItem(rule, "verbs", isOneOf(TAKING)),
      allOf(
        everywhere,
        anyItem(rule, "apiGroups", isOneOf([""])),
        anyOf(
          anyItem(rule, "resources", isOneOf(WAYS_IN)),
          allOf(anyItem(rule, "resources", isOneOf(["secrets"])), anyItem(rule, "verbs", isOneOf(READING))),
        ),
      ),
    ),
  );
}

/** A role that gathers others by an empty selector gathers all of them, cluster-admin too. */
function* aggregation(role: Resource) {
  const selectors = role.list("aggregationRule.clusterRoleSelectors");
  if (selectors.state === "unknown") {
    yield role.undetermined("which roles it gathers is not known yet", { part: "aggregationRule" });
  }
  for (const [index, selector] of (selectors.state === "known" ? selectors.value : []).entries()) {
    const details = {
      part: `aggregationRule[${index}]`,
      set: `${selector.path}.matchLabels to the label of the roles that are meant`,
    };
    const selects = anyOf(
      holds(selector.entries("matchLabels"), (labels) => labels.length > 0),
      holds(selector.list("matchExpressions"), (expressions) => expressions.length > 0),
    );
    if (selects === true) yield role.pass(details);
    else if (selects === false) yield role.fail("gathers every role there is", details);
    else yield role.undetermined("which roles it gathers is not known yet", details);
  }
}
