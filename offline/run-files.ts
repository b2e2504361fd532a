import { rmSync } from "node:fs";
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

/** What a run leaves beside its reports. */
export interface RunFiles {
  readonly events: readonly EngineEvent[];
  /** Events of the rehearsal, where there was one. */
  readonly rehearsal?: readonly EngineEvent[];
  /** The stack's state, after an update. */
  readonly state?: Deployment;
}

/** Writes what a run showed, each file whole or not at all. The rehearsal of an earlier run goes: it decides nothing of this one. */
export function writeRunFiles(folder: string, { events, rehearsal, state }: RunFiles): void {
  const rehearsalLog = join(folder, "rehearsal.ndjson");
  rmSync(rehearsalLog, { force: true });
  writeWhole(join(folder, "events.ndjson"), eventLog(events));
  if (rehearsal) writeWhole(rehearsalLog, eventLog(rehearsal));
  writeWhole(join(folder, "resources.json"), `${JSON.stringify(registeredResources(events), undefined, 2)}\n`);
  // As `pulumi stack export` prints it: four spaces, secrets encrypted.
  if (state) writeWhole(join(folder, "state.json"), `${JSON.stringify(state, undefined, 4)}\n`);
}

/** As the engine writes it. */
function eventLog(events: readonly EngineEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join("");
}
