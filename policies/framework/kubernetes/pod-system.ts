import { anyOf, holds } from "../truth";
import type { Truth } from "../truth";
import type { PodTemplate } from "./pod-templates";

/** Whether the pod's containers are of Windows, which has other files and knows neither users by number nor read-only roots. */
export function runsOnWindows({ spec }: PodTemplate): Truth {
  const isWindows = (system: string) => system === "windows";
  const labels = spec.at("nodeSelector");
  return anyOf(
    holds(spec.text("os.name"), isWindows),
    ...["kubernetes.io/os", "beta.kubernetes.io/os"].map((label) => holds(labels.entry(label).text(), isWindows)),
  );
}
