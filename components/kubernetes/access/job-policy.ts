import { queueOf } from "../gpu/gpu-queues";

/** Identities that jobs of people may have: none of Azure, or that of OSMO's workflows. */
const SERVICE_ACCOUNTS = ["default", "osmo-workflow"];
/** How a job asks for GPUs: of KAI, out of the queue of a team, so that what teams are promised holds. */
const GPU = "nvidia.com/gpu";
const SCHEDULER = "kai-scheduler";
const QUEUE_LABEL = "kai.scheduler/queue";
const TEAM_QUEUES = queueOf("");
/** Where a job's files may come from: nothing that reads a Secret, or asks for a token. */
const VOLUMES = ["emptyDir", "configMap", "downwardAPI", "persistentVolumeClaim"];

/** An expression of the policy, and what somebody reads whose job is refused. */
interface Validation {
  readonly expression: string;
  readonly message: string;
}

/**
 * What a job must not do that somebody starts by Kubernetes' API: reach for Secrets of its namespace, among which are
 * credentials of other people that OSMO keeps there, take an identity that is not meant for jobs, or take GPUs past the teams'
 * queues. RBAC cannot tell. Part of E-3, I-5 and D-1.
 *
 * @param group object id of the Entra group whose jobs are looked at
 */
export function jobPolicySpec(group: string, namespace: string) {
  return {
    failurePolicy: "Fail",
    matchConstraints: {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
      resourceRules: [
        { apiGroups: ["batch"], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: ["jobs"] },
      ],
    },
    matchConditions: [{ name: "started-by-people", expression: `'${group}' in request.userInfo.groups` }],
    variables: [
      { name: "pod", expression: "object.spec.template.spec" },
      {
        name: "labels",
        expression:
          "has(object.spec.template.metadata) && has(object.spec.template.metadata.labels) ? object.spec.template.metadata.labels : {}",
      },
      {
        name: "containers",
        expression:
          "variables.pod.containers + (has(variables.pod.initContainers) ? variables.pod.initContainers : [])",
      },
    ],
    validations: VALIDATIONS.map((each) => ({ ...each, reason: "Forbidden" })),
  };
}

const VALIDATIONS: readonly Validation[] = [
  {
    expression: `!has(variables.pod.serviceAccountName) || variables.pod.serviceAccountName in [${SERVICE_ACCOUNTS.map(quoted).join(", ")}]`,
    message: `Take one of the service accounts ${SERVICE_ACCOUNTS.join(", ")}: others are the platform's own.`,
  },
  {
    expression: `!has(variables.pod.volumes) || variables.pod.volumes.all(v, ${VOLUMES.map((kind) => `has(v.${kind})`).join(" || ")})`,
    message: `Take volumes of the kinds ${VOLUMES.join(", ")}: others reach Secrets.`,
  },
  {
    expression:
      "variables.containers.all(c, !has(c.env) || c.env.all(e, !has(e.valueFrom) || !has(e.valueFrom.secretKeyRef)))",
    message: "Take no value of the environment from a Secret.",
  },
  {
    expression: "variables.containers.all(c, !has(c.envFrom) || c.envFrom.all(e, !has(e.secretRef)))",
    message: "Take no environment from a Secret.",
  },
  {
    expression: "!has(variables.pod.imagePullSecrets)",
    message: "Name no Secret for images: nodes sign in to the platform's registry themselves.",
  },
  {
    expression: "!has(variables.pod.nodeName)",
    message: "Leave the node to the scheduler.",
  },
  {
    expression: [
      `!variables.containers.exists(c, has(c.resources) && has(c.resources.limits) && '${GPU}' in c.resources.limits)`,
      `(has(variables.pod.schedulerName) && variables.pod.schedulerName == '${SCHEDULER}' && '${QUEUE_LABEL}' in variables.labels && variables.labels['${QUEUE_LABEL}'].startsWith('${TEAM_QUEUES}'))`,
    ].join(" || "),
    message: `Ask for GPUs with schedulerName ${SCHEDULER} and the label ${QUEUE_LABEL} of the pods: ${TEAM_QUEUES} and the name of your team.`,
  },
];

function quoted(text: string): string {
  return `'${text}'`;
}
