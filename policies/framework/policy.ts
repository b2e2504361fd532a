import type {
  Policies,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { MODEL, served } from "../model";
import type { Control, ResourceControl, StackControl, Statement } from "./control";
import { serves } from "./control";
import type { Finding } from "./finding";
import { judgeResource, judgeStack } from "./judgement";
import { failureMessage, waivedMessage } from "./message";
import { reportAt } from "./report-violation";
import type { ReportViolation } from "./report-violation";
import { Resource } from "./resource";
import type { RunJournal } from "./run-journal";
import { rootOf, stackOf } from "./sdk-view";
import { withoutProxy } from "./reading";
import { onlyFor } from "./type-fast-path";

/** The policy that enforces `control`. */
export function policyOf(control: Control, journal: RunJournal): Policies[number] {
  return control.kind === "resource" ? resourcePolicy(control, journal) : stackPolicy(control, journal);
}

function resourcePolicy(control: ResourceControl, journal: RunJournal): ResourceValidationPolicy {
  const validate = (args: ResourceValidationArgs, report: ReportViolation): void => {
    const resource = new Resource({
      type: args.type,
      urn: args.urn,
      name: args.name,
      properties: withoutProxy(args.props),
      options: args.opts,
    });
    settle(control, resource.urn, judgeResource(control, resource), journal, report, args);
  };
  return { ...metadata(control), validateResource: onlyFor(control.resources, validate) };
}

function stackPolicy(control: StackControl, journal: RunJournal): StackValidationPolicy {
  const validate = (args: StackValidationArgs, report: ReportViolation): void => {
    const root = rootOf(args);
    settle(control, root.urn, judgeStack(control, stackOf(args, root, journal.inputs), root), journal, report, args);
  };
  return { ...metadata(control), validateStack: validate };
}

/**
 * Takes the findings of what was judged, by its URN: remembers what awaits the update, reports failures and waived ones. The engine records a policy that reports nothing as passed, so a control that found
 * nothing to judge, or cannot tell yet, says that it does not apply; what awaits the update is told once for all controls.
 * A waiver is needed as long as its finding has not passed: the update may decide against it.
 */
function settle(
  control: Control,
  judged: string,
  findings: readonly Finding[],
  journal: RunJournal,
  report: ReportViolation,
  args: { notApplicable(reason?: string): never },
): void {
  journal.note(control, judged, findings);
  for (const finding of findings.filter(({ verdict }) => verdict !== "pass")) {
    const waiver = journal.waivers.covering(control.name, finding);
    if (finding.verdict === "undetermined") continue;
    if (waiver && finding.verdict === "fail") {
      reportAt(report, finding.urn, waivedMessage(control, finding, waiver), "advisory");
    } else reportAt(report, finding.urn, failureMessage(control, finding));
  }
  const verdicts = new Set(findings.map((finding) => finding.verdict));
  if (verdicts.size === 0) args.notApplicable("nothing that it judges");
  if (verdicts.has("fail") || verdicts.has("error")) return;
  if (verdicts.has("undetermined")) args.notApplicable("awaits the update");
}

/** What Pulumi Cloud shows of a control. */
function metadata(control: Control) {
  const ids = serves(control);
  const [first] = ids;
  if (first === undefined) throw new Error(`${control.name} serves no threat, goal or inherited control`);
  const references = Object.entries(control.references ?? {}) as [string, readonly string[]][];
  return {
    name: control.name,
    displayName: control.title,
    description: control.title,
    enforcementLevel: defaultLevel(control),
    severity: control.severity,
    framework: {
      name: MODEL.name,
      version: MODEL.version,
      reference: ids.join(", "),
      specification: served(first).title,
    },
    tags: [
      ...new Set([
        ...ids.flatMap((id) => served(id).tags),
        ...references.flatMap(([source, names]) => names.map((name) => `${source.toLowerCase()}:${name}`)),
      ]),
    ],
    remediationSteps: control.remediation,
    url: pageOf(control),
  };
}

/** Threats that the model has Open are mandatory and accepted ones advisory; what serves no threat is mandatory. */
export function defaultLevel(control: Statement): "advisory" | "mandatory" {
  const statuses = serves(control).map((id) => served(id).status);
  return statuses.every((status) => status === "Accepted") ? "advisory" : "mandatory";
}

/** The control's generated page, from the root of the repository. */
export function pageOf(control: Statement): string {
  return `docs/controls/${control.name}.md`;
}
