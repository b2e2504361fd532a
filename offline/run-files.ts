import { join } from "node:path";
import type { Deployment, EngineEvent } from "@pulumi/pulumi/automation";
import { nameOf } from "../assurance/resource-name";
import { writeWhole } from "../assurance/whole-file";

/** A resource as the program registered it and the provider checked it. */
export interface RegisteredResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

/** Every resource of the run, in the order that the engine took them up. Secrets show as `[secret]`. */
export function registeredResources(events: readonly EngineEvent[]): RegisteredResource[] {
  const resources = new Map<string, RegisteredResource>();
  for (const { resourcePreEvent } of events) {
    const state = resourcePreEvent?.metadata.new;
    if (!state) continue;
    const { urn, type, inputs } = state as { urn: string; type: string; inputs?: Record<string, unknown> };
    resources.set(urn, { urn, type, name: nameOf(urn), inputs: inputs ?? {} });
  }
  return [...resources.values()];
}

/** Writes what a run showed, each file whole or not at all. */
export function writeRunFiles(folder: string, events: readonly EngineEvent[], state: Deployment | undefined): void {
  writeWhole(join(folder, "events.ndjson"), events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  writeWhole(join(folder, "resources.json"), `${JSON.stringify(registeredResources(events), undefined, 2)}\n`);
  // As `pulumi stack export` prints it: four spaces, secrets encrypted.
  if (state) writeWhole(join(folder, "state.json"), `${JSON.stringify(state, undefined, 4)}\n`);
}
