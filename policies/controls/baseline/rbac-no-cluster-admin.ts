import { resourceControl } from "../../framework/control";
import { decided, not } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import type { Resource } from "../../framework/resource";
import { AZURE, KUBERNETES } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

export const rbacNoClusterAdmin = resourceControl({
  name: "rbac-no-cluster-admin",
  goals: ["G0"],
  severity: "high",
  title: "Nobody administers the cluster for good, and no role is everybody's",
  rationale:
    "Whoever holds cluster-admin reads every Secret, takes on every identity and switches off every policy of the cluster. People have no use for it that a role of their own does not serve; an installer's service account with it hands the cluster to whoever gets into its pod. The roles admin and edit do nearly the same where they hold for every namespace. What everybody is bound to, who has signed in with any account or not at all, nobody has been given.",
  remediation:
    "Bind a role that names what is needed: components/kubernetes/access/access-roles.ts. Administrators come through Entra ID, for a time: Azure Kubernetes Service RBAC on the cluster.",
  references: {
    cisAks: ["4.1.1"],
    kubeLinter: ["cluster-admin-role-binding"],
  },
  resources: [AZURE.managedCluster, KUBERNETES.clusterRoleBinding, KUBERNETES.roleBinding],
  *check(resource) {
    if (resource.type === AZURE.managedCluster) yield* administratorGroups(resource);
    else {
      yield boundRole(resource);
      yield boundSubjects(resource);
    }
  },
});

/** Kubernetes' own roles that write everything in a namespace: bound in all of them, they are an administrator's. */
const OF_NAMESPACES = ["admin", "edit"];
/** Whoever has signed in, by whatever account; and whoever has not. */
const EVERYBODY = ["system:authenticated", "system:unauthenticated", "system:anonymous"];

/** A Role may be called so too, and then is only that. Members of `system:masters` are administrators by their name. */
function boundRole(binding: Resource): Finding {
  const isEverywhere = binding.type === KUBERNETES.clusterRoleBinding;
  const isAdministrator = anyOf(
    allOf(
      holds(binding.text("roleRef.kind"), (kind) => kind !== "Role", true),
      holds(
        binding.text("roleRef.name"),
        (name) => name === "cluster-admin" || (isEverywhere && OF_NAMESPACES.includes(name)),
      ),
    ),
    binds(binding, ["system:masters"]),
  );
  const details = { set: "roleRef to a role that names what is needed" };
  if (isAdministrator === "unknown") return binding.undetermined("whom it binds to what is not known yet", details);
  return isAdministrator ? binding.fail("makes an administrator of the cluster", details) : binding.pass(details);
}

function boundSubjects(binding: Resource): Finding {
  return decided(binding, not(binds(binding, EVERYBODY)), {
    otherwise: "binds everybody",
    notKnown: "whom it binds is not known yet",
    part: "subjects",
    set: "subjects to the groups that need the role",
  });
}

/** Whether one of the subjects is called so. */
function binds(binding: Resource, names: readonly string[]): Truth {
  const subjects = binding.list("subjects");
  if (subjects.state !== "known") return subjects.state === "unknown" && "unknown";
  return anyOf(...subjects.value.map((subject) => holds(subject.text("name"), (name) => names.includes(name))));
}

/** AKS itself binds these groups of Entra ID to cluster-admin. Without Entra ID there are none. */
function* administratorGroups(cluster: Resource): Generator<Finding> {
  const groups = cluster.list("aadProfile.adminGroupObjectIDs");
  const details = { part: "admin-groups", set: "aadProfile.adminGroupObjectIDs to none" };
  if (groups.state === "unknown") yield cluster.undetermined("its groups of administrators are not known yet", details);
  else if (groups.state === "known" && groups.value.length > 0) {
    yield cluster.fail("has AKS bind groups to cluster-admin", details);
  } else if (cluster.read("aadProfile").state === "known") yield cluster.pass(details);
}
