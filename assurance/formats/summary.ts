import { findingId, MODEL } from "../../policies/model";
import type { Assessment } from "../assessment";
import type { Evidence, Finding } from "../evidence";
import { plain } from "../plain-text";
import { isBlocking, STATUSES } from "../register";
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
    ["judged nothing", named(({ verdict }) => verdict === "not exercised")],
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

/** What keeps the evidence from being whole, or undefined. The gravest of `caveats`. */
export function caveat({ run }: Evidence): string | undefined {
  if (!run.judged) return "The policy pack judged nothing in this run: no status here is evidence of anything.";
  if (run.shortfall !== undefined)
    return `The run did not come to its end (${run.shortfall}): what it did not reach is not judged, and nothing counts as mitigated.`;
  return undefined;
}

/** Said of a rehearsed preview. */
export const REHEARSED =
  "What the preview could not know was decided by a rehearsed update on stand-ins: values that only Azure knows are made up.";
/** Said of a run without a cloud. */
export const STAND_INS = "Stand-ins answered for Azure in this run: values that only Azure knows are made up.";

/** What a reader has to know before any status: what the run did not show, and how what it shows came about. The gravest first. */
export function caveats(evidence: Evidence): readonly string[] {
  const { run, findings } = evidence;
  const whole = caveat(evidence);
  const undetermined = findings.filter(({ verdict }) => verdict === "undetermined").length;
  return [
    ...(whole === undefined ? [] : [whole]),
    ...run.caveats,
    ...(undetermined > 0
      ? [
          `${counted(undetermined, "finding")} ${undetermined === 1 ? "is" : "are"} undetermined: what decides is not known in this run. Nothing undetermined counts as mitigated.`,
        ]
      : []),
    ...(run.rehearsed ? [REHEARSED] : []),
    ...(run.standIns ? [STAND_INS] : []),
  ].map(plain);
}

/** How the run ends, in one line: what blocks counts most, and nothing holds that was not judged to its end. */
export function verdictLine(evidence: Evidence, { blocked }: Assessment): string {
  const { run, findings, foreign } = evidence;
  const notWhole = run.complete ? "" : ", in a run that did not come to its end";
  if (blocked) {
    const own = findings.filter(isBlocking).length;
    const others = foreign.filter(({ level }) => level === "mandatory").length;
    const parts = [
      ...(own > 0 ? [`${counted(own, "mandatory finding")} ${own === 1 ? "fails" : "fail"}`] : []),
      ...(others > 0 ? [`${counted(others, "mandatory violation")} of other packs`] : []),
    ];
    return `Blocked: ${parts.join(", ")}${notWhole}.`;
  }
  if (!run.judged) return "Not judged: the policy pack was not there.";
  if (!run.complete) return "Not decided: nothing mandatory fails as far as the run came, which was not its end.";
  const count = (...verdicts: readonly Finding["verdict"][]) =>
    findings.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const rest = [
    [count("fail", "error"), "advisory fail"],
    [count("waived"), "waived"],
    [count("undetermined"), "undetermined"],
  ] as const;
  const told = rest.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return `Holds: nothing mandatory fails${told.length > 0 ? ` (findings: ${told.join(", ")})` : ""}.`;
}

/** What was judged: the kind of run, its stack, and when it ended. */
export function runTitle({ run }: Pick<Evidence, "run">): string {
  const { operation, project, stack, started, ended } = run;
  const place = [project, stack].filter((name) => name !== "").join("/") || "no stack";
  const time = ended ?? started;
  return plain(`${operation} of ${place}${time === undefined ? "" : `, ${moment(time)}`}`);
}

/** What was judged by what, against what. */
export function judgedBy({ run, resources }: Evidence): string {
  const packs = run.packs.map(({ name, version }) => `${name} ${version}`.trim()).join(", ");
  return plain(
    `${counted(resources, "resource")} judged by ${packs || "no pack"} against ${MODEL.name} ${MODEL.version}`,
  );
}

/** `1 finding`, `2 findings`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** A time of the evidence to the second. */
function moment(time: string): string {
  const iso = new Date(time).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}
