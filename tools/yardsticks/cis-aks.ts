import {
  JOBS_THAT_ARE_LOOKED_AT,
  NAMED_RIGHTS,
  NO_SECRETS,
  OWN_NAMESPACES,
  PULLS_ONLY,
  PUSHES_BY_PROFILE,
  SCANNING,
  TLS_AT_BALANCERS,
} from "./standings";
import { enforced, held, heldBy, notApplicable, rule, runTimeOnly } from "./yardstick";
import type { Rule, Yardstick } from "./yardstick";

const KUBELET = runTimeOnly("AKS sets it on its nodes; no property of the cluster does");

const nodes: readonly Rule[] = [
  rule("3.1.1", "The kubeconfig's file permissions are 644 or stricter", KUBELET),
  rule("3.1.2", "The kubelet's kubeconfig belongs to root", KUBELET),
  rule("3.1.3", "The kubelet's configuration has permissions 644 or stricter", KUBELET),
  rule("3.1.4", "The kubelet's configuration belongs to root", KUBELET),
  rule("3.2.1", "The kubelet takes no anonymous requests", KUBELET),
  rule("3.2.2", "The kubelet does not authorise everybody", KUBELET),
  rule("3.2.3", "The kubelet knows its clients' authority", KUBELET),
  rule("3.2.4", "The kubelet's read-only port is closed", KUBELET),
  rule("3.2.5", "Idle connections end", KUBELET),
  rule("3.2.6", "Defaults of the kernel are protected", KUBELET),
  rule("3.2.7", "The kubelet makes its iptables chains", KUBELET),
  rule("3.2.8", "Names of nodes are not overridden", KUBELET),
  rule("3.2.9", "Enough events are recorded", KUBELET),
  rule("3.2.10", "The kubelet's client certificate is replaced", KUBELET),
  rule("3.2.11", "The kubelet's server certificate is replaced", KUBELET),
];

const policies: readonly Rule[] = [
  rule("4.1.1", "cluster-admin only where it is needed", enforced("rbac-no-cluster-admin")),
  rule("4.1.2", "Few may read Secrets", NO_SECRETS),
  rule("4.1.3", "Few wildcards in roles", enforced("rbac-no-wildcard")),
  rule("4.1.4", "Few may create pods", JOBS_THAT_ARE_LOOKED_AT),
  rule("4.1.5", "Default service accounts are not used", enforced("service-account-token-mount")),
  rule("4.1.6", "Tokens are mounted where they are needed", enforced("service-account-token-mount")),
  rule("4.1.9", "Few may reach the kubelet through nodes/proxy", NAMED_RIGHTS),
  rule("4.1.10", "Few may approve certificates", NAMED_RIGHTS),
  rule("4.1.11", "Few may change webhooks", NAMED_RIGHTS),
  rule("4.1.12", "Few may create tokens of service accounts", NAMED_RIGHTS),
  rule(
    "4.2.1",
    "No privileged containers",
    enforced("pod-security-restricted[privileged-containers]", "pod-security-labels"),
  ),
  rule(
    "4.2.2",
    "Not the node's processes",
    enforced("pod-security-restricted[host-namespaces-pid]", "pod-security-labels"),
  ),
  rule("4.2.3", "Not the node's IPC", enforced("pod-security-restricted[host-namespaces-ipc]", "pod-security-labels")),
  rule(
    "4.2.4",
    "Not the node's network",
    enforced("pod-security-restricted[host-namespaces-network]", "pod-security-labels"),
  ),
  rule(
    "4.2.5",
    "No privileges are gained",
    enforced("pod-security-restricted[privilege-escalation]", "pod-security-labels"),
  ),
  rule("4.2.6", "No containers of root", enforced("pod-security-restricted[running-as-non-root]")),
  rule("4.2.7", "No capabilities are added", enforced("pod-security-restricted[capabilities-add]")),
  rule("4.2.8", "Capabilities are dropped", enforced("pod-security-restricted[capabilities-drop]")),
  rule("4.4.1", "A network plugin that knows network policies", enforced("network-policy-engine")),
  rule(
    "4.4.2",
    "Every namespace has network policies",
    enforced("namespace-default-deny", "network-policy-not-allow-all", "osmo-api-behind-gateway"),
  ),
  rule(
    "4.5.1",
    "Secrets as files, not as variables",
    enforced("secrets-as-files", "no-credentials-in-environment", "mek-outside-configmap"),
  ),
  rule("4.5.2", "Secrets are kept outside the cluster", enforced("mek-outside-configmap", "mek-synced-from-key-vault")),
  rule("4.7.1", "Namespaces divide what is run", OWN_NAMESPACES),
  rule("4.7.2", "Pods have security contexts", enforced("pod-security-restricted", "workload-read-only-root")),
  rule("4.7.3", "The default namespace is empty", enforced("no-default-namespace")),
];

const managed: readonly Rule[] = [
  rule("5.1.1", "Images are scanned for known weaknesses", SCANNING),
  rule("5.1.2", "The cluster may only read the registry", PULLS_ONLY),
  rule("5.1.3", "Few people may reach the registry", PUSHES_BY_PROFILE),
  rule("5.1.4", "Images come from approved registries", enforced("images-from-approved-registries")),
  rule(
    "5.2.1",
    "Workloads have accounts of their own",
    enforced("workload-identity-federation", "managed-identity-only"),
  ),
  rule("5.2.2", "Azure decides who may do what in the cluster", enforced("local-accounts-disabled")),
  rule("5.3.1", "Secrets in etcd are encrypted", enforced("etcd-encrypted-with-customer-key")),
  rule("5.4.1", "Few may reach the API server", enforced("private-cluster")),
  rule("5.4.2", "The API server has a private endpoint and no public one", enforced("private-cluster")),
  rule("5.4.3", "Nodes have no public address", enforced("no-public-ip-on-nodes")),
  rule("5.4.4", "Network policies are on", enforced("network-policy-engine")),
  rule("5.4.5", "Load balancers are reached by TLS", TLS_AT_BALANCERS),
  rule("5.5.1", "People sign in by Entra ID", enforced("local-accounts-disabled")),
  rule(
    "5.6.1",
    "Workloads that are not trusted are kept apart",
    heldBy(
      held("kubernetes/admission/policies.ts", "refuseHostAccess"),
      held("kubernetes/isolated-namespace.ts", "new networking.v1.NetworkPolicy("),
    ),
  ),
  rule(
    "5.6.2",
    "Hostile tenants do not share a cluster",
    notApplicable("Teams of one organisation share it; who does not trust the others needs a platform of their own"),
  ),
];

export const cisAks: Yardstick = {
  title: "CIS Azure Kubernetes Service benchmark",
  scope:
    "Version 1.8.0 as kubescape divides it: the sections that a declaration shows, and those of the kubelet, which none does.",
  references: "cisAks",
  rules: [rule("2.1.1", "Audit logs are on", enforced("audit-logs-collected")), ...nodes, ...policies, ...managed],
  beyond: [],
};
