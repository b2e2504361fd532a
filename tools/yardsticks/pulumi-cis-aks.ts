import {
  NO_SECRETS,
  JOBS_THAT_ARE_LOOKED_AT,
  OWN_NAMESPACES,
  PULLS_ONLY,
  PUSHES_BY_PROFILE,
  SCANNING,
  TLS_AT_BALANCERS,
} from "./standings";
import { enforced, rule } from "./yardstick";
import type { Yardstick } from "./yardstick";

const pods = (part: string) => enforced(`pod-security-restricted[${part}]`, "pod-security-labels");

export const pulumiCisAks: Yardstick = {
  title: "Pulumi's pack CIS Kubernetes, Azure (AKS)",
  scope: "All 30 policies of the pack, by the names that its documentation gives, as of autumn 2026.",
  rules: [
    rule("aks-cluster-audit-logging-enabled", "Audit logs are on", enforced("audit-logs-collected")),
    rule("k8s-cluster-admin-role-binding-minimized", "Few have cluster-admin", enforced("rbac-no-cluster-admin")),
    rule("k8s-rbac-secret-access-minimized", "Few may read Secrets", NO_SECRETS),
    rule("k8s-rbac-wildcard-use-minimized", "Few wildcards in roles", enforced("rbac-no-wildcard")),
    rule("k8s-rbac-create-pods-minimized", "Few may create pods", JOBS_THAT_ARE_LOOKED_AT),
    rule(
      "k8s-default-service-accounts-not-used",
      "Default service accounts are not used",
      enforced("service-account-token-mount"),
    ),
    rule(
      "k8s-service-account-token-mounted-minimized",
      "Tokens are mounted where they are needed",
      enforced("service-account-token-mount"),
    ),
    rule("k8s-pod-security-privileged-containers-minimized", "No privileged containers", pods("privileged-containers")),
    rule("k8s-pod-security-host-pid-minimized", "Not the node's processes", pods("host-namespaces-pid")),
    rule("k8s-pod-security-host-ipc-minimized", "Not the node's IPC", pods("host-namespaces-ipc")),
    rule("k8s-pod-security-host-network-minimized", "Not the node's network", pods("host-namespaces-network")),
    rule(
      "k8s-pod-security-allow-privilege-escalation-minimized",
      "No privileges are gained",
      pods("privilege-escalation"),
    ),
    rule(
      "k8s-namespaces-network-policies-defined",
      "Every namespace has network policies",
      enforced("namespace-default-deny", "network-policy-not-allow-all"),
    ),
    rule("k8s-secrets-as-files-not-env-vars", "Secrets as files, not as variables", enforced("secrets-as-files")),
    rule("k8s-resource-namespace-boundaries", "Namespaces divide what is run", OWN_NAMESPACES),
    rule("k8s-pod-security-context-applied", "Pods have security contexts", enforced("pod-security-restricted")),
    rule("k8s-default-namespace-not-used", "The default namespace is empty", enforced("no-default-namespace")),
    rule("aks-defender-container-scanning-enabled", "Images are scanned for known weaknesses", SCANNING),
    rule("acr-user-access-minimized", "Few people may reach the registry", PUSHES_BY_PROFILE),
    rule("aks-acr-readonly-access", "The cluster may only read the registry", PULLS_ONLY),
    rule(
      "aks-approved-registries-only",
      "Images come from approved registries",
      enforced("images-from-approved-registries"),
    ),
    rule(
      "aks-dedicated-service-accounts",
      "Workloads have accounts of their own",
      enforced("workload-identity-federation", "managed-identity-only"),
    ),
    rule(
      "aks-secrets-encryption-enabled",
      "Secrets in etcd are encrypted",
      enforced("etcd-encrypted-with-customer-key"),
    ),
    rule("aks-cluster-endpoint-restrict-public-access", "Few may reach the API server", enforced("private-cluster")),
    rule("aks-private-endpoint-enabled", "The API server has a private endpoint", enforced("private-cluster")),
    rule("aks-private-nodes-enabled", "Nodes have no public address", enforced("no-public-ip-on-nodes")),
    rule("aks-network-policy-enabled", "Network policies are on", enforced("network-policy-engine")),
    rule("aks-load-balancer-tls-encryption", "Load balancers are reached by TLS", TLS_AT_BALANCERS),
    rule("aks-azure-ad-integration-enabled", "People sign in by Entra ID", enforced("local-accounts-disabled")),
    rule("aks-azure-rbac-enabled", "Azure decides who may do what", enforced("local-accounts-disabled")),
  ],
  beyond: [],
};
