import { controls } from "./controls";
import { serves } from "./framework/control";
import { pageOf } from "./framework/policy";

/** What others than the pack itself may know of a control. */
export interface CatalogueEntry {
  /** Name of the control and of its policy. */
  readonly name: string;
  /** Threats, goals and inherited controls that it serves, as ids of `policies/model`. */
  readonly serves: readonly string[];
  readonly title: string;
  readonly severity: "low" | "medium" | "high" | "critical";
  readonly kind: "resource" | "stack";
  readonly remediation: string;
  /** Its generated page, from the root of the repository. */
  readonly page: string;
}

/** The controls of the pack, for the assurance report and other readers. */
export const catalogue: readonly CatalogueEntry[] = controls.map((control) => ({
  name: control.name,
  serves: serves(control),
  title: control.title,
  severity: control.severity,
  kind: control.kind,
  remediation: control.remediation,
  page: pageOf(control),
}));

export { plannedControls } from "./planned-controls";
