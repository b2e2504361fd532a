import { NEAR_EXPIRY_DAYS } from "../assurance/waivers";
import type { Context } from "./context";
import { enumerate, fields, INDENT, paragraph, section } from "./layout";
import type { PolicyConfiguration, Waiver } from "./policy-configuration";

/** Days that the suggested waiver holds: a quarter, after which its owner decides again. */
const SUGGESTED_DAYS = 90;

const DAY = 86_400_000;

/** Waivers that differ in what they cover alone. */
interface Exception extends Pick<Waiver, "owner" | "reason" | "expires" | "compensatingControl"> {
  readonly stacks: readonly string[];
  readonly covers: string[];
}

/** What the configurations of the stacks accept of these controls. */
export function waiversSection(controls: readonly string[], context: Context): string {
  const exceptions = exceptionsOf(controls, context.configurations);
  return section(
    "Waivers in policies/config",
    exceptions.map((exception) => describe(exception, context)),
    context.colors,
  );
}

/** Whether a waiver covers `finding`, which is the id of one, or its whole control, and has not expired by `today`. */
export function isWaived(finding: string, { waivers }: PolicyConfiguration, today: string): boolean {
  const control = controlOf(finding);
  return waivers.some(({ finding: waived, expires }) => expires >= today && (waived === finding || waived === control));
}

/** An entry of the list of waivers, with what its owner has to say left to say. */
export function waiverToPaste(finding: string, resource: string, today: string): string {
  const waiver: Waiver = {
    finding,
    resource,
    owner: "WHO ANSWERS FOR IT",
    reason: "WHY THE FAILURE IS ACCEPTED",
    expires: new Date(Date.parse(today) + SUGGESTED_DAYS * DAY).toISOString().slice(0, 10),
    compensatingControl: "WHAT PROTECTS MEANWHILE",
  };
  // Not wrapped: a line's end inside of a text would not be JSON any more.
  return JSON.stringify(waiver, undefined, 2)
    .split("\n")
    .map((line) => `${INDENT}${line}`)
    .join("\n");
}

/** The resource that a finding's id begins with, as most do. */
export function resourceNamedBy(finding: string): string {
  return finding.replace(/^[^[]*\[?/, "").replace(/[/\]].*$/s, "");
}

function exceptionsOf(controls: readonly string[], configurations: readonly PolicyConfiguration[]): Exception[] {
  const stacks = new Map<string, { readonly waiver: Waiver; readonly stacks: string[] }>();
  for (const { stack, waivers } of configurations) {
    for (const waiver of waivers.filter(({ finding }) => controls.includes(controlOf(finding)))) {
      const key = JSON.stringify(waiver);
      stacks.set(key, { waiver, stacks: [...(stacks.get(key)?.stacks ?? []), stack] });
    }
  }
  const exceptions = new Map<string, Exception>();
  for (const { waiver, stacks: where } of stacks.values()) {
    const { finding, resource, ...rest } = waiver;
    const key = JSON.stringify([rest, where]);
    const exception = exceptions.get(key) ?? { ...rest, stacks: where, covers: [] };
    exception.covers.push(resourceNamedBy(finding) === resource ? finding : `${finding} of ${resource}`);
    exceptions.set(key, exception);
  }
  return [...exceptions.values()].sort((a, b) => (a.expires < b.expires ? -1 : a.expires > b.expires ? 1 : 0));
}

function describe({ stacks, covers, owner, reason, expires, compensatingControl }: Exception, context: Context) {
  const { colors, today } = context;
  // Its last day counts, as in the report.
  const left = Math.round((Date.parse(expires) - Date.parse(today)) / DAY) + 1;
  const color = left <= 0 ? colors.red : left <= NEAR_EXPIRY_DAYS ? colors.yellow : (text: string) => text;
  const holds = left <= 0 ? `expired on ${expires}: fails again` : `until ${expires}, ${days(left)} left`;
  const head = paragraph(`${enumerate(stacks)}: ${owner}, ${holds}`, INDENT);
  const below = INDENT.repeat(2);
  const rows = [
    ["Reason", reason],
    ["Meanwhile", compensatingControl],
  ] as const;
  // Each from the left, so that an id can be copied: few are too long for a line.
  const ids = covers.map((id) => paragraph(id, below));
  return [head.split("\n").map(color).join("\n"), ...ids, fields(rows, colors, below)].join("\n");
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}

function controlOf(finding: string): string {
  return finding.replace(/\[.*$/s, "");
}
