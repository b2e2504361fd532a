import { anyOf, holds } from "../truth";
import type { Truth } from "../truth";
import { containersOf, envOf, knownContainersOf, knownEnvOf } from "./pod-templates";
import type { PodTemplate } from "./pod-templates";

/** Variables by which training finds its tracking server and its run. */
const VARIABLES = /^(MLFLOW_|AZUREML_|WANDB_|OSMO_WORKFLOW)/;
const LABELS = [/^ml\.azure\.com\//, /^osmo\.workflow/, /^training\.kubeflow\.org\//];

/** Whether the pod is one of training: it tracks experiments, or carries a label of what starts training. */
export function isTrainingPod(template: PodTemplate): Truth {
  const containers = knownContainersOf(template);
  return anyOf(
    ...template.metadata.knownEntries("labels").map(([key]) => LABELS.some((label) => label.test(key))),
    ...containers.flatMap((container) =>
      knownEnvOf(container).map(({ name, all }) => !all && holds(name, (text) => VARIABLES.test(text))),
    ),
    containersOf(template).state === "unknown" && "unknown",
    containers.some((container) => envOf(container).state === "unknown") && "unknown",
  );
}
