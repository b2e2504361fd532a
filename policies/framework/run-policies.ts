import type {
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { Control, Statement } from "./control";
import { judgedAhead } from "./judged-ahead";
import { awaitingMessage, failureMessage, passedMessage } from "./message";
import { reportAt } from "./report-violation";
import type { ReportViolation } from "./report-violation";
import { noteRequestedResource, noteRequestedStack, noteRequestedType } from "./request";
import type { RunJournal } from "./run-journal";
import { resourceOf, rootOf, stackOf, withProperties } from "./sdk-view";
import type { WaiverProblem } from "./waivers";

/*
 * The policies that look after the run itself. Not controls of the model: they read the waivers and tell which are not in
 * order, what awaits the update, and where it is asked for what has passed.
 */

const WAIVER_FIELDS = {
  type: "array",
  description: "Accepted failures; each needs every field (docs/waivers.md)",
  items: { type: "object" },
} as const;

/** Stands first in the pack: what it notes of a request, the controls after it use. */
export function waiversPolicy(
  controls: ReadonlyMap<string, Control>,
  journal: RunJournal,
): ResourceValidationPolicy & StackValidationPolicy {
  const statement = runStatement(
    "waivers",
    "Every waiver is complete and in force",
    "Mend, renew or delete the waiver in the policy configuration: docs/waivers.md.",
  );
  const readWaivers = (args: { getConfig<T extends object>(): T }) =>
    journal.readWaivers(args.getConfig<{ waivers?: unknown }>().waivers);
  return {
    ...describe(statement),
    enforcementLevel: "mandatory",
    configSchema: { properties: { waivers: WAIVER_FIELDS } },
    validateResource: (args: ResourceValidationArgs) => {
      noteRequestedType(args.type);
      readWaivers(args);
      return withProperties(args, (inputs): void => {
        journal.inputs.set(args.urn, inputs);
        noteRequestedResource(resourceOf(args, inputs));
        args.notApplicable("judges the waivers, not the resources");
      });
    },
    validateStack: (args: StackValidationArgs, report: ReportViolation) => {
      const root = rootOf(args);
      noteRequestedStack(stackOf(args, root, journal.inputs), root);
      readWaivers(args);
      reportProblems(report, args, statement, controls, journal.waivers.problems);
    },
  };
}

/** Tells which waivers nothing needed: each is an exception that waits for a failure to hide. */
export function unusedWaiversPolicy(
  controls: ReadonlyMap<string, Control>,
  journal: RunJournal,
): StackValidationPolicy {
  const statement = runStatement(
    "unused-waivers",
    "Every waiver is needed",
    "Delete the waiver from the policy configuration, or correct the finding and resource that it names: docs/waivers.md.",
  );
  const policy: StackValidationPolicy = {
    ...describe(statement),
    enforcementLevel: "advisory",
    validateStack: (args: StackValidationArgs, report: ReportViolation) => {
      reportProblems(report, args, statement, controls, journal.waivers.unusedProblems);
    },
  };
  return judgedAhead(policy, () => (journal.waivers.unusedProblems.length === 0 ? "nothing" : "report"));
}

/** Stands behind the controls: one message for everything that the update will decide. */
export function undeterminedPolicy(journal: RunJournal): StackValidationPolicy {
  const policy: StackValidationPolicy = {
    name: "undetermined-findings",
    description: "Findings that await the update",
    enforcementLevel: "advisory",
    validateStack: (args: StackValidationArgs, report: ReportViolation) => {
      const { awaiting } = journal;
      if (awaiting.length === 0) args.notApplicable("everything is determined");
      reportAt(report, rootOf(args).urn, awaitingMessage(awaiting), "advisory");
    },
  };
  return judgedAhead(policy, () => (journal.awaiting.length === 0 ? "not applicable" : "report"));
}

/**
 * Stands last: one message for everything that passed. An analysis of a state (`pulumi policy analyze`) prints no summary events, and
 * so has no other way of telling a control that holds from one that found nothing to judge. Disabled unless a configuration asks for
 * it by its name or by `all`; advisory at whatever level, for nothing in it is amiss.
 */
export function passedPolicy(journal: RunJournal): StackValidationPolicy {
  const policy: StackValidationPolicy = {
    name: "passed-findings",
    description: "Findings that passed",
    enforcementLevel: "disabled",
    validateStack: (args: StackValidationArgs, report: ReportViolation) => {
      const { passed } = journal;
      if (passed.length === 0) args.notApplicable("nothing has passed");
      reportAt(report, rootOf(args).urn, passedMessage(passed), "advisory");
    },
  };
  return judgedAhead(policy, () => (journal.passed.length === 0 ? "not applicable" : "report"));
}

/** Each is told as a failure that endangers what the waived control serves. */
function reportProblems(
  report: ReportViolation,
  args: StackValidationArgs,
  statement: Statement,
  controls: ReadonlyMap<string, Control>,
  problems: readonly WaiverProblem[],
): void {
  const { urn, name } = rootOf(args);
  for (const { control, ...problem } of problems) {
    const endangered = { ...statement, ...servedBy(controls.get(control ?? "")) };
    reportAt(report, urn, failureMessage(endangered, { ...problem, verdict: "fail", urn, resourceName: name }));
  }
}

function servedBy(control: Control | undefined): Pick<Statement, "threats" | "goals" | "inherits"> {
  return control ? { threats: control.threats, goals: control.goals, inherits: control.inherits } : { goals: ["G0"] };
}

function runStatement(name: string, title: string, remediation: string): Statement {
  return { name, title, remediation, severity: "medium", rationale: "", goals: ["G0"] };
}

function describe({ name, title, severity, remediation }: Statement) {
  return { name, description: title, displayName: title, severity, remediationSteps: remediation };
}
