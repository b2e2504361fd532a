import type {
  Policies,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { MODEL, served } from "../model";
import type { Control, ResourceControl, StackControl, Statement } from "./control";
import { serves, settingsOf } from "./control";
import type { Finding } from "./finding";
import { judgedAhead } from "./judged-ahead";
import { judgeResource, judgeStack } from "./judgement";
import { failureMessage, waivedMessage } from "./message";
import { remediationOf } from "./remediation";
import { reportAt } from "./report-violation";
import type { ReportViolation } from "./report-violation";
import { requestedResource, requestedStack } from "./request";
import type { Resource } from "./resource";
import type { RunJournal } from "./run-journal";
import { resourceOf, rootOf, stackOf, withProperties } from "./sdk-view";
import { onlyFor } from "./type-fast-path";

/** The policy that enforces `control`. */
export function policyOf(control: Control, journal: RunJournal): Policies[number] {
  return control.kind === "resource" ? resourcePolicy(control, journal) : stackPolicy(control, journal);
}

function resourcePolicy(control: ResourceControl, journal: RunJournal): ResourceValidationPolicy {
  const validate = (args: ResourceValidationArgs, report: ReportViolation): void | Promise<void> => {
    const judge = (resource: Resource): void => {
      const findings = judgeResource(control, resource, settingsOf(control, args.getConfig()));
      settle(control, resource.urn, findings, journal, report, args);
    };
    const resource = requestedResource(args.urn);
    if (resource) return judge(resource);
    return withProperties(args, (properties) => judge(resourceOf(args, properties)));
  };
  return {
    ...metadata(control),
    validateResource: onlyFor(control.resources, validate),
    ...(control.remediates !== undefined && { remediateResource: remediationOf(control, journal) }),
  };
}

function stackPolicy(control: StackControl, journal: RunJournal): StackValidationPolicy {
  const validate = (args: StackValidationArgs, report: ReportViolation): void => {
    const requested = requestedStack();
    const root = requested?.root ?? rootOf(args);
    const findings =
      requested?.findings.get(control.name) ??
      judgeStack(
        control,
        requested?.stack ?? stackOf(args, root, journal.inputs),
        root,
        settingsOf(control, args.getConfig()),
      );
    settle(control, root.urn, findings, journal, report, args);
  };
  const policy = { ...metadata(control), validateStack: validate };
  // Only the policy's function is given what is configured.
  if (control.settings !== undefined) return policy;
  return judgedAhead(policy, ({ stack, root, findings: known }) => {
    const findings = judgeStack(control, stack, root);
    known.set(control.name, findings);
    journal.note(control, root.urn, findings);
    if (findings.length === 0) return "not applicable";
    return findings.every(({ verdict }) => verdict === "pass") ? "nothing" : "report";
  });
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
    ...(control.settings && { configSchema: { properties: { ...control.settings } } }),
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
