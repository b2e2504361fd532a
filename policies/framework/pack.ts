import { join } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import type { Policies } from "@pulumi/policy";
import { MODEL } from "../model";
import type { Control } from "./control";
import { staleness } from "./freshness";
import { packMetadata } from "./pack-metadata";
import { policyOf } from "./policy";
import { RunJournal } from "./run-journal";
import { passedPolicy, undeterminedPolicy, unusedWaiversPolicy, waiversPolicy } from "./run-policies";

/** The folder of PulumiPolicy.yaml, seen from bin/index.js. */
const PACK = join(__dirname, "..");

/** The policies of one run, in the order that they depend on each other. `today` is `YYYY-MM-DD`. */
export function policiesOf(controls: readonly Control[], today: () => string = utcDay): Policies {
  const byName = new Map(controls.map((control) => [control.name, control]));
  const journal = new RunJournal(new Set(byName.keys()), today);
  return [
    waiversPolicy(byName, journal),
    ...controls.map((control) => policyOf(control, journal)),
    unusedWaiversPolicy(byName, journal),
    undeterminedPolicy(journal),
    passedPolicy(journal),
  ];
}

/** Serves the pack to the engine that started this process. Refuses to run what was not built from the present sources. */
export function startPack(controls: readonly Control[]): void {
  const stale = staleness(PACK);
  if (stale !== undefined) {
    process.stderr.write(`${stale}\n`);
    process.exit(1);
  }
  new PolicyPack("physical-ai-stride", {
    ...packMetadata(PACK),
    description: `Each control of the ${MODEL.name} ${MODEL.version} as a policy`,
    policies: policiesOf(controls),
  });
}

function utcDay(): string {
  return new Date().toISOString().slice(0, 10);
}
