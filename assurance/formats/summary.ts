import { findingId } from "../../policies/model";
import type { Evidence, Finding } from "../evidence";
import { plain } from "../plain-text";
import { STATUSES } from "../register";
import type { ControlResult, Register, RegisterEntry, Status } from "../register";
import { nameOf, typeOf } from "../resource-name";

const WORDS: Partial<Record<Status, string>> = { "no control": "without a control" };

/** How many threats have which status, as in `19 threats: 3 mitigated, 16 without a control yet`. */
export function countThreats({ threats }: Register): string {
  const counts = STATUSES.map((status) => [status, threats.filter((entry) => entry.status === status).length] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${WORDS[status] ?? status}`);
  return `${threats.length} threats: ${counts.join(", ")}`;
}

/** The controls of an entry by what they showed, each line with its heading; one that fails may also await the update. */
export function controlLines({ controls }: RegisterEntry): readonly (readonly [string, string])[] {
  const named = (does: (result: ControlResult) => boolean) =>
    controls
      .filter(does)
      .map(({ control }) => plain(control))
      .join(", ");
  const lines = [
    ["passed", named(({ verdict }) => verdict === "pass")],
    ["failed", named(({ verdict }) => verdict === "fail" || verdict === "error")],
    ["waived", named(({ verdict }) => verdict === "waived")],
    ["undetermined", named(({ undetermined }) => undetermined)],
    ["nothing to judge", named(({ verdict }) => verdict === "not exercised")],
  ] as const;
  return lines.filter(([, names]) => names !== "");
}

/** What a reader has to act on or know of, the worst first. */
export function notable({ findings }: Evidence): readonly Finding[] {
  const order = (finding: Finding) =>
    ["error", "fail", "waived", "undetermined"].indexOf(finding.verdict) * 2 + (finding.level === "mandatory" ? 0 : 1);
  return findings.filter(({ verdict }) => verdict !== "pass").sort((a, b) => order(a) - order(b));
}

/** The headline of a finding: how bad, what it serves, its id as a waiver names it, and what is wrong. */
export function headline({ verdict, level, serves, control, subject, statement }: Finding) {
  return {
    kind: verdict === "fail" || verdict === "error" ? `${level} ${verdict}` : verdict,
    says: plain(`${[serves.join(","), findingId(control, subject)].filter(Boolean).join(" ")}: ${statement}`),
  };
}

/** Where a finding is, who waived it and what to do, each line with its heading. */
export function detailLines(finding: Finding): readonly (readonly [string, string])[] {
  const { resource, waiver, set = "", remedy = "" } = finding;
  const lines = [
    ["resource: ", resource && `${plain(nameOf(resource))} (${plain(typeOf(resource))})`],
    ["waived by ", waiver ? plain(`${waiver.owner} until ${waiver.expires}: ${waiver.reason}`) : ""],
    ["meanwhile: ", plain(waiver?.compensatingControl ?? "")],
    ["set: ", plain(set)],
    ["remedy: ", plain(remedy)],
  ] as const;
  return lines.filter(([, text]) => text !== "");
}

/** What policies of other packs said, in a line each: no evidence of this model. */
export function foreignLines({ foreign }: Evidence): readonly string[] {
  return foreign.map(({ pack, policy, resource, level }) =>
    plain(`${level} ${policy} of ${pack}: ${nameOf(resource)}${resource && ` (${typeOf(resource)})`}`),
  );
}

/** What keeps the evidence from being whole, or undefined. */
export function caveat({ run }: Evidence): string | undefined {
  if (!run.judged) return "The policy pack judged nothing in this run: no status here is evidence of anything.";
  if (run.shortfall !== undefined)
    return `The run did not come to its end (${run.shortfall}): what it did not reach is not judged, and nothing counts as mitigated.`;
  return undefined;
}
