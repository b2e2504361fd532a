import type {
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { Control, Statement } from "./control";
import { stackJudgedAhead } from "./judged-ahead";
import { awaitingMessage, failureMessage, passedMessage } from "./message";
import type { ReportViolation } from "./report-violation";
import { noteRequestedStack, noteRequestedType, requestedStack, withinRequest } from "./request";
import type { StackRequest } from "./request";
import type { RunJournal } from "./run-journal";
import { resourceOf, rootOf, stackOf, withProperties } from "./sdk-view";
import { notApplicable, tell } from "./settlement";
import type { Settlement, Violation } from "./settlement";
import type { WaiverProblem } from "./waivers";

/*
 * The policies that look after the run itself. Not controls of the model: they read the waivers and tell which are not in
 * order, what awaits the update, and where it is asked for what has passed.
 */

type Root = StackRequest["root"];

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
    validateResource: (args: ResourceValidationArgs, report: ReportViolation) => {
      const request = noteRequestedType(args.type, report);
      readWaivers(args);
      const judged = withProperties(args, (inputs): void => {
        journal.inputs.set(args.urn, inputs);
        request.resource = resourceOf(args, inputs);
        notApplicable(args, "judges the waivers, not the resources");
      });
      return withinRequest(judged);
    },
    validateStack: (args: StackValidationArgs, report: ReportViolation) => {
      const root = rootOf(args);
      noteRequestedStack(stackOf(args, root, journal.inputs), root, report);
      readWaivers(args);
      tell({ violations: problemsAs(statement, root, controls, journal.waivers.problems) }, report, args);
      return withinRequest();
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
  return policyOfRun({ ...describe(statement), enforcementLevel: "advisory" }, (root) => ({
    violations: problemsAs(statement, root, controls, journal.waivers.unusedProblems),
  }));
}

/** Stands behind the controls: one message for everything that the update will decide. */
export function undeterminedPolicy(journal: RunJournal): StackValidationPolicy {
  const policy = {
    name: "undetermined-findings",
    description: "Findings that await the update",
    enforcementLevel: "advisory",
  } as const;
  return policyOfRun(policy, ({ urn }) => {
    const { awaiting } = journal;
    if (awaiting.length === 0) return { violations: [], inapplicable: "everything is determined" };
    return { violations: [{ urn, message: awaitingMessage(awaiting), level: "advisory" }] };
  });
}

/**
 * Stands last: one message for everything that passed. An analysis of a state (`pulumi policy analyze`) prints no summary events, and
 * so has no other way of telling a control that holds from one that found nothing to judge. Disabled unless a configuration asks for
 * it by its name or by `all`; advisory at whatever level, for nothing in it is amiss.
 */
export function passedPolicy(journal: RunJournal): StackValidationPolicy {
  const policy = {
    name: "passed-findings",
    description: "Findings that passed",
    enforcementLevel: "disabled",
  } as const;
  return policyOfRun(policy, ({ urn }) => {
    const { passed } = journal;
    if (passed.length === 0) return { violations: [], inapplicable: "nothing has passed" };
    return { violations: [{ urn, message: passedMessage(passed), level: "advisory" }] };
  });
}

/** A policy of the whole stack that says of it what `settle` does. */
function policyOfRun(
  described: Omit<StackValidationPolicy, "validateStack">,
  settle: (root: Root) => Settlement,
): StackValidationPolicy {
  const validateStack = (args: StackValidationArgs, report: ReportViolation): void | Promise<void> =>
    withinRequest(tell(settle(requestedStack()?.root ?? rootOf(args)), report, args));
  return stackJudgedAhead({ ...described, validateStack }, ({ root }) => settle(root));
}

/** Each is told as a failure that endangers what the waived control serves. */
function problemsAs(
  statement: Statement,
  { urn, name }: Root,
  controls: ReadonlyMap<string, Control>,
  problems: readonly WaiverProblem[],
): readonly Violation[] {
  return problems.map(({ control, ...problem }) => {
    const endangered = { ...statement, ...servedBy(controls.get(control ?? "")) };
    return { urn, message: failureMessage(endangered, { ...problem, verdict: "fail", urn, resourceName: name }) };
  });
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
