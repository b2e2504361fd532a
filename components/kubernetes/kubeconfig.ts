import { parse } from "yaml";
import type { ClusterLogin } from "../compute/cluster-choices";

/** Where the API server is, and what proves that it is the one. Both are public. */
export interface ApiServer {
  /** As in `https://aks-robots.privatelink.westus3.azmk8s.io:443`. */
  readonly server: string;
  /** Certificate of the cluster's own authority, as PEM in base64. */
  readonly certificateAuthority: string;
}

export interface KubeconfigNeeds extends ApiServer {
  readonly clusterName: string;
  /** Entra tenant that the cluster trusts, whichever ones whoever deploys is signed in to. */
  readonly tenantId: string;
  readonly login: ClusterLogin;
}

/** Microsoft's applications of AKS, the same in every tenant (learn.microsoft.com/azure/aks/kubelogin-authentication). */
const SERVER_APPLICATION = "6dae42f8-4368-4678-94ff-3960e28e3630";
/** Its counterpart for people, by which a device code is asked for. */
const CLIENT_APPLICATION = "80faf920-1908-4b52-b5ef-a8e7bedfc67a";

const INSTALL_HINT = "kubelogin is missing: az aks install-cli, or https://azure.github.io/kubelogin/install.html";

/**
 * How to reach the cluster, with nothing in it to steal: kubelogin gets a token of Entra ID for whoever deploys, each time
 * anew. What `spn`, `workloadidentity` and `msi` need beside, kubelogin takes from its environment.
 */
export function kubeconfig({ server, certificateAuthority, clusterName, tenantId, login }: KubeconfigNeeds): string {
  const needsPerson = login === "devicecode";
  const args = ["get-token", "--login", login, "--server-id", SERVER_APPLICATION, "--tenant-id", tenantId];
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: clusterName, cluster: { server, "certificate-authority-data": certificateAuthority } }],
    users: [
      {
        name: clusterName,
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1",
            command: "kubelogin",
            args: needsPerson ? [...args, "--client-id", CLIENT_APPLICATION] : args,
            installHint: INSTALL_HINT,
            interactiveMode: needsPerson ? "IfAvailable" : "Never",
            provideClusterInfo: false,
          },
        },
      },
    ],
    contexts: [{ name: clusterName, context: { cluster: clusterName, user: clusterName } }],
    "current-context": clusterName,
  });
}

/** What a kubeconfig of AKS may hold. Everything else is unknown on purpose: it is looked at by nobody. */
interface UserKubeconfig {
  readonly clusters?: readonly {
    readonly cluster?: { readonly server?: unknown; readonly "certificate-authority-data"?: unknown };
  }[];
  readonly users?: readonly { readonly user?: Readonly<Record<string, unknown>> }[];
}

/**
 * The API server that a user's kubeconfig of AKS leads to. A cluster without local accounts hands out one with a command
 * to get a token, and no credential.
 *
 * @throws Error for one that holds a credential, or no API server; its text holds no value of the kubeconfig
 */
export function apiServerOf(userKubeconfig: string): ApiServer {
  const { clusters, users } = parsed(userKubeconfig);
  const credentials = (users ?? []).flatMap(({ user }) => Object.keys(user ?? {})).filter((key) => key !== "exec");
  if (credentials.length > 0) {
    throw new Error(
      `The cluster hands out credentials (${credentials.join(", ")}): it has local accounts. ` +
        "Turn them off: disableLocalAccounts in components/compute/cluster.ts.",
    );
  }
  const { server, "certificate-authority-data": certificateAuthority } = clusters?.[0]?.cluster ?? {};
  if (!isText(server) || !server.startsWith("https://") || !isText(certificateAuthority)) {
    throw new Error("The cluster's kubeconfig names no API server with an authority that vouches for it.");
  }
  return { server, certificateAuthority };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function parsed(text: string): UserKubeconfig {
  try {
    const value: unknown = parse(text);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // The parser's own message quotes the text.
  }
  throw new Error("The cluster's kubeconfig is no YAML.");
}
