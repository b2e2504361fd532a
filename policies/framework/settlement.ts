import type { Control } from "./control";
import type { Finding } from "./finding";
import { failureMessage, waivedMessage } from "./message";
import { oncePerObject } from "./once";
import { reportAt } from "./report-violation";
import type { ReportViolation } from "./report-violation";
import type { RunJournal } from "./run-journal";

/** What the engine is told of a policy. */
export interface Settlement {
  readonly violations: readonly Violation[];
  /** Why the policy does not apply, where it has neither failed nor passed. */
  readonly inapplicable?: string;
}

export interface Violation {
  readonly urn: string;
  readonly message: string;
  /** Left out, the policy's own level, which only the SDK knows. */
  readonly level?: "advisory";
}

/**
 * Settles what was found in what was judged, by its URN: remembers what awaits the update, and has failures and waived ones reported.
 * The engine records a policy that reports nothing as passed, so a control that found nothing to judge, or cannot tell yet, says
 * that it does not apply; what awaits the update is told once for all controls. A waiver is needed as long as its finding has not
 * passed: the update may decide against it.
 */
export function settle(
  control: Control,
  judged: string,
  findings: readonly Finding[],
  journal: RunJournal,
): Settlement {
  journal.note(control, judged, findings);
  if (findings.length === 0) return { violations: [], inapplicable: "nothing that it judges" };
  const violations: Violation[] = [];
  let awaits = false;
  for (const finding of findings) {
    if (finding.verdict === "pass") continue;
    const waiver = journal.waivers.covering(control.name, finding);
    if (finding.verdict === "undetermined") awaits = true;
    else if (waiver && finding.verdict === "fail") {
      violations.push({ urn: finding.urn, message: waivedMessage(control, finding, waiver), level: "advisory" });
    } else violations.push({ urn: finding.urn, message: failureMessage(control, finding) });
  }
  return awaits && violations.length === 0 ? { violations, inapplicable: "awaits the update" } : { violations };
}

/** Tells the engine, through what the SDK gives the policy. */
export function tell({ violations, inapplicable }: Settlement, report: ReportViolation, args: Inapplicable): void {
  for (const { urn, message, level } of violations) reportAt(report, urn, message, level);
  if (inapplicable !== undefined) notApplicable(args, inapplicable);
}

/** What the SDK gives a policy to say that it does not apply: it throws. */
interface Inapplicable {
  readonly notApplicable: (reason?: string) => never;
}

/** Says so. What the SDK throws for it is made once for each reason, and thrown again. */
export function notApplicable(args: Inapplicable, reason: string): never {
  const before = thrownBy(args.notApplicable).get(reason);
  if (before) throw before;
  try {
    return args.notApplicable(reason);
  } catch (error) {
    if (error instanceof Error) thrownBy(args.notApplicable).set(reason, error);
    throw error;
  }
}

const thrownBy = oncePerObject((_: Inapplicable["notApplicable"]) => new Map<string, Error>());
