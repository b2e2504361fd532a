import { resourceControl } from "../../framework/control";
import { namespacePath } from "../../framework/kubernetes/objects";
import { POD_OWNERS } from "../../framework/kubernetes/pod-templates";
import { KUBERNETES } from "../../framework/resource-types";
import { holds } from "../../framework/truth";

export const noDefaultNamespace = resourceControl({
  name: "no-default-namespace",
  goals: ["G0"],
  severity: "medium",
  title: "Nothing runs or is kept in the default namespace",
  rationale:
    "Policies, quotas, roles and Pod Security levels are given by namespace. In default everything that named none meets, under the policies of nobody: an object gets there by forgetting a line. An object that names no namespace goes where the provider's configuration points, or there.",
  remediation: "Name the object's namespace: components/kubernetes/namespaces.ts has one for each kind of workload.",
  references: {
    cisAks: ["4.7.3"],
    checkov: ["CKV_K8S_21"],
    kubeLinter: ["use-namespace"],
  },
  // Roles, quotas and network policies may stand there: they make the namespace safer.
  resources: [
    ...POD_OWNERS,
    KUBERNETES.configMap,
    KUBERNETES.helmRelease,
    KUBERNETES.ingress,
    KUBERNETES.persistentVolumeClaim,
    KUBERNETES.secret,
    KUBERNETES.secretProviderClass,
    KUBERNETES.service,
    KUBERNETES.serviceAccount,
  ],
  *check(object) {
    // The account that Kubernetes puts there itself: who writes it takes rights from it.
    const isDefaultAccount =
      object.type === KUBERNETES.serviceAccount && holds(object.text("metadata.name"), (name) => name === "default");
    if (isDefaultAccount === true) return;
    const path = namespacePath(object);
    const set = `${path} to a namespace of the workload's own`;
    const isNamed = holds(object.text(path), (namespace) => namespace !== "" && namespace !== "default");
    if (isNamed === true) yield object.pass();
    else if (isDefaultAccount === "unknown") yield object.undetermined("its name is not known yet", { set });
    else if (isNamed === "unknown") yield object.undetermined("its namespace is not known yet", { set });
    else if (object.text(path).state === "absent") yield object.fail("names no namespace", { set });
    else yield object.fail("is in the default namespace", { set });
  },
});
