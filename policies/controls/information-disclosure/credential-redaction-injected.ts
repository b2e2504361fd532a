import { stackControl } from "../../framework/control";
import { decided } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import { namespaceOf } from "../../framework/kubernetes/objects";
import type { NamespaceRef } from "../../framework/kubernetes/objects";
import { osmoRelease } from "../../framework/kubernetes/osmo-charts";
import { isTrainingPod } from "../../framework/kubernetes/training-pods";
import { podTemplateOf, POD_OWNERS } from "../../framework/kubernetes/pod-templates";
import { carriesRedaction, injectsRedactionInto } from "../../framework/kubernetes/redaction-injection";
import type { Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE, KUBERNETES } from "../../framework/resource-types";
import type { Stack } from "../../framework/stack";
import { anyOf, holds } from "../../framework/truth";

const OTHERWISE = "runs training that nothing keeps from logging credentials";
const NOT_KNOWN = "whether its logs are redacted is not known yet";
const SET =
  "a MutatingAdmissionPolicy and its binding to add a ConfigMap with sitecustomize.py to PYTHONPATH of every pod there";

export const credentialRedactionInjected = stackControl({
  name: "credential-redaction-injected",
  threats: ["I-5", "R-1"],
  severity: "medium",
  title: "Training runs with a filter that keeps credentials out of its logs",
  rationale:
    "Training code logs its environment at debug level, tokens of Azure and MLflow among it. Its authors are many and its images are not the platform's, so only what the cluster adds to each pod reaches all of it.",
  remediation:
    "Bind a MutatingAdmissionPolicy to the namespaces that training runs in: components/kubernetes/admission/mend-credential-redaction.ts.",
  *check(stack) {
    for (const place of trainingPlaces(stack)) yield judgePlace(stack, place);
    for (const owner of stack.ofType(...POD_OWNERS)) yield* judgePod(stack, owner);
  },
});

/** Something that makes pods of training start in a namespace. */
interface TrainingPlace {
  readonly by: Resource;
  /** Property that names the namespace. */
  readonly path: string;
  readonly namespace: Reading<NamespaceRef>;
}

/** Namespaces of clusters that are attached to Azure Machine Learning, and of OSMO's backends; both take `default` by default. */
function trainingPlaces(stack: Stack): readonly TrainingPlace[] {
  return [
    ...stack.ofType(AZURE.machineLearningCompute).flatMap((by): TrainingPlace[] => {
      const path = "properties.properties.namespace";
      const isCluster = holds(by.text("properties.computeType"), (type) => type.toLowerCase() === "kubernetes");
      if (isCluster === false) return [];
      return [{ by, path, namespace: isCluster === true ? named(by.text(path)) : { state: "unknown" } }];
    }),
    ...stack.ofType(KUBERNETES.helmRelease).flatMap((by): TrainingPlace[] => {
      const osmo = osmoRelease(by);
      if (osmo?.chart !== "backend-operator") return [];
      const path = "global.backendNamespace";
      return [{ by, path: `values.${path}`, namespace: named(osmo.values.text(path)) }];
    }),
  ];
}

function named(name: Reading<string>): Reading<NamespaceRef> {
  if (name.state === "unknown" || name.state === "malformed") return name;
  return { state: "known", value: { name: name.state === "known" ? name.value : "default" } };
}

function judgePlace(stack: Stack, { by, path, namespace }: TrainingPlace): Finding {
  const details = { part: "namespace", set: SET };
  if (namespace.state !== "known") return by.undetermined(`${path} is not known yet`, details);
  const isInjected = injectsRedactionInto(stack, namespace.value);
  if (isInjected === false && injectsRedactionInto(stack, namespace.value, ["Fail", "Ignore"]) === true) {
    return by.fail("runs training that starts unfiltered where the policy fails", {
      ...details,
      set: 'spec.failurePolicy of the MutatingAdmissionPolicy to "Fail"',
    });
  }
  return decided(by, isInjected, { ...details, otherwise: OTHERWISE, notKnown: NOT_KNOWN });
}

/** A pod of training carries the filter itself, or runs where it is added. */
function* judgePod(stack: Stack, owner: Resource): Iterable<Finding> {
  const template = podTemplateOf(owner);
  if (template.state === "unknown") yield owner.undetermined("its pod is not known yet", { part: "pod" });
  if (template.state !== "known") return;
  const trains = isTrainingPod(template.value);
  if (trains === false) return;
  const home = namespaceOf(stack, owner);
  const namespace = home.state === "known" ? home.value : home.state === "absent" ? { name: "default" } : undefined;
  const isFiltered = anyOf(
    carriesRedaction(stack, owner, template.value),
    namespace ? injectsRedactionInto(stack, namespace) : "unknown",
  );
  const isSettled = trains === true ? isFiltered : isFiltered === true ? true : "unknown";
  if (trains === true || isSettled === "unknown") {
    yield decided(owner, isSettled, { otherwise: OTHERWISE, notKnown: NOT_KNOWN, part: "pod", set: SET });
  }
}
