import type { admissionregistration as inputs } from "@pulumi/kubernetes/types/input";
import type { NamespaceName } from "../namespaces";
import type { AdmissionMode } from "./admission-modes";
import { text, texts } from "./cel";
import { admissionPolicies } from "./policies";
import type { RuleChoices } from "./policies";
import { isMending } from "./policy";
import type { AdmissionPolicy, MendingPolicy, RefusingPolicy, Scope } from "./policy";

export interface AdmissionChoices extends RuleChoices {
  readonly mode: AdmissionMode;
  /** By namespace: the service accounts that users' pods run as, where others' pods run too. Not named: all pods are users'. */
  readonly userAccounts?: Readonly<Record<string, readonly string[]>>;
}

/** Label of namespaces whose pods are judged. */
export const ADMISSION_LABEL = { name: "physical-ai.io/admission", workloads: "workloads" } as const;

/** Annotations of policies and bindings. */
export const POLICY_ANNOTATIONS = {
  threats: "physical-ai.io/threats",
  title: "physical-ai.io/title",
  why: "physical-ai.io/why",
  /** With the name of a rule: what it holds. */
  rule: "rules.physical-ai.io/",
} as const;

const NAME_PREFIX = "physical-ai-";
const API_VERSION = "admissionregistration.k8s.io/v1";
const OSMO_NAMESPACES: readonly NamespaceName[] = ["osmo-control-plane", "osmo-operator"];

interface Declared<Kind extends string, Spec> {
  readonly apiVersion: typeof API_VERSION;
  readonly kind: Kind;
  readonly metadata: { readonly name: string; readonly annotations: Readonly<Record<string, string>> };
  readonly spec: Spec;
}

/** An object of Kubernetes. */
export type AdmissionObject =
  | Declared<"ValidatingAdmissionPolicy", inputs.v1.ValidatingAdmissionPolicySpec>
  | Declared<"ValidatingAdmissionPolicyBinding", inputs.v1.ValidatingAdmissionPolicyBindingSpec>
  | Declared<"MutatingAdmissionPolicy", inputs.v1.MutatingAdmissionPolicySpec>
  | Declared<"MutatingAdmissionPolicyBinding", inputs.v1.MutatingAdmissionPolicyBindingSpec>;

/** All policies, each followed by what puts it in force, as the objects that Kubernetes takes. */
export function admissionObjects(choices: AdmissionChoices): readonly AdmissionObject[] {
  const enforced = choices.mode === "enforce";
  return admissionPolicies(choices).flatMap((policy): AdmissionObject[] => {
    const object = { apiVersion: API_VERSION, metadata: metadataOf(policy) } as const;
    const common = {
      // A policy that fails is one that is not held; while it only warns, it should stop nobody.
      failurePolicy: enforced ? "Fail" : "Ignore",
      matchConditions: isMending(policy) ? concernOf(policy) : conditionsOf(policy, choices),
      ...(policy.variables && { variables: [...policy.variables] }),
    };
    const binding = {
      policyName: object.metadata.name,
      matchResources: { namespaceSelector: namespacesOf(policy.scope) },
    };
    if (isMending(policy)) {
      return [
        { ...object, kind: "MutatingAdmissionPolicy", spec: { ...common, ...mendingSpec(policy, choices) } },
        { ...object, kind: "MutatingAdmissionPolicyBinding", spec: binding },
      ];
    }
    const validationActions = [enforced ? "Deny" : "Warn", "Audit"];
    return [
      { ...object, kind: "ValidatingAdmissionPolicy", spec: { ...common, ...refusingSpec(policy) } },
      { ...object, kind: "ValidatingAdmissionPolicyBinding", spec: { ...binding, validationActions } },
    ];
  });
}

function metadataOf({ name, threats, title, why, rules = [] }: AdmissionPolicy): AdmissionObject["metadata"] {
  const ofRules = rules.map((rule) => [
    `${POLICY_ANNOTATIONS.rule}${rule.name}`,
    `${rule.threats.join(",")}: ${rule.title}`,
  ]);
  return {
    name: `${NAME_PREFIX}${name}`,
    annotations: {
      [POLICY_ANNOTATIONS.threats]: threats.join(","),
      [POLICY_ANNOTATIONS.title]: title,
      [POLICY_ANNOTATIONS.why]: why,
      ...(Object.fromEntries(ofRules) as Record<string, string>),
    },
  };
}

function namespacesOf(scope: Scope) {
  const label =
    scope === "workloads"
      ? { key: ADMISSION_LABEL.name, operator: "In", values: [ADMISSION_LABEL.workloads] }
      : { key: "kubernetes.io/metadata.name", operator: "In", values: [...OSMO_NAMESPACES] };
  return { matchExpressions: [label] };
}

interface Condition {
  readonly name: string;
  readonly expression: string;
}

function conditionsOf(policy: AdmissionPolicy, choices: AdmissionChoices): Condition[] {
  const users = startedByUsers(policy.scope, choices);
  return [...(users ? [{ name: "started-by-users", expression: users }] : []), ...concernOf(policy)];
}

function concernOf({ concerns }: AdmissionPolicy): Condition[] {
  return concerns === undefined ? [] : [{ name: "concerned", expression: concerns }];
}

/**
 * Who makes pods in person has them judged whatever account they name; controllers make pods for everybody. Undefined where all
 * pods are users'.
 */
function startedByUsers(scope: Scope, { userAccounts = {} }: AdmissionChoices): string | undefined {
  if (scope !== "workloads" || Object.keys(userAccounts).length === 0) return undefined;
  const lists = Object.entries(userAccounts).map(([namespace, names]) => `${text(namespace)}: ${texts(names)}`);
  return (
    `!('system:serviceaccounts' in request.userInfo.?groups.orValue([])) ` +
    `|| ({${lists.join(", ")}})[?request.namespace].optMap(accounts, ` +
    "[object.spec.?serviceAccountName.orValue('')].exists(a, (a == '' ? 'default' : a) in accounts)).orValue(true)"
  );
}

function podsOn(operations: string[], resources: string[], labelled?: string) {
  return {
    matchConstraints: {
      resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations, resources }],
      ...(labelled !== undefined && {
        objectSelector: { matchExpressions: [{ key: labelled, operator: "Exists" }] },
      }),
    },
  };
}

function refusingSpec({ validations, audit, labelled }: RefusingPolicy) {
  return {
    ...podsOn(["CREATE", "UPDATE"], ["pods", "pods/ephemeralcontainers"], labelled),
    validations: validations.map((each) => ({ ...each, reason: "Forbidden" })),
    ...(audit && { auditAnnotations: [{ key: audit.key, valueExpression: audit.expression }] }),
  };
}

function mendingSpec({ mutations, labelled, scope }: MendingPolicy, choices: AdmissionChoices) {
  // Not a matchCondition: the API server copies the pod for those twice, as it asks again after each change.
  const users = startedByUsers(scope, choices);
  return {
    ...podsOn(["CREATE"], ["pods"], labelled),
    // `IfNeeded` would mend each pod twice, for its own change counts as one. The webhooks of the platform (identities, KAI,
    // Volcano) add variables and volumes alone; the proxy that Azure's identities can have as a container is not approved.
    reinvocationPolicy: "Never",
    mutations: mutations.map((expression) => ({
      patchType: "ApplyConfiguration",
      applyConfiguration: { expression: users ? `(${users}) ? (${expression}) : Object{}` : expression },
    })),
  };
}
