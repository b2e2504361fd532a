import type { ProfileName } from "../../identity/role-profiles";

/** Namespaces that people have business in: OSMO's workflows, and jobs of Azure Machine Learning. */
export const PEOPLE_NAMESPACES = ["osmo-workflows", "azureml"] as const;
export type PeopleNamespace = (typeof PEOPLE_NAMESPACES)[number];

/** A rule of Kubernetes' RBAC. Everything is named: no wildcard. */
export interface AccessRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** What a profile may do, beside what everyone who has signed in may. */
export interface ProfileRules {
  /** Of things that are in no namespace. */
  readonly cluster: readonly AccessRule[];
  readonly namespaces: Readonly<Record<PeopleNamespace, readonly AccessRule[]>>;
}

const SEE = ["get", "list", "watch"];

/** What becomes of jobs and why: never Secrets, nor ConfigMaps, into which people put what they should not. */
const SEE_WORKLOADS: readonly AccessRule[] = [
  { apiGroups: [""], resources: ["pods", "services", "events", "persistentvolumeclaims"], verbs: SEE },
  { apiGroups: [""], resources: ["resourcequotas", "limitranges"], verbs: SEE },
  { apiGroups: [""], resources: ["pods/log"], verbs: ["get"] },
  { apiGroups: ["events.k8s.io"], resources: ["events"], verbs: SEE },
  { apiGroups: ["apps"], resources: ["deployments", "replicasets", "statefulsets"], verbs: SEE },
  { apiGroups: ["batch"], resources: ["jobs"], verbs: SEE },
  { apiGroups: ["networking.k8s.io"], resources: ["networkpolicies"], verbs: SEE },
  { apiGroups: ["metrics.k8s.io"], resources: ["pods"], verbs: ["get", "list"] },
];
/** Groups of pods: KAI's of OSMO, Volcano's of Azure Machine Learning. */
const SEE_GROUPS_OF_KAI: AccessRule = { apiGroups: ["scheduling.run.ai"], resources: ["podgroups"], verbs: SEE };
const SEE_GROUPS_OF_VOLCANO: readonly AccessRule[] = [
  { apiGroups: ["scheduling.volcano.sh"], resources: ["podgroups"], verbs: SEE },
  { apiGroups: ["batch.volcano.sh"], resources: ["jobs"], verbs: SEE },
];

/** Why a job waits: queues, nodes, and what a job may ask for. */
const SEE_CLUSTER: readonly AccessRule[] = [
  { apiGroups: [""], resources: ["nodes"], verbs: SEE },
  { apiGroups: [""], resources: ["namespaces"], verbs: ["get"], resourceNames: PEOPLE_NAMESPACES },
  { apiGroups: ["scheduling.k8s.io"], resources: ["priorityclasses"], verbs: SEE },
  { apiGroups: ["scheduling.run.ai"], resources: ["queues"], verbs: SEE },
  { apiGroups: ["scheduling.volcano.sh"], resources: ["queues"], verbs: SEE },
  { apiGroups: ["amlarc.azureml.com"], resources: ["instancetypes"], verbs: SEE },
];

const READERS: ProfileRules = {
  cluster: SEE_CLUSTER,
  namespaces: {
    "osmo-workflows": [...SEE_WORKLOADS, SEE_GROUPS_OF_KAI],
    azureml: [...SEE_WORKLOADS, ...SEE_GROUPS_OF_VOLCANO],
  },
};

/**
 * Start and stop jobs where OSMO's run. No bare pods, and no `exec`: who may start any pod in a namespace has every Secret and
 * every identity of it, so a policy of admission looks at these jobs (job-policy.ts). No ConfigMaps either: one holds code
 * that is put into everybody's pods. Jobs of Azure Machine Learning are started by its API, and its namespace holds the
 * extension's own Secrets: there is nothing to start in it.
 */
const RUN_JOBS: readonly AccessRule[] = [
  { apiGroups: ["batch"], resources: ["jobs"], verbs: ["create", "delete"] },
  { apiGroups: [""], resources: ["pods"], verbs: ["delete"] },
];

const PROFILES: Readonly<Record<ProfileName, ProfileRules>> = {
  readers: READERS,
  contributors: {
    cluster: READERS.cluster,
    namespaces: {
      "osmo-workflows": [...READERS.namespaces["osmo-workflows"], ...RUN_JOBS],
      azureml: READERS.namespaces.azureml,
    },
  },
  // They have Azure's role for the whole cluster, and ask for it each time.
  admins: { cluster: [], namespaces: { "osmo-workflows": [], azureml: [] } },
};

/**
 * What a profile may do inside the cluster. These rules are all there is: Azure's roles for Kubernetes add to them and take
 * nothing away, and `Azure Kubernetes Service RBAC Writer` would add Secrets and pods of any identity. Part of E-3.
 */
export function accessRules(profile: ProfileName): ProfileRules {
  return PROFILES[profile];
}
