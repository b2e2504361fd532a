import { measureAdmission } from "./admission";
import { measureAssurance } from "./assurance";
import { measurePackBoot } from "./pack-boot";
import { measurePolicyAnalyze } from "./policy-analyze";
import { measurePreview } from "./preview";
import { measureRedaction } from "./redaction";

/*
 * The published figures: ratios and differences of medians, measured in turn in one run, because machines differ and drift.
 */

const PAIRS = 7;
const PODS = 401;
/** Resources of a stack that is large, at least: the state is repeated whole. */
const RESOURCES = 1000;
const ANALYSES = 3;
/** Events of the log that a report is made of. */
const EVENTS = 10_000;

function show(what: string, ours: number, other: string, theirs: number, goal: number): void {
  const ratio = (ours / theirs).toFixed(2);
  process.stdout.write(
    `${what}: ${ours.toFixed(0)} ms; ${other}: ${theirs.toFixed(0)} ms; ratio ${ratio} (goal: at most ${goal})\n`,
  );
}

async function main(): Promise<void> {
  const boot = await measurePackBoot(PAIRS);
  show("Start of the policy pack", boot.ours, "of a pack with one empty policy", boot.empty, 1.15);
  const analysis = await measurePolicyAnalyze("prod", RESOURCES, ANALYSES);
  show(
    `Analysis of ${analysis.resources} resources with the pack`,
    analysis.ours,
    "with a pack of one empty policy",
    analysis.empty,
    1.15,
  );
  const preview = measurePreview("prod", PAIRS);
  show("Preview of prod with the pack", preview.withPack, "without", preview.without, 1.3);
  const assurance = await measureAssurance(EVENTS, PAIRS);
  show(`${EVENTS} events folded and told in every format`, assurance.told, "read ten times", assurance.read, 1);
  const start = measureRedaction("start", PAIRS);
  show("Start of python3 with the redaction", start.withRedaction, "without", start.without, 1.6);
  const log = measureRedaction("log", PAIRS);
  show("100,000 log lines with the redaction", log.withRedaction, "without", log.without, 1.8);
  const admission = await measureAdmission(PODS);
  const more = (admission.withPolicies - admission.without).toFixed(2);
  process.stdout.write(
    `Admission of a pod with the policies: ${admission.withPolicies.toFixed(2)} ms; without: ` +
      `${admission.without.toFixed(2)} ms; ${more} ms more (goal: at most 2)\n`,
  );
}

void main();
