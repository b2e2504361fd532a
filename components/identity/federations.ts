import type * as pulumi from "@pulumi/pulumi";
import type { Federation } from "./workload-identity";

/** The workloads of the cluster, by the name of the identity that each has. */
export type WorkloadName =
  | "osmo-control-plane"
  | "osmo-router"
  | "osmo-gateway"
  | "osmo-backend"
  | "osmo-workflows"
  | "token-rotation"
  | "database-role"
  | "training"
  | "inference"
  | "scoring-certificate";

interface Workload {
  readonly name: WorkloadName;
  readonly partOf: "osmo" | "machineLearning";
  /** Its service accounts, as `namespace:name`. A `default` one is there for Azure Machine Learning alone, whose jobs run as it. */
  readonly serviceAccounts: readonly string[];
}

const WORKLOADS: readonly Workload[] = [
  {
    name: "osmo-control-plane",
    partOf: "osmo",
    serviceAccounts: ["osmo-control-plane:osmo-control-plane"],
  },
  { name: "osmo-router", partOf: "osmo", serviceAccounts: ["osmo-control-plane:router"] },
  { name: "osmo-gateway", partOf: "osmo", serviceAccounts: ["osmo-control-plane:osmo-gateway"] },
  {
    name: "osmo-backend",
    partOf: "osmo",
    serviceAccounts: ["osmo-operator:osmo-operator-backend-listener", "osmo-operator:osmo-operator-backend-worker"],
  },
  { name: "osmo-workflows", partOf: "osmo", serviceAccounts: ["osmo-workflows:osmo-workflow"] },
  { name: "token-rotation", partOf: "osmo", serviceAccounts: ["osmo-control-plane:token-rotation"] },
  { name: "database-role", partOf: "osmo", serviceAccounts: ["osmo-control-plane:database-role"] },
  { name: "training", partOf: "machineLearning", serviceAccounts: ["azureml:default", "azureml:training"] },
  { name: "inference", partOf: "machineLearning", serviceAccounts: ["azureml:inference"] },
  { name: "scoring-certificate", partOf: "machineLearning", serviceAccounts: ["azureml:scoring-certificate"] },
];

/** Which workloads there are. */
export function workloadsOf(parts: { readonly osmo: boolean; readonly machineLearning: boolean }): readonly Workload[] {
  return WORKLOADS.filter(({ partOf }) => parts[partOf]);
}

/** Whose tokens stand for the workload: those that the cluster issues to exactly its service accounts. */
export function clusterFederations(
  { serviceAccounts }: Pick<Workload, "serviceAccounts">,
  issuer: pulumi.Input<string>,
): Readonly<Record<string, Federation>> {
  return Object.fromEntries(
    serviceAccounts.map((account) => [
      account.replace(":", "-"),
      { issuer, subject: `system:serviceaccount:${account}` },
    ]),
  );
}
