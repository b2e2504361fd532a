import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { rbacNoWildcard } from "./rbac-no-wildcard";

const READ = { apiGroups: [""], resources: ["pods", "pods/log"], verbs: ["get", "list", "watch"] };
const role = (properties: object, type = "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole"): FixtureResource => ({
  type,
  name: "readers",
  properties: { metadata: { name: "readers" }, ...properties },
});
const rule = (changes: object) => role({ rules: [READ, { ...READ, ...changes }] });

export default fixtures(rbacNoWildcard, {
  pass: [
    { title: "everything is named", resources: [role({ rules: [READ] })] },
    {
      title: "Secrets and pods of one namespace",
      resources: [
        role(
          { rules: [{ ...READ, resources: ["secrets", "pods/exec"] }] },
          "kubernetes:rbac.authorization.k8s.io/v1:Role",
        ),
      ],
    },
    { title: "one Secret, by its name", resources: [rule({ resources: ["secrets"], resourceNames: ["ca"] })] },
    { title: "Secrets are written, and not read", resources: [rule({ resources: ["secrets"], verbs: ["create"] })] },
    {
      title: "a tree of addresses, and roles gathered by a label",
      resources: [
        role({
          rules: [{ nonResourceURLs: ["/healthz/*"], verbs: ["get"] }],
          aggregationRule: { clusterRoleSelectors: [{ matchLabels: { "example.org/readers": "true" } }] },
        }),
      ],
    },
  ],
  fail: [
    { title: "all verbs", resources: [rule({ verbs: ["*"] })] },
    { title: "all verbs, beside one that is named", resources: [rule({ verbs: ["get", "*"] })] },
    { title: "all resources", resources: [rule({ resources: ["*"] })] },
    { title: "a subresource of all resources", resources: [rule({ resources: ["*/scale"] })] },
    { title: "all API groups", resources: [rule({ apiGroups: ["*"] })] },
    { title: "all addresses", resources: [role({ rules: [{ nonResourceURLs: ["*"], verbs: ["get"] }] })] },
    {
      title: "all addresses below the root",
      resources: [role({ rules: [{ nonResourceURLs: ["/*"], verbs: ["get"] }] })],
    },
    {
      title: "a Role in one namespace, by an old version of the API",
      resources: [role({ rules: [{ ...READ, verbs: ["*"] }] }, "kubernetes:rbac.authorization.k8s.io/v1beta1:Role")],
    },
    {
      title: "a patch of a role that is there",
      resources: [
        role({ rules: [{ ...READ, verbs: ["*"] }] }, "kubernetes:rbac.authorization.k8s.io/v1:ClusterRolePatch"),
      ],
    },
    {
      title: "a role that gathers every other",
      resources: [role({ aggregationRule: { clusterRoleSelectors: [{}] } })],
    },
    { title: "every Secret of the cluster", resources: [rule({ resources: ["configmaps", "secrets"] })] },
    {
      title: "every Secret of the cluster, by the empty name",
      resources: [rule({ resources: ["secrets"], verbs: ["list"], resourceNames: ["ca", ""] })],
    },
    { title: "a shell in every pod", resources: [rule({ resources: ["pods/exec"], verbs: ["create"] })] },
    { title: "every pod of a node", resources: [rule({ resources: ["nodes/proxy"], verbs: ["get"] })] },
    {
      title: "a token of every service account",
      resources: [rule({ resources: ["serviceaccounts/token"], verbs: ["create"] })],
    },
    {
      title: "rights that the holder does not have, in one namespace",
      resources: [
        role(
          { rules: [{ apiGroups: ["rbac.authorization.k8s.io"], resources: ["roles"], verbs: ["bind", "escalate"] }] },
          "kubernetes:rbac.authorization.k8s.io/v1:Role",
        ),
      ],
    },
    { title: "to stand for others", resources: [rule({ resources: ["users", "groups"], verbs: ["impersonate"] })] },
    {
      title: "all verbs, on resources that are not known yet",
      resources: [rule({ resources: unknown, verbs: ["*"] })],
    },
  ],
  unknown: [
    { title: "the rules are not known yet", resources: [role({ rules: unknown })] },
    {
      title: "one Secret, whose name is not known yet",
      resources: [rule({ resources: ["secrets"], resourceNames: [unknown] })],
    },
    {
      title: "which Secrets are read is not known yet",
      resources: [rule({ resources: ["secrets"], resourceNames: unknown })],
    },
    { title: "a verb is not known yet", resources: [rule({ verbs: ["get", unknown] })] },
    {
      title: "which roles it gathers is not known yet",
      resources: [role({ aggregationRule: { clusterRoleSelectors: [{ matchLabels: unknown }] } })],
    },
  ],
  notApplicable: [
    { title: "a role that grants nothing", resources: [role({ rules: [] })] },
    { title: "another kind", resources: [role({ rules: [{ verbs: ["*"] }] }, "kubernetes:core/v1:ConfigMap")] },
  ],
});
