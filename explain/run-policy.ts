import { undeterminedPolicy, unusedWaiversPolicy, waiversPolicy } from "../policies/framework/run-policies";
import { RunJournal } from "../policies/framework/run-journal";
import type { Context } from "./context";
import { levels } from "./level";
import { fields, page, title } from "./layout";

/** A policy that looks after the run, and is no control of the model. */
export interface RunPolicy {
  readonly name: string;
  readonly description: string;
  readonly level: "advisory" | "mandatory";
  readonly remedy: string;
}

// They are asked for what they say of themselves, and judge nothing here.
const journal = new RunJournal(new Set(), () => "");

/** The policies of the pack that look after the run. */
export const runPolicies: readonly RunPolicy[] = [
  waiversPolicy(new Map(), journal),
  unusedWaiversPolicy(new Map(), journal),
  undeterminedPolicy(journal),
].map(({ name, description, enforcementLevel, remediationSteps }) => ({
  name,
  description,
  level: enforcementLevel === "mandatory" ? "mandatory" : "advisory",
  remedy: remediationSteps ?? "Nothing: the update decides them, and enforces what it decides.",
}));

/** What one of them looks after. */
export function explainRunPolicy(policy: RunPolicy, context: Context): string {
  const rows = [
    ["Kind", "looks after the run; no control of the model"],
    ["Level", levels(policy.name, policy.level, context.configurations)],
    ["Remedy", policy.remedy],
    ["Read", "docs/waivers.md, policies/README.md"],
  ] as const;
  return page(title(`${policy.name}: ${policy.description}`, context.colors), fields(rows, context.colors));
}
