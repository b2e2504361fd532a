import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { KUBERNETES } from "../../framework/resource-types";
import { workloadLogLevel } from "./workload-log-level";

const workload = (
  container: Record<string, unknown>,
  type: string = KUBERNETES.deployment,
  list = "containers",
): FixtureResource => {
  const spec = { template: { spec: { [list]: [{ name: "train", image: "train:1", ...container }] } } };
  const isCronJob = type === KUBERNETES.cronJob;
  return { type, name: "train", properties: { spec: isCronJob ? { jobTemplate: { spec } } : spec } };
};
const variable = (name: string, value: unknown) => workload({ env: [{ name, value }] });
const release = (chart: string, values: unknown, properties: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:helm.sh/v3:Release",
  name: "control-plane",
  properties: { chart, repositoryOpts: { repo: "https://helm.ngc.nvidia.com/nvidia/osmo" }, values, ...properties },
});
const logs = (settings: Record<string, unknown>) => ({ global: { logs: settings } });
const configMap = (data: Record<string, unknown>): FixtureResource => ({
  type: "kubernetes:core/v1:ConfigMap",
  name: "settings",
  properties: { data },
});

export default fixtures(workloadLogLevel, {
  pass: [
    { title: "INFO", resources: [variable("LOG_LEVEL", "INFO")] },
    { title: "a warning's level on the command line", resources: [workload({ args: ["--log-level=warning"] })] },
    { title: "OSMO at INFO", resources: [release("service", logs({ logLevel: "INFO" }))] },
    { title: "OSMO's backend at INFO", resources: [release("backend-operator", logs({ logLevel: "INFO" }))] },
    { title: "OSMO without the flags, which is INFO", resources: [release("service", logs({ enabled: false }))] },
    { title: "the chart that is to replace both, as it is", resources: [release("osmo", {})] },
    { title: "a level for each module", resources: [variable("LOG_LEVEL", "info,nccl=warn")] },
    { title: "a ConfigMap", resources: [configMap({ LOG_LEVEL: "INFO", "app.yaml": "log_level: info\n" })] },
  ],
  fail: [
    { title: "OSMO as it is: DEBUG", resources: [release("service", {})] },
    { title: "OSMO's backend as it is: DEBUG", resources: [release("backend-operator", { global: {} })] },
    {
      title: "OSMO at DEBUG in a file of values",
      resources: [release("service", {}, { valueYamlFiles: [{ text: "global: { logs: { logLevel: debug } }" }] })],
    },
    {
      title: "one service at DEBUG by an argument",
      resources: [
        release("service", {
          ...logs({ logLevel: "INFO" }),
          services: { worker: { extraArgs: ["--log_level", "DEBUG"] } },
        }),
      ],
    },
    { title: "another chart at debug level", resources: [release("oci://example.org/trainer", { logLevel: "debug" })] },
    { title: "a variable", resources: [variable("LOG_LEVEL", "DEBUG")] },
    { title: "a variable of a library", resources: [variable("AZURE_LOG_LEVEL", "verbose")] },
    { title: "one module in a list", resources: [variable("RUST_LOG", "info,hyper=trace")] },
    { title: "Python's number for it", resources: [variable("PYTHON_LOGLEVEL", "10")] },
    { title: "a switch", resources: [variable("DEBUG", "1")] },
    { title: "a flag and its value in two words", resources: [workload({ args: ["--log_level", "debug"] })] },
    { title: "a flag in a shell's command", resources: [workload({ command: ["sh", "-c", "exec train --debug"] })] },
    { title: "requests and their bodies", resources: [workload({ args: ["--v=8"] })] },
    {
      title: "a job that is started by the clock",
      resources: [workload({ env: [{ name: "LOG_LEVEL", value: "trace" }] }, KUBERNETES.cronJob)],
    },
    {
      title: "what runs before the others",
      resources: [workload({ env: [{ name: "LOGLEVEL", value: "debug" }] }, KUBERNETES.job, "initContainers")],
    },
    {
      title: "an ephemeral container",
      resources: [workload({ args: ["--log-level", "debug"] }, KUBERNETES.daemonSet, "ephemeralContainers")],
    },
    { title: "a ConfigMap that workloads take variables from", resources: [configMap({ LOG_LEVEL: "DEBUG" })] },
    { title: "a file in a ConfigMap", resources: [configMap({ "app.yaml": "server:\n  log_level: DEBUG\n" })] },
  ],
  unknown: [
    { title: "OSMO's level is not known yet", resources: [release("service", logs({ logLevel: unknown }))] },
    { title: "what sets the level is not known yet", resources: [variable(unknown, "debug")] },
    { title: "a variable is not known yet", resources: [variable("LOG_LEVEL", unknown)] },
    { title: "an argument is not known yet", resources: [workload({ args: ["--log-level", unknown] })] },
  ],
  notApplicable: [
    { title: "a workload that says nothing of it", resources: [variable("EPOCHS", "10")] },
    { title: "another kind", resources: [{ type: KUBERNETES.service, name: "web", properties: {} }] },
  ],
});
