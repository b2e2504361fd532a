import { resourceControl } from "../../framework/control";
import { equalTo } from "../../framework/expectation";
import { AZURE } from "../../framework/resource-types";

/** What of the API server's access has to be said: each default is the open one. */
const REQUIREMENTS = [
  {
    part: "private",
    path: "apiServerAccessProfile.enablePrivateCluster",
    wanted: true,
    otherwise: "has an API server on the internet",
    mechanical: false,
  },
  {
    // Azure makes one unless told not to: learn.microsoft.com/azure/aks/private-clusters.
    part: "public-name",
    path: "apiServerAccessProfile.enablePrivateClusterPublicFQDN",
    wanted: false,
    otherwise: "publishes its API server's address in public DNS",
    mechanical: false,
  },
  {
    // Whoever may call Azure's API from the internet runs any command as cluster administrator, past every network rule.
    part: "run-command",
    path: "apiServerAccessProfile.disableRunCommand",
    wanted: true,
    otherwise: "runs commands that come by way of Azure's public API",
    mechanical: true,
  },
] as const;

export const privateCluster = resourceControl({
  name: "private-cluster",
  goals: ["G3"],
  severity: "high",
  title: "The cluster's API server is reached from inside the network only",
  rationale:
    "Who reaches the API server tries stolen tokens and unpatched holes on it. A private cluster leaves two ways round: a name in public DNS that tells its address, and the run command, by which Azure's public API brings a command into the cluster without any connection to the network.",
  remediation:
    "Set enablePrivateCluster and disableRunCommand of apiServerAccessProfile to true, and enablePrivateClusterPublicFQDN to false: components/compute/cluster.ts.",
  references: {
    checkov: ["CKV_AZURE_115", "CKV_AZURE_6"],
    psrule: ["Azure.AKS.AuthorizedIPs"],
    cisAks: ["5.4.1", "5.4.2"],
  },
  resources: [AZURE.managedCluster],
  remediates:
    "sets disableRunCommand; leaves enablePrivateCluster, for which Azure needs a network and a new cluster, and the public name, without which a cluster that has no private DNS zone is not found",
  *check(cluster) {
    for (const { part, path, wanted, ...words } of REQUIREMENTS) {
      yield cluster.expect(path, equalTo(wanted), { part, ...words });
    }
  },
});
