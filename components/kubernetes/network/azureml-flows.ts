import type { PodConnection } from "./pod-flows";
import { addresses, pods } from "./pod-parties";

const TCP = ["TCP"] as const;
const ANY_PORT = [{ from: 1, to: 65535 }];

/**
 * Who may connect to whom of Azure Machine Learning. Source: learn.microsoft.com, "Configure inbound and outbound network
 * traffic", in-cluster communication of the Kubernetes extension. It names no ports between the extension's own parts.
 */
export function azureMlFlows({ jobPorts }: { readonly jobPorts: readonly number[] }): readonly PodConnection[] {
  return [...extensionFlows(), ...jobFlows(jobPorts)];
}

function extensionFlows(): PodConnection[] {
  return [
    {
      name: "ml-extension-parts",
      from: pods("ml-extension"),
      to: pods("ml-extension"),
      protocols: TCP,
      ports: ANY_PORT,
      neededBy: "Azure Machine Learning extension",
      why: "Operators, front end, identity proxy and schedulers of the extension reach each other",
    },
    {
      name: "ml-extension-to-api-server",
      from: pods("ml-extension"),
      to: addresses("apiServer"),
      protocols: TCP,
      ports: [443],
      neededBy: "Azure Machine Learning extension",
      why: "It makes pods of jobs and models, and watches them; jobs themselves do not get there",
    },
    {
      name: "ml-webhooks",
      from: [...addresses("apiServer"), ...pods("konnectivity")],
      to: pods("ml-extension"),
      protocols: TCP,
      ports: [443, 8443, 9443],
      neededBy: "API server",
      why: "Webhooks of Volcano, identity, ingress and inference operator",
    },
    {
      name: "scoring",
      from: addresses("operators", "nodes"),
      to: pods("ml-front-end"),
      protocols: TCP,
      // Which port of the pod the service leads to is the extension's own; of the service, the load balancer has 443 alone.
      ports: ANY_PORT,
      neededBy: "clients of models",
      why: "Scoring from inside the network (T-3); a node stands for whom it forwards",
    },
    {
      name: "front-end-to-models",
      from: pods("ml-front-end"),
      to: pods("ml-jobs"),
      protocols: TCP,
      ports: [5001],
      neededBy: "front end of scoring",
      why: "Requests to the models' servers",
    },
  ];
}

function jobFlows(jobPorts: readonly number[]): PodConnection[] {
  return [
    {
      name: "ml-jobs-parts",
      from: pods("ml-jobs"),
      to: pods("ml-jobs"),
      protocols: ["TCP", "UDP"],
      ports: ANY_PORT,
      neededBy: "training jobs on several nodes",
      why: "Workers of one job reach each other on ports that frameworks choose; policies cannot tell jobs apart",
    },
    {
      name: "ml-jobs-to-identity",
      from: pods("ml-jobs"),
      to: pods("ml-identity-proxy"),
      protocols: TCP,
      ports: [9999],
      neededBy: "models and jobs",
      why: "Tokens of the identity that they run as",
    },
    {
      name: "ml-names",
      from: pods("ml-extension", "ml-jobs"),
      to: [...pods("kube-dns"), ...addresses("nameService")],
      protocols: ["TCP", "UDP"],
      ports: [53],
      neededBy: "Azure Machine Learning",
      why: "The cluster's name service",
    },
    {
      name: "ml-to-private-endpoints",
      from: pods("ml-extension", "ml-jobs"),
      to: addresses("privateEndpoints"),
      protocols: TCP,
      ports: [443],
      neededBy: "jobs, models and the extension",
      why: "Workspace, storage, registry and vault, each as far as their identity's roles go",
    },
    {
      name: "ml-extension-to-azure",
      from: pods("ml-extension"),
      to: addresses("internet"),
      protocols: TCP,
      ports: [443],
      neededBy: "Azure Machine Learning extension",
      why: "Entra ID and Azure's control plane, by the firewall (D-3)",
    },
    {
      name: "ml-jobs-to-internet",
      from: pods("ml-jobs"),
      to: addresses("internet"),
      protocols: TCP,
      ports: jobPorts,
      neededBy: "training jobs and models",
      why: "Entra ID, and the hosts that the firewall's list has (D-3)",
    },
  ];
}
