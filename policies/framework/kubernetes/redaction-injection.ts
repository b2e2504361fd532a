import { not } from "../decided";
import type { Properties, Reading } from "../reading";
import type { Resource } from "../resource";
import { KUBERNETES } from "../resource-types";
import type { Stack } from "../stack";
import { allOf, anyOf, holds } from "../truth";
import type { Truth } from "../truth";
import { selects as selectsLabels } from "./label-selectors";
import { mountsOf, normalPath } from "./mounts";
import { namespaceOf, objectName, objectsNamed } from "./objects";
import type { NamespaceRef } from "./objects";
import { containersOf, envOf, knownContainersOf, knownEnvOf } from "./pod-templates";
import type { Container, PodTemplate } from "./pod-templates";

/*
 * Python imports sitecustomize before any program. A ConfigMap that has one, mounted where PYTHONPATH points first, filters
 * what every program of the pod logs.
 */

const FILTER = ["sitecustomize.py", "usercustomize.py"];

/**
 * Whether an admission policy of the stack, bound to the namespace, adds such a filter to every pod that starts there.
 *
 * @param onFailure what may become of a pod for which the policy fails: `Ignore` lets it start without
 */
export function injectsRedactionInto(
  stack: Stack,
  namespace: NamespaceRef,
  onFailure: readonly ("Fail" | "Ignore")[] = ["Fail"],
): Truth {
  const object = namespace.target ?? namespaceObject(stack, namespace);
  // Most bindings are of other policies, and need no look at what those do.
  return anyOf(
    ...stack.ofType(KUBERNETES.mutatingAdmissionPolicyBinding).flatMap((binding) =>
      stack
        .ofType(KUBERNETES.mutatingAdmissionPolicy)
        .filter((policy) => isBoundTo(binding, policy) !== false)
        .map((policy) =>
          allOf(
            isBoundTo(binding, policy),
            selects(binding.at("spec.matchResources"), namespace, object),
            selects(policy.at("spec.matchConstraints"), namespace, object),
            catchesPods(policy, onFailure),
            addsFilter(stack, policy, namespace),
          ),
        ),
    ),
  );
}

function namespaceObject(stack: Stack, { name }: NamespaceRef): Resource | undefined {
  const namespaces = stack.ofType(KUBERNETES.namespace);
  return (
    namespaces.find((each) => holds(objectName(each), (own) => own === name) === true) ??
    namespaces.find((each) => objectName(each).state === "unknown")
  );
}

function isBoundTo(binding: Resource, policy: Resource): Truth {
  const wanted = binding.text("spec.policyName");
  const own = objectName(policy);
  if (wanted.state === "known" && own.state === "known") return wanted.value === own.value;
  return wanted.state === "unknown" || own.state === "unknown" ? "unknown" : false;
}

/** Whether the resources that are matched are all pods of the namespace, as far as selectors tell. */
function selects(resources: Properties, namespace: NamespaceRef, object: Resource | undefined): Truth {
  return allOf(
    matches(resources.at("namespaceSelector"), namespace, object),
    // A selector of objects leaves out pods that lack a label, and who starts a pod chooses its labels.
    isEmptySelector(resources.at("objectSelector")),
    not(anyRule(resources.list("excludeResourceRules"), mayCoverPods, false)),
    allowsPods(resources),
  );
}

/** Without rules a binding takes those of its policy. */
function allowsPods(resources: Properties): Truth {
  const rules = resources.list("resourceRules");
  return rules.state === "known" && rules.value.length === 0 ? true : anyRule(rules, coversPods, true);
}

function anyRule(
  rules: Reading<readonly Properties[]>,
  test: (rule: Properties) => Truth,
  withoutRules: boolean,
): Truth {
  if (rules.state !== "known") return rules.state === "unknown" ? "unknown" : rules.state === "absent" && withoutRules;
  return anyOf(...rules.value.map(test));
}

function coversPods(rule: Properties): Truth {
  return allOf(
    holds(rule.list("resourceNames"), (names) => names.length === 0, true),
    mayCoverPods(rule),
  );
}

/** Whether the rule is about pods as they start, if only of some names. */
function mayCoverPods(rule: Properties): Truth {
  return allOf(
    has(rule, "resources", ["pods", "*", "*/*"]),
    has(rule, "apiGroups", ["", "*"]),
    has(rule, "operations", ["CREATE", "*"]),
  );
}

function has(rule: Properties, list: string, wanted: readonly string[]): Truth {
  const items = rule.list(list);
  if (items.state !== "known") return items.state === "unknown" && "unknown";
  return anyOf(...items.value.map((item) => holds(item.text(), (text) => wanted.includes(text))));
}

function isEmptySelector(selector: Properties): Truth {
  const { state } = selector.read();
  if (state !== "known") return state === "unknown" ? state : true;
  return allOf(
    holds(selector.entries("matchLabels"), (labels) => labels.length === 0, true),
    holds(selector.list("matchExpressions"), (all) => all.length === 0, true),
  );
}

/** Whether the selector takes the namespace; without one each is. Of one that the stack does not make only its name is known. */
function matches(selector: Properties, namespace: NamespaceRef, object: Resource | undefined): Truth {
  const given = selector.read();
  if (given.state !== "known") return given.state === "unknown" ? given.state : true;
  const labels: Record<string, string> = {};
  for (const [key, value] of object?.knownEntries("metadata.labels") ?? []) {
    const text = value.text();
    if (text.state === "unknown") return "unknown";
    if (text.state === "known") labels[key] = text.value;
  }
  if (namespace.name === undefined || object?.entries("metadata.labels").state === "unknown") return "unknown";
  return selectsLabels(selector, { ...labels, "kubernetes.io/metadata.name": namespace.name });
}

/** Whether the policy is about pods as they start, fails as it may, and no condition says that none is meant. */
function catchesPods(policy: Resource, onFailure: readonly string[]): Truth {
  const conditions = policy.list("spec.matchConditions");
  return allOf(
    anyRule(policy.list("spec.matchConstraints.resourceRules"), coversPods, false),
    holds(policy.text("spec.failurePolicy"), (action) => onFailure.includes(action), true),
    ...(conditions.state === "known" ? conditions.value : []).map((condition) =>
      holds(condition.text("expression"), (expression) => expression.trim() !== "false"),
    ),
    conditions.state === "unknown" ? "unknown" : true,
  );
}

/** Whether a mutation puts the folder of a ConfigMap that the namespace has, and that has a filter, on PYTHONPATH. */
function addsFilter(stack: Stack, policy: Resource, namespace: NamespaceRef): Truth {
  const mutations = policy.list("spec.mutations");
  if (mutations.state !== "known") return mutations.state === "unknown" && "unknown";
  return anyOf(
    ...mutations.value.map((mutation) => {
      const apply = mutation.text("applyConfiguration.expression");
      const expression = apply.state === "absent" ? mutation.text("jsonPatch.expression") : apply;
      if (expression.state !== "known") return expression.state === "unknown" && "unknown";
      const named = textsIn(expression.value);
      if (!named.has("PYTHONPATH") || !expression.value.includes("configMap")) return false;
      return anyOf(...[...named].map((name) => hasFilter(stack, name, namespace)));
    }),
  );
}

/** The literals of a CEL expression. */
function textsIn(expression: string): ReadonlySet<string> {
  return new Set([...expression.matchAll(/"([^"\\]*)"|'([^'\\]*)'/g)].map(([, one, other]) => one ?? other ?? ""));
}

function hasFilter(stack: Stack, configMap: string, namespace: NamespaceRef): Truth {
  return anyOf(
    ...objectsNamed(stack, KUBERNETES.configMap, configMap, namespace).map(({ object, certain }) =>
      allOf(certain || "unknown", isFilter(object)),
    ),
  );
}

function isFilter(configMap: Resource): Truth {
  const data = configMap.at("data");
  return anyOf(...FILTER.map((file) => holds(data.entry(file).text(), (text) => text.trim() !== "")));
}

/** Whether every container of the pod has such a filter of its own accord. */
export function carriesRedaction(stack: Stack, owner: Resource, template: PodTemplate): Truth {
  const containers = knownContainersOf(template);
  const home = namespaceOf(stack, owner);
  const namespace = home.state === "known" ? home.value : { name: home.state === "absent" ? "default" : undefined };
  return containers.length === 0
    ? "unknown"
    : allOf(
        ...containers.map((each) => isFiltered(stack, template, each, namespace)),
        containersOf(template).state === "known" || "unknown",
      );
}

function isFiltered(stack: Stack, template: PodTemplate, container: Container, namespace: NamespaceRef): Truth {
  const { known, isComplete } = mountsOf(template, container);
  const paths = knownEnvOf(container).filter(({ name }) => name.state === "known" && name.value === "PYTHONPATH");
  const [first] = paths.flatMap(({ value }) => (value.state === "known" ? [value.value.split(":")[0] ?? ""] : []));
  if (first === undefined) {
    const isUnsure =
      paths.some(({ value }) => value.state === "unknown") ||
      envOf(container).state === "unknown" ||
      knownEnvOf(container).some(({ name }) => name.state === "unknown");
    return isUnsure && "unknown";
  }
  return anyOf(
    ...known.map((mount) =>
      allOf(
        holds(mount.folder, (folder) => folder === normalPath(first)),
        mount.volume.state === "known"
          ? volumeHasFilter(stack, mount.volume.value.properties, namespace)
          : mount.volume.state === "unknown" && "unknown",
      ),
    ),
    !isComplete && "unknown",
  );
}

function volumeHasFilter(stack: Stack, volume: Properties, namespace: NamespaceRef): Truth {
  const name = volume.text("configMap.name");
  if (name.state !== "known") return name.state === "unknown" && "unknown";
  return hasFilter(stack, name.value, namespace);
}
