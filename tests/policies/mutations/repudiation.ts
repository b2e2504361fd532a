import { AZURE, KUBERNETES } from "../../../policies/framework/resource-types";
import { withItem } from "./rows";
import type { Row } from "./rows";

export const repudiation: readonly Row[] = [
  {
    control: "audit-logs-collected",
    when: "the vault's reads are logged nowhere",
    mutation: { type: AZURE.diagnosticSetting, name: "vault", drop: true },
  },
  {
    control: "audit-logs-collected",
    when: "the cluster's audit log is left out of what is collected",
    mutation: { type: AZURE.diagnosticSetting, name: "cluster", path: ["logs"], value: [] },
  },
  {
    control: "workload-log-level",
    when: "OSMO logs at the level of developers",
    mutation: {
      type: KUBERNETES.helmRelease,
      name: "osmo",
      path: ["values", "global", "logs", "logLevel"],
      value: "DEBUG",
    },
  },
  {
    control: "workload-log-level",
    when: "a job logs at the level of developers",
    mutation: {
      type: KUBERNETES.cronJob,
      name: "token-rotation",
      path: ["spec", "jobTemplate", "spec", "template", "spec", "containers", 0, "env"],
      value: withItem({ name: "LOGLEVEL", value: "debug" }),
    },
  },
  {
    control: "telemetry-redaction",
    when: "what containers print is stored as it was printed",
    mutation: {
      type: AZURE.dataCollectionRule,
      name: "collection-logs",
      path: ["dataFlows", 0, "transformKql"],
      remove: true,
    },
  },
  {
    control: "telemetry-redaction",
    when: "what containers print is stored a second time, past the filter",
    mutation: {
      type: AZURE.dataCollectionRule,
      name: "collection-logs",
      path: ["dataFlows", 1, "streams"],
      value: withItem("Microsoft-ContainerLog"),
    },
  },
];
