import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { rbacNoClusterAdmin } from "./rbac-no-cluster-admin";

const GROUP = { kind: "Group", name: "00000000-0000-4000-8000-000000000002" };
const CLUSTER_BINDING = "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding";
const binding = (roleRef: unknown, subjects: unknown = [GROUP], type: string = CLUSTER_BINDING): FixtureResource => ({
  type,
  name: "operators",
  properties: { metadata: { name: "operators" }, roleRef, subjects },
});
const clusterRole = (name: string) => ({ apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name });
const cluster = (aadProfile?: unknown): FixtureResource => ({
  type: AZURE.managedCluster,
  name: "cluster",
  properties: { resourceName: "aks", ...(aadProfile !== undefined && { aadProfile }) },
});

export default fixtures(rbacNoClusterAdmin, {
  pass: [
    { title: "a role of one's own", resources: [binding(clusterRole("readers"))] },
    {
      title: "a Role of a namespace that happens to be called so",
      resources: [
        binding(
          { kind: "Role", name: "cluster-admin" },
          [GROUP],
          "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
        ),
      ],
    },
    {
      title: "a namespace's administrators",
      resources: [binding(clusterRole("admin"), [GROUP], "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding")],
    },
    { title: "a cluster whose administrators Azure roles make", resources: [cluster({ managed: true })] },
  ],
  fail: [
    { title: "a group is bound to cluster-admin", resources: [binding(clusterRole("cluster-admin"))] },
    {
      title: "in one namespace, whose roles it may then write",
      resources: [
        binding(clusterRole("cluster-admin"), [GROUP], "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding"),
      ],
    },
    {
      title: "by an old version of the API",
      resources: [
        binding(
          clusterRole("cluster-admin"),
          [GROUP],
          "kubernetes:rbac.authorization.k8s.io/v1beta1:ClusterRoleBinding",
        ),
      ],
    },
    {
      title: "whom it binds is not known yet",
      resources: [binding(clusterRole("cluster-admin"), unknown)],
    },
    {
      title: "the group that is administrator by its name",
      resources: [binding(clusterRole("readers"), [{ kind: "Group", name: "system:masters" }])],
    },
    { title: "a namespace's administrator, in every namespace", resources: [binding(clusterRole("admin"))] },
    { title: "an editor, in every namespace", resources: [binding(clusterRole("edit"))] },
    {
      title: "everybody who has signed in",
      resources: [binding(clusterRole("readers"), [{ kind: "Group", name: "system:authenticated" }])],
    },
    {
      title: "whoever has not signed in",
      resources: [binding(clusterRole("readers"), [GROUP, { kind: "Group", name: "system:unauthenticated" }])],
    },
    {
      title: "whoever has not signed in, as a user, in one namespace",
      resources: [
        binding(
          { kind: "Role", name: "readers" },
          [{ kind: "User", name: "system:anonymous" }],
          "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
        ),
      ],
    },
    {
      title: "AKS is told to bind a group",
      resources: [cluster({ managed: true, adminGroupObjectIDs: [GROUP.name] })],
    },
    {
      title: "AKS is told to bind a group that is not known yet",
      resources: [cluster({ managed: true, adminGroupObjectIDs: [unknown] })],
    },
  ],
  unknown: [
    { title: "the role is not known yet", resources: [binding(unknown)] },
    { title: "the role's name is not known yet", resources: [binding(clusterRole(unknown))] },
    {
      title: "whom it binds is not known yet, to a harmless role",
      resources: [binding(clusterRole("readers"), unknown)],
    },
    { title: "the groups of AKS are not known yet", resources: [cluster({ adminGroupObjectIDs: unknown })] },
  ],
  notApplicable: [
    { title: "a cluster without Entra ID", resources: [cluster()] },
    { title: "another kind", resources: [binding(clusterRole("cluster-admin"), [], "kubernetes:core/v1:ConfigMap")] },
  ],
});
