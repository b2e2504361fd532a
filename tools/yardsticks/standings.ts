import { held, heldBy, open } from "./yardstick";

/* What rules of several yardsticks come to, where no control holds them. */

const RULES = "kubernetes/access/access-rules.ts";
const CHARTS = "For people; charts bring roles of their own";

export const SCANNING = open(
  "Scanning is the subscription's plan Defender for Containers: the stack neither sets nor sees it",
);

/** The kubelet pulls, and nothing else of the cluster reaches the registry. */
export const PULLS_ONLY = held("platform-grants.ts", "registry.grantPull(platform.kubelet)");

export const PUSHES_BY_PROFILE = held(
  "identity/role-profiles.ts",
  '{ role: roles.acrPush, on: "registry" }',
  "Contributors and administrators, by group",
);

/** What people may do in the cluster, which names none of it. */
export const NAMED_RIGHTS = held(RULES, "cluster: SEE_CLUSTER", CHARTS);

export const NO_SECRETS = held(
  RULES,
  'resources: ["pods", "services", "events", "persistentvolumeclaims"], verbs: SEE',
  CHARTS,
);

export const JOBS_THAT_ARE_LOOKED_AT = heldBy(
  held(RULES, '{ apiGroups: ["batch"], resources: ["jobs"], verbs: ["create", "delete"] }'),
  held("kubernetes/access/access-roles.ts", "jobPolicySpec(group, namespace)"),
);

export const OWN_NAMESPACES = held("kubernetes/namespaces.ts", "export const NAMESPACES = [");

export const TLS_AT_BALANCERS = heldBy(
  held("osmo/gateway-values.ts", "ssl: { enabled: true, secretName: CLUSTER_SECRETS.gatewayCertificate }"),
  held("ml/extension-settings.ts", '"scoringFe.sslSecret": SCORING_CERTIFICATE'),
);
