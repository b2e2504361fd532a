import { createHash } from "node:crypto";
import { findingId } from "../../policies/model";
import type { Evidence, Finding } from "../evidence";
import { plain, withoutControls } from "../plain-text";
import { nameOf, typeOf } from "../resource-name";
import { message } from "./sarif-text";

/** What a result is where, which SARIF calls its kind. */
const KINDS = {
  fail: "fail",
  error: "fail",
  waived: "fail",
  // The control was evaluated, and could not decide.
  undetermined: "open",
} as const;

/** The project's file, which stands for the program: the engine tells no line of it. Every Pulumi project has one. */
const PROGRAM = "Pulumi.yaml";

/** What the paths of a result are relative to. */
export const SOURCE_ROOT = "%SRCROOT%";

/** A finding that a reader has to act on or know of. */
export type Notable = Finding & { readonly verdict: keyof typeof KINDS };

/**
 * One result for each of the findings.
 *
 * A pass is counted with its rule and has no result: a reader that overlooks the kind, as code scanning services do, would open an
 * alert for each.
 *
 * @param ruleIndex index of a control's rule
 */
export function sarifResults(
  findings: readonly Notable[],
  run: Evidence["run"],
  ruleIndex: ReadonlyMap<string, number>,
) {
  return findings.map((finding) => ({
    ruleId: withoutControls(finding.control),
    ruleIndex: ruleIndex.get(finding.control) ?? -1,
    kind: KINDS[finding.verdict],
    level: levelOf(finding),
    message: message(wordsOf(finding)),
    locations: [locationOf(finding, run)],
    partialFingerprints: fingerprintsOf(finding, run),
    // Also where there is none: left out, it would say that nobody knows.
    suppressions: finding.verdict === "waived" ? [suppressionOf(finding)] : [],
    properties: {
      verdict: finding.verdict,
      enforcement: finding.level,
      serves: finding.serves,
      source: finding.source,
      ...(finding.time !== undefined && { time: finding.time }),
    },
  }));
}

/** Whether the finding has a result, where there are not too many. */
export function isNotable(finding: Finding): finding is Notable {
  return finding.verdict !== "pass";
}

/** An undecided result has no level: it is no problem, and no pass either. */
function levelOf({ verdict, level }: Notable): "none" | "warning" | "error" {
  if (KINDS[verdict] === "open") return "none";
  return level === "mandatory" ? "error" : "warning";
}

function wordsOf({ verdict, control, subject, resource, statement, set = "", remedy = "" }: Notable): string {
  const before = { fail: "", waived: "waived: ", undetermined: "undetermined: ", error: "could not be evaluated: " };
  return [
    `${plain(findingId(control, subject))}: ${before[verdict]}${plain(statement)}`,
    ...(resource === "" ? [] : [`resource: ${plain(nameOf(resource))} (${plain(typeOf(resource))})`]),
    ...(set === "" ? [] : [`set: ${plain(set)}`]),
    ...(remedy === "" ? [] : [`remedy: ${plain(remedy)}`]),
  ]
    .join("; ")
    .replace(/\.?$/, ".");
}

function locationOf({ resource }: Finding, { project, stack }: Evidence["run"]) {
  return {
    physicalLocation: { artifactLocation: { uri: PROGRAM, uriBaseId: SOURCE_ROOT }, region: { startLine: 1 } },
    logicalLocations: [
      resource === ""
        ? { name: "stack", fullyQualifiedName: withoutControls(`${project}/${stack}`), kind: "stack" }
        : { name: plain(nameOf(resource)), fullyQualifiedName: withoutControls(resource), kind: "resource" },
    ],
  };
}

/**
 * The same in every run of the stack, whatever the verdict, the wording, the order and the resource's place in the program:
 * control, subject, and the resource's type and name.
 *
 * GitHub knows an alert again by the one named `primaryLocationLineHash`, which its upload makes of the file's line where a result
 * has none: all findings of a rule would be one.
 */
function fingerprintsOf({ control, subject, resource }: Finding, { project, stack }: Evidence["run"]) {
  const identity = JSON.stringify([project, stack, control, subject, typeOf(resource), nameOf(resource)]);
  const hash = createHash("sha256").update(identity).digest("hex");
  return { "physicalAiFinding/v1": hash, primaryLocationLineHash: `${hash.slice(0, 16)}:1` };
}

function suppressionOf({ waiver }: Finding) {
  if (waiver === undefined) {
    return { kind: "external", status: "accepted", justification: "The run did not say who accepts it, nor why." };
  }
  const { owner, expires, reason, compensatingControl } = waiver;
  const meanwhile = compensatingControl === "" ? "" : ` Meanwhile: ${plain(compensatingControl)}.`;
  return {
    kind: "external",
    status: "accepted",
    justification: `${plain(owner)} accepts it until ${expires}: ${plain(reason)}.${meanwhile}`,
    properties: {
      owner: plain(owner),
      expires,
      reason: plain(reason),
      compensatingControl: plain(compensatingControl),
    },
  };
}
