import { escapeControlCharacters, writeFindingLine } from "../model";
import type { SpokenVerdict } from "../model";
import type { Finding } from "./finding";
import { serves } from "./control";
import type { Statement } from "./control";
import type { Found } from "./run-journal";
import type { Waiver } from "./waivers";

/** A violation as people and programs read it: the finding's line, then what to set and where, or who waived it. */
export function failureMessage(control: Statement, finding: Finding): string {
  const lines = [line(control, finding, finding.verdict === "error" ? "error" : "fail")];
  if (finding.set) lines.push(`  set: ${escapeControlCharacters(finding.set)}`);
  lines.push(`  remedy: ${control.remediation}`);
  return lines.join("\n");
}

export function waivedMessage(control: Statement, finding: Finding, waiver: Waiver): string {
  return [
    line(control, finding, "waived"),
    `  waived by ${oneLine(waiver.owner)} until ${waiver.expires}: ${oneLine(waiver.reason)}`,
    `  compensating control: ${oneLine(waiver.compensatingControl)}`,
    `  remedy: ${control.remediation}`,
  ].join("\n");
}

/** All that awaits the update, in one message. */
export function awaitingMessage(awaiting: readonly Found[]): string {
  const count = awaiting.length === 1 ? "1 finding awaits" : `${awaiting.length} findings await`;
  return [
    `${count} the update: what decides is not known before. They are decided, and enforced, when the update knows.`,
    ...awaiting.map(({ control, finding }) => located(line(control, finding, "undetermined"), finding)),
  ].join("\n");
}

/** All that has passed, in one message. */
export function passedMessage(passed: readonly Found[]): string {
  const count = passed.length === 1 ? "1 finding" : `${passed.length} findings`;
  return [
    `${count} passed.`,
    ...passed.map(({ control, finding }) =>
      located(line(control, { ...finding, statement: "holds" }, "pass"), finding),
    ),
  ].join("\n");
}

/** A finding's line in a message about several resources. */
function located(line: string, { urn }: Finding): string {
  return `  ${line} @ ${escapeControlCharacters(urn)}`;
}

function line(control: Statement, finding: Finding, verdict: SpokenVerdict): string {
  const { subject, statement } = finding;
  return writeFindingLine({ serves: serves(control), control: control.name, subject, verdict, statement });
}

function oneLine(text: string): string {
  return escapeControlCharacters(text.replace(/\s+/g, " ").trim());
}
