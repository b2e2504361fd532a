import { controls } from "./controls";
import { serves, settingsOf } from "./framework/control";
import type { Control } from "./framework/control";
import { pageOf } from "./framework/policy";
import type { Resource } from "./framework/resource";
import type { ResourceType } from "./framework/resource-types";
import { Stack } from "./framework/stack";

/** What others than the pack itself may know of a control. */
export interface CatalogueEntry {
  /** Name of the control and of its policy. */
  readonly name: string;
  /** Threats, goals and inherited controls that it serves, as ids of `policies/model`. */
  readonly serves: readonly string[];
  readonly title: string;
  readonly severity: "low" | "medium" | "high" | "critical";
  readonly kind: "resource" | "stack";
  /** Types of the resources that it judges, without API versions: `kubernetes:apps:Deployment`. */
  readonly judges: readonly string[];
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
  judges: control.kind === "resource" ? control.resources : typesAskedFor(control),
  remediation: control.remediation,
  page: pageOf(control),
}));

/** What a control of the whole stack asks an empty one for; those that it joins to what it finds stay out. */
function typesAskedFor(control: Extract<Control, { kind: "stack" }>): readonly ResourceType[] {
  const asked = new Set<ResourceType>();
  class EmptyStack extends Stack {
    override ofType(...types: readonly ResourceType[]): readonly Resource[] {
      for (const type of types) asked.add(type);
      return [];
    }
  }
  // To its end: what it finds in nothing is of no interest, what it looks for on the way is.
  Array.from(control.check(new EmptyStack([], { urn: "", name: "" }), settingsOf(control)));
  return [...asked];
}
