/** The chain by which a workload comes by a credential, from the issuer to the pod, as the model draws it. */
export const credentialDelegation: readonly { readonly link: string; readonly role: string }[] = [
  { link: "Entra ID", role: "Entra ID issues tokens to managed identities." },
  { link: "Managed Identities", role: "Pods exchange projected tokens for Azure resource access." },
  {
    link: "Workload Identity Federation",
    role: "AKS workload identity federation projects service account tokens to pods.",
  },
  { link: "Key Vault", role: "Key Vault stores secrets and syncs them to Kubernetes Secrets via the CSI driver." },
  { link: "K8s Secrets", role: "Secrets synced to K8s pods at mount time." },
];
