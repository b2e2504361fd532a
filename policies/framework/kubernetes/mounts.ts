import type { Reading } from "../reading";
import type { Properties } from "../reading";
import { volumesOf } from "./pod-templates";
import type { Container, PodTemplate, Volume } from "./pod-templates";

/** A volume where a container sees it. */
export interface Mount {
  /** Where, without dots, double slashes or a slash at the end. */
  readonly folder: Reading<string>;
  /** The volume; absent where the pod declares none of that name, as for a claim template of a StatefulSet. */
  readonly volume: Reading<Volume>;
  readonly properties: Properties;
}

/** Where the container mounts volumes; unknown while the list is, and what it has of it still told by `known`. */
export function mountsOf(
  template: PodTemplate,
  container: Container,
): { known: readonly Mount[]; isComplete: boolean } {
  const list = container.properties.list("volumeMounts");
  const known = (list.state === "known" ? list.value : []).map((properties): Mount => {
    const path = properties.text("mountPath");
    return {
      folder: path.state === "known" ? { state: "known", value: normalPath(path.value) } : path,
      volume: volumeNamed(template, properties.text("name")),
      properties,
    };
  });
  return { known, isComplete: list.state !== "unknown" };
}

/** `/tmp//x/../` as `/tmp`. */
export function normalPath(path: string): string {
  const steps: string[] = [];
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return `/${steps.join("/")}`;
}

/** Whether `path` is `folder` or lies in it. */
export function liesIn(path: string, folder: string): boolean {
  return folder === "/" || path === folder || path.startsWith(`${folder}/`);
}

function volumeNamed(template: PodTemplate, name: Reading<string>): Reading<Volume> {
  const volumes = volumesOf(template);
  if (name.state !== "known") return name;
  if (volumes.state !== "known") return volumes;
  const volume = volumes.value.find((each) => each.name.state === "known" && each.name.value === name.value);
  if (volume) return { state: "known", value: volume };
  return { state: volumes.value.some((each) => each.name.state === "unknown") ? "unknown" : "absent" };
}
