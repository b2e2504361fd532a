/** What holds pods to network policies: Cilium's own data plane, or Azure's engine. */
export const NETWORK_POLICIES = ["cilium", "azure"] as const;
export type NetworkPolicy = (typeof NETWORK_POLICIES)[number];

export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** How whoever deploys signs in to the cluster, as kubelogin calls it. */
export const CLUSTER_LOGINS = ["azurecli", "workloadidentity", "msi", "spn", "devicecode"] as const;
export type ClusterLogin = (typeof CLUSTER_LOGINS)[number];
