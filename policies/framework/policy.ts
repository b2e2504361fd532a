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
import { givenSettings } from "./given-settings";
import { resourceJudgedAhead, stackJudgedAhead } from "./judged-ahead";
import { judgeResource, judgeStack } from "./judgement";
import { oncePerObject } from "./once";
import type { Properties } from "./reading";
import { remediationOf } from "./remediation";
import type { ReportViolation } from "./report-violation";
import { requestedResource, requestedStack, withinRequest } from "./request";
import type { StackRequest } from "./request";
import type { Resource } from "./resource";
import type { RunJournal } from "./run-journal";
import { resourceOf, rootOf, stackOf, withProperties } from "./sdk-view";
import { settle, tell } from "./settlement";
import type { Settlement } from "./settlement";
import type { Stack } from "./stack";

/** The policy that enforces `control`. */
export function policyOf(control: Control, journal: RunJournal): Policies[number] {
  return control.kind === "resource" ? resourcePolicy(control, journal) : stackPolicy(control, journal);
}

function resourcePolicy(control: ResourceControl, journal: RunJournal): ResourceValidationPolicy {
  const judge = (resource: Resource, settings: Properties): Settlement =>
    settle(control, resource.urn, judgeResource(control, resource, settings), journal);
  const ahead = oncePerObject((resource: Resource) => {
    const settings = journal.settingsOf(control);
    return settings && judge(resource, settings);
  });
  const validate = (args: ResourceValidationArgs, report: ReportViolation): void | Promise<void> => {
    const tellOf = (resource: Resource, settlement?: Settlement): void =>
      tell(settlement ?? judge(resource, settingsOf(control, args.getConfig())), report, args);
    const resource = requestedResource(args.urn);
    if (resource) return withinRequest(tellOf(resource, ahead(resource)));
    return withProperties(args, (properties) => tellOf(resourceOf(args, properties)));
  };
  const policy = {
    ...metadata(control),
    validateResource: validate,
    ...(control.remediates !== undefined && { remediateResource: remediationOf(control, journal) }),
  };
  return givenSettings(resourceJudgedAhead(policy, control.resources, ahead), control, journal);
}

function stackPolicy(control: StackControl, journal: RunJournal): StackValidationPolicy {
  const judge = (stack: Stack, root: { urn: string; name: string }, settings: Properties): Settlement =>
    settle(control, root.urn, judgeStack(control, stack, root, settings), journal);
  const ahead = oncePerObject(({ stack, root }: StackRequest) => {
    const settings = journal.settingsOf(control);
    return settings && judge(stack, root, settings);
  });
  const validate = (args: StackValidationArgs, report: ReportViolation): void | Promise<void> => {
    const request = requestedStack();
    const root = request?.root ?? rootOf(args);
    const judged = (): Settlement =>
      judge(request?.stack ?? stackOf(args, root, journal.inputs), root, settingsOf(control, args.getConfig()));
    return withinRequest(tell((request && ahead(request)) ?? judged(), report, args));
  };
  return givenSettings(stackJudgedAhead({ ...metadata(control), validateStack: validate }, ahead), control, journal);
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
