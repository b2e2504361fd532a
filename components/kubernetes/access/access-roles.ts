import * as admissionregistration from "@pulumi/kubernetes/admissionregistration";
import * as rbac from "@pulumi/kubernetes/rbac";
import * as pulumi from "@pulumi/pulumi";
import { POLICY_ANNOTATIONS } from "../admission/admission-objects";
import { ACCESS_PROFILES } from "../../identity/role-profiles";
import type { ProfileName } from "../../identity/role-profiles";
import { accessRules } from "./access-rules";
import type { AccessRule, PeopleNamespace } from "./access-rules";
import { jobPolicySpec } from "./job-policy";

export interface AccessRolesArgs {
  /** Object id of the Entra group that has each profile; a profile without a group is given to nobody. */
  readonly groups: Readonly<Partial<Record<ProfileName, string>>>;
  /** Those of people's namespaces that there are. */
  readonly namespaces: readonly PeopleNamespace[];
}

/** Prefix of what belongs to no namespace. */
const PREFIX = "physical-ai";
const JOB_POLICY = `${PREFIX}-jobs-of-people`;

/** What people may do inside the cluster: three profiles, given to groups, each thing named. Closes E-3's half in the cluster. */
export class AccessRoles extends pulumi.ComponentResource {
  constructor(name: string, args: AccessRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:kubernetes:AccessRoles", name, {}, opts);
    for (const profile of ACCESS_PROFILES) {
      const group = args.groups[profile];
      if (group === undefined) continue;
      const rules = accessRules(profile);
      if (rules.cluster.length > 0) this.grantInCluster(profile, group, rules.cluster);
      for (const namespace of args.namespaces) {
        if (rules.namespaces[namespace].length > 0) {
          this.grantInNamespace(profile, group, namespace, rules.namespaces[namespace]);
        }
      }
    }
    if (args.groups.contributors !== undefined && args.namespaces.includes("osmo-workflows")) {
      this.lookAtJobsOf(args.groups.contributors, "osmo-workflows");
    }
    this.registerOutputs({});
  }

  private grantInCluster(profile: ProfileName, group: string, rules: readonly AccessRule[]): void {
    const name = `${PREFIX}-${profile}`;
    const role = new rbac.v1.ClusterRole(name, { metadata: { name }, rules: asInputs(rules) }, { parent: this });
    new rbac.v1.ClusterRoleBinding(
      name,
      {
        metadata: { name },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
        subjects: [asSubject(group)],
      },
      { parent: role },
    );
  }

  private grantInNamespace(
    profile: ProfileName,
    group: string,
    namespace: PeopleNamespace,
    rules: readonly AccessRule[],
  ): void {
    const metadata = { name: profile, namespace };
    const name = `${profile}-${namespace}`;
    const role = new rbac.v1.Role(name, { metadata, rules: asInputs(rules) }, { parent: this });
    new rbac.v1.RoleBinding(
      name,
      {
        metadata,
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: profile },
        subjects: [asSubject(group)],
      },
      { parent: role },
    );
  }

  private lookAtJobsOf(group: string, namespace: PeopleNamespace): void {
    const metadata = {
      name: JOB_POLICY,
      annotations: {
        [POLICY_ANNOTATIONS.threats]: "D-1,E-3,I-5",
        [POLICY_ANNOTATIONS.title]:
          "Jobs of people reach for no Secret, no identity of others and no GPU past their team",
        [POLICY_ANNOTATIONS.why]:
          "Who starts a pod has every Secret and service account of its namespace, whatever RBAC says.",
      },
    };
    const policy = new admissionregistration.v1.ValidatingAdmissionPolicy(
      JOB_POLICY,
      { metadata, spec: jobPolicySpec(group, namespace) },
      { parent: this },
    );
    new admissionregistration.v1.ValidatingAdmissionPolicyBinding(
      JOB_POLICY,
      { metadata, spec: { policyName: JOB_POLICY, validationActions: ["Deny", "Audit"] } },
      { parent: policy },
    );
  }
}

function asInputs(rules: readonly AccessRule[]) {
  return rules.map(({ apiGroups, resources, verbs, resourceNames }) => ({
    apiGroups: [...apiGroups],
    resources: [...resources],
    verbs: [...verbs],
    ...(resourceNames && { resourceNames: [...resourceNames] }),
  }));
}

function asSubject(group: string) {
  return { apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: group };
}
