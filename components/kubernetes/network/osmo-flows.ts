import type { PodConnection } from "./pod-flows";
import { addresses, pods } from "./pod-parties";

/** Envoy listens on 443 where it ends TLS itself, and on 8080 otherwise. */
const GATEWAY = [443, 8080];
const TCP = ["TCP"] as const;
const ANY_PORT = [{ from: 1, to: 65535 }];

/** OSMO's programs that have their own role in the database; authz reads its roles from a file. */
const databaseUsers = pods(
  "osmo-service",
  "osmo-router",
  "osmo-agent",
  "osmo-logger",
  "osmo-worker",
  "osmo-delayed-job-monitor",
);
const backend = pods("backend-listener", "backend-worker");
/** Who calls OSMO from inside the cluster. */
const callers = [...backend, ...pods("workflows", "osmo-ui", "osmo-service", "token-rotation")];

/** Who may connect to whom of OSMO. Source: charts `service` and `backend-operator` 1.3.1, and their code. */
export function osmoFlows({ jobPorts }: { readonly jobPorts: readonly number[] }): readonly PodConnection[] {
  return [...gatewayFlows(), ...dataFlows(), ...operationFlows(), ...workflowFlows(jobPorts)];
}

/** The only way in, and what stands behind it. Closes half of S-1: OSMO's services believe the identity headers they get. */
function gatewayFlows(): PodConnection[] {
  return [
    {
      name: "operators-to-gateway",
      from: addresses("operators", "nodes"),
      to: pods("gateway-envoy"),
      protocols: TCP,
      ports: [443],
      neededBy: "people and command lines",
      why: "OSMO's only way in, by an internal load balancer; a node stands for whom it forwards",
    },
    {
      name: "cluster-to-gateway",
      from: callers,
      to: pods("gateway-envoy"),
      protocols: TCP,
      ports: GATEWAY,
      neededBy: "backend, workflows, user interface, API and token rotation",
      why: "Whoever calls OSMO from inside the cluster shows who they are at the gateway, too",
    },
    {
      name: "cluster-to-gateway-address",
      from: callers,
      to: addresses("gateway"),
      protocols: TCP,
      ports: [443],
      neededBy: "backend, workflows, user interface, API and token rotation",
      why: "The gateway by the name that its certificate has, which leads to its load balancer",
    },
    {
      name: "gateway-to-services",
      from: pods("gateway-envoy"),
      to: pods("osmo-service", "osmo-router", "osmo-agent", "osmo-logger", "osmo-ui"),
      protocols: TCP,
      ports: [8000],
      neededBy: "gateway",
      why: "Services believe the identity headers that come on this port, so nobody else reaches it (S-1)",
    },
    {
      name: "gateway-to-sign-in",
      from: pods("gateway-envoy"),
      to: pods("gateway-oauth2-proxy"),
      protocols: TCP,
      ports: [4180],
      neededBy: "gateway",
      why: "Sessions of people who signed in by browser",
    },
    {
      name: "gateway-to-authorization",
      from: pods("gateway-envoy"),
      to: pods("gateway-authz"),
      protocols: TCP,
      ports: [50052],
      neededBy: "gateway",
      why: "Whether the caller's roles allow the request",
    },
    {
      name: "gateway-to-ratelimit",
      from: pods("gateway-envoy"),
      to: pods("gateway-ratelimit"),
      protocols: TCP,
      // What the program listens on, whatever the chart's value says in 1.3.x.
      ports: [8081],
      neededBy: "gateway",
      why: "Whether the caller has requests left (D-4)",
    },
    {
      name: "ratelimit-to-its-store",
      from: pods("gateway-ratelimit"),
      to: pods("ratelimit-redis"),
      protocols: TCP,
      ports: [6379],
      neededBy: "rate limiter",
      why: "Counters, in a store of their own that holds nothing else and reaches nobody (D-4)",
    },
  ];
}

/** Databases and storage, all by private endpoints, which network policies tell apart by port only. */
function dataFlows(): PodConnection[] {
  return [
    {
      name: "osmo-to-postgres",
      from: [...databaseUsers, ...pods("database-role")],
      to: addresses("privateEndpoints"),
      protocols: TCP,
      ports: [5432],
      neededBy: "OSMO's services and the job that makes their role",
      why: "OSMO's database (S-2)",
    },
    {
      name: "osmo-to-redis",
      from: pods(
        "osmo-service",
        "osmo-agent",
        "osmo-logger",
        "osmo-worker",
        "osmo-delayed-job-monitor",
        "gateway-oauth2-proxy",
      ),
      to: addresses("privateEndpoints"),
      protocols: TCP,
      ports: [10000],
      neededBy: "OSMO's services and sign-in",
      why: "Queues, events and sessions in Azure Managed Redis; its access key opens it to whoever reaches it (I-3)",
    },
    {
      name: "osmo-to-storage-and-vault",
      from: pods("osmo-service", "osmo-worker", "token-rotation"),
      to: addresses("privateEndpoints"),
      protocols: TCP,
      ports: [443],
      neededBy: "OSMO's API and worker, token rotation",
      why: "Logs and data of workflows in blob storage; the backend's token in the vault",
    },
  ];
}

/** Names, API server, Entra ID and metrics. */
function operationFlows(): PodConnection[] {
  return [
    {
      name: "osmo-names",
      from: [
        ...databaseUsers,
        ...backend,
        ...pods(
          "osmo-ui",
          "gateway-envoy",
          "gateway-oauth2-proxy",
          "gateway-ratelimit",
          "token-rotation",
          "database-role",
          "workflows",
        ),
      ],
      to: [...pods("kube-dns"), ...addresses("nameService")],
      protocols: ["TCP", "UDP"],
      ports: [53],
      neededBy: "everything of OSMO that calls somebody",
      why: "The cluster's name service",
    },
    {
      name: "osmo-to-api-server",
      from: [...pods("osmo-service"), ...backend],
      to: addresses("apiServer"),
      protocols: TCP,
      ports: [443],
      neededBy: "OSMO's API, backend",
      why: "Events of OSMO's settings; pods of workflows",
    },
    {
      name: "osmo-to-entra",
      from: pods(
        "gateway-envoy",
        "gateway-oauth2-proxy",
        "osmo-service",
        "osmo-worker",
        "token-rotation",
        "database-role",
      ),
      to: addresses("internet"),
      protocols: TCP,
      ports: [443],
      neededBy: "gateway, sign-in, workload identities, checks of images",
      why: "Entra ID's keys and tokens, and registries; network policies know no names, so the firewall decides by them (D-3)",
    },
    {
      name: "osmo-metrics",
      from: pods("managed-prometheus"),
      to: [...pods("osmo-service", "osmo-agent", "osmo-worker", "osmo-delayed-job-monitor"), ...backend],
      protocols: TCP,
      ports: [9464],
      neededBy: "Azure Managed Prometheus",
      why: "Metrics of OSMO",
    },
    {
      name: "sign-in-metrics",
      from: pods("managed-prometheus"),
      to: pods("gateway-oauth2-proxy"),
      protocols: TCP,
      ports: [44180],
      neededBy: "Azure Managed Prometheus",
      // Envoy has its metrics on 9901 with its administration, which has no password: nobody gets there.
      why: "Metrics of sign-in",
    },
  ];
}

function workflowFlows(jobPorts: readonly number[]): PodConnection[] {
  return [
    {
      name: "workflow-tasks",
      from: pods("workflows"),
      to: pods("workflows"),
      protocols: ["TCP", "UDP"],
      ports: ANY_PORT,
      neededBy: "workflows of several tasks",
      // A policy cannot say "the same value of osmo.group_uuid as the other one".
      why: "Tasks of one group reach each other on ports that the user chooses; policies cannot tell groups apart",
    },
    {
      name: "workflows-to-storage",
      from: pods("workflows"),
      to: addresses("privateEndpoints"),
      protocols: TCP,
      ports: [443],
      neededBy: "workflows",
      why: "Datasets, checkpoints and the registry, each as far as their identity's roles go",
    },
    {
      name: "workflows-to-internet",
      from: pods("workflows"),
      to: addresses("internet"),
      protocols: TCP,
      ports: jobPorts,
      neededBy: "workflows",
      why: "Entra ID, and the hosts that the firewall's list has (D-3)",
    },
  ];
}
