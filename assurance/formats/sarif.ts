import type { Assessment } from "../assessment";
import { PACK } from "../evidence";
import type { Evidence } from "../evidence";
import { plain, withoutControls } from "../plain-text";
import { json } from "./json";
import { MOST_RESULTS, worstOf } from "./sarif-limits";
import { isNotable, sarifResults, SOURCE_ROOT } from "./sarif-results";
import { modelTaxonomy, sarifRules, TAXONOMY } from "./sarif-rules";
import { message } from "./sarif-text";
import { caveat, countThreats, REHEARSED, STAND_INS } from "./summary";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** What a run can tell of itself, by the ids of the notifications. */
const NOTIFICATIONS = {
  "run-not-whole": "The run did not come to its end, or the pack judged nothing in it",
  "control-threw": "A control could not be evaluated",
  "results-left-out": "There were more results than code scanning takes",
  "run-caveat": "What a reader has to know of how the evidence came about",
  "stand-ins": "Stand-ins answered for the cloud",
  rehearsed: "What the preview could not know was decided by a rehearsal of the update",
  "other-pack": "Another policy pack reported violations, which are no evidence of this model",
} as const;

interface Notification {
  readonly id: keyof typeof NOTIFICATIONS;
  readonly level: "error" | "warning" | "note";
  readonly text: string;
  /** Name of the rule that it is about. */
  readonly rule?: string;
}

/**
 * The findings for code scanning services, as SARIF 2.1.0: one rule for each control, one result for each finding but the passes,
 * a waived one as suppressed, the model as a taxonomy. A run that is not whole is an execution that did not succeed. Of more
 * results than code scanning takes the worst stay, and the run says how many there were.
 */
export function sarifReport(evidence: Evidence, assessment: Assessment): string {
  const { run, resources, foreign } = evidence;
  const { shown, leftOut } = worstOf(evidence.findings.filter(isNotable), assessment.controls);
  const { rules, index } = sarifRules(shown, assessment);
  const version = run.packs.find(({ name }) => name === PACK)?.version ?? "";
  return json({
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: PACK,
            ...(version !== "" && { version }),
            ...(/^\d+\.\d+\.\d+$/.test(version) && { semanticVersion: version }),
            shortDescription: { text: "Policies that hold a Pulumi stack to the physical-AI STRIDE threat model" },
            supportedTaxonomies: [TAXONOMY],
            rules,
            notifications: Object.entries(NOTIFICATIONS).map(([id, text]) => ({ id, shortDescription: { text } })),
          },
        },
        taxonomies: [modelTaxonomy(assessment)],
        automationDetails: {
          id: `physical-ai/${pathPart(run.project)}/${pathPart(run.stack)}/`,
          description: message(countThreats(assessment)),
        },
        invocations: [invocationOf(evidence, index, leftOut)],
        originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: "The folder of the project's Pulumi.yaml" } } },
        columnKind: "utf16CodeUnits",
        results: sarifResults(shown, run, index),
        properties: {
          operation: run.operation,
          complete: run.complete,
          judged: run.judged,
          standIns: run.standIns,
          rehearsed: run.rehearsed,
          blocked: assessment.blocked,
          resources,
          passes: evidence.findings.filter(({ verdict }) => verdict === "pass").length,
          violationsOfOtherPacks: foreign.length,
        },
      },
    ],
  });
}

function invocationOf(evidence: Evidence, index: ReadonlyMap<string, number>, leftOut: number) {
  const { run } = evidence;
  const notifications = notificationsOf(evidence, leftOut);
  const ids = Object.keys(NOTIFICATIONS);
  return {
    executionSuccessful: notifications.every(({ level }) => level !== "error"),
    ...(run.started !== undefined && { startTimeUtc: run.started }),
    ...(run.ended !== undefined && { endTimeUtc: run.ended }),
    toolExecutionNotifications: notifications.map(({ id, level, text, rule }) => ({
      descriptor: { id, index: ids.indexOf(id) },
      level,
      message: message(text),
      ...(rule !== undefined && { associatedRule: { id: withoutControls(rule), index: index.get(rule) ?? -1 } }),
    })),
  };
}

/** An error is what leaves the analysis incomplete; results that are only left out were decided all the same. */
function notificationsOf(evidence: Evidence, leftOut: number): readonly Notification[] {
  const { run, findings, foreign } = evidence;
  const note = caveat(evidence);
  const notifications: Notification[] = [];
  if (note !== undefined) notifications.push({ id: "run-not-whole", level: "error", text: note });
  for (const rule of new Set(findings.filter(({ verdict }) => verdict === "error").map(({ control }) => control))) {
    const text = `${plain(rule)} could not be evaluated everywhere: that counts as a failure.`;
    notifications.push({ id: "control-threw", level: "error", text, rule });
  }
  if (leftOut > 0) notifications.push({ id: "results-left-out", level: "warning", text: leftOutText(leftOut) });
  for (const text of run.caveats) notifications.push({ id: "run-caveat", level: "warning", text: plain(text) });
  if (run.standIns) notifications.push({ id: "stand-ins", level: "note", text: STAND_INS });
  if (run.rehearsed) notifications.push({ id: "rehearsed", level: "note", text: REHEARSED });
  for (const pack of new Set(foreign.map((violation) => violation.pack))) {
    const text = `${plain(pack)} reported violations of its own, which are not listed here.`;
    notifications.push({ id: "other-pack", level: "warning", text });
  }
  return notifications;
}

function leftOutText(leftOut: number): string {
  const [all, left, most] = [MOST_RESULTS + leftOut, leftOut, MOST_RESULTS].map((count) =>
    count.toLocaleString("en-US"),
  );
  return `Of ${all} results, the ${left} least severe are left out: code scanning takes ${most} of a run. evidence.json has all.`;
}

/** A name as one part of a path. */
function pathPart(name: string): string {
  return name === "" ? "unknown" : encodeURIComponent(name);
}
