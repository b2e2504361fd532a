import { stackControl } from "../../framework/control";
import type { Finding } from "../../framework/finding";
import { namespaceOf, objectsNamed } from "../../framework/kubernetes/objects";
import { podTemplateOf, POD_OWNERS } from "../../framework/kubernetes/pod-templates";
import type { PodTemplate } from "../../framework/kubernetes/pod-templates";
import type { Resource } from "../../framework/resource";
import { KUBERNETES } from "../../framework/resource-types";
import type { Stack } from "../../framework/stack";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

const FIELD = "automountServiceAccountToken";

export const serviceAccountTokenMount = stackControl({
  name: "service-account-token-mount",
  goals: ["G0"],
  severity: "medium",
  title: "No pod gets a token of the API server unasked",
  rationale:
    "Unless told otherwise Kubernetes puts a token of the pod's service account into every container. Training code, a notebook or a parser that an input takes over then speaks to the API server as that account. What needs the API server says so, by a projected volume with an audience and an expiry of its own.",
  remediation:
    "Set automountServiceAccountToken to false in the pod and in its service account: components/kubernetes/isolated-namespace.ts does it for default accounts, components/osmo/jobs/job-pod.ts for a pod.",
  references: {
    cisAks: ["4.1.5", "4.1.6"],
    checkov: ["CKV_K8S_38"],
  },
  *check(stack) {
    for (const account of stack.ofType(KUBERNETES.serviceAccount)) {
      const set = `${FIELD} to false`;
      const isOff = holds(account.flag(FIELD), (on) => !on);
      if (isOff === true) yield account.pass();
      else if (isOff === false) yield account.fail("hands its token to every pod", { set });
      else yield account.undetermined("whether it hands its token to pods is not known yet", { set });
    }
    for (const owner of stack.ofType(...POD_OWNERS)) yield* podOf(stack, owner);
  },
});

function* podOf(stack: Stack, owner: Resource): Generator<Finding> {
  const template = podTemplateOf(owner);
  if (template.state === "unknown") yield owner.undetermined("its pod is not known yet");
  if (template.state !== "known") return;
  const set = `${template.value.prefix}spec.${FIELD} to false`;
  const own = template.value.spec.flag(FIELD);
  const isOff = own.state === "absent" ? isOffForAccount(stack, owner, template.value) : holds(own, (on) => !on);
  if (isOff === true) yield owner.pass();
  else if (isOff === false) yield owner.fail("has the token of its account in every container", { set });
  else yield owner.undetermined("whether it gets its account's token is not known yet", { set });
}

/** What a pod says of it comes first; where it says nothing, its account decides, and where that is silent too, it is on. */
function isOffForAccount(stack: Stack, owner: Resource, { spec }: PodTemplate): Truth {
  const name = ["serviceAccountName", "serviceAccount"].map((field) => spec.text(field));
  if (name.some(({ state }) => state === "unknown")) return "unknown";
  const [given] = name.flatMap((reading) => (reading.state === "known" && reading.value !== "" ? [reading.value] : []));
  const namespace = namespaceOf(stack, owner);
  if (namespace.state === "unknown") return "unknown";
  const home = namespace.state === "known" ? namespace.value : { name: "default" };
  const accounts = objectsNamed(stack, KUBERNETES.serviceAccount, given ?? "default", home);
  return anyOf(
    ...accounts.map(({ object, certain }) =>
      allOf(
        certain || "unknown",
        holds(object.flag(FIELD), (on) => !on),
      ),
    ),
  );
}
