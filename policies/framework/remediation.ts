import type { ResourceRemediation, ResourceValidationArgs } from "@pulumi/policy";
import { settingsOf } from "./control";
import type { ResourceControl } from "./control";
import { judgeResource } from "./judgement";
import { isUnknown, stepsOf, withoutProxy } from "./reading";
import type { Change } from "./remedy";
import { Resource } from "./resource";
import { withoutApiVersion } from "./resource-types";
import type { RunJournal } from "./run-journal";

/**
 * What mends the control's failures before the resource is judged. The engine calls it at the level `remediate` only. It
 * sets what the remedies of failing findings name and nothing else: what is waived stays, and so does what is not known yet.
 *
 * The engine hands the waivers over when it asks for a judgement, which for the stack itself it does before it asks about
 * any resource. As long as none are there, nothing is mended: the failure then blocks, as at the level `mandatory`.
 */
export function remediationOf(control: ResourceControl, journal: RunJournal): ResourceRemediation {
  return (args: ResourceValidationArgs) => {
    const { type, urn, name, opts: options } = args;
    if (!(control.resources as readonly string[]).includes(withoutApiVersion(type))) {
      return args.notApplicable("nothing that it judges");
    }
    if (!journal.hasReadWaivers) return undefined;
    // What is left without the outer proxy reads secrets as what they are, and keeps secret what is written over one.
    const properties = withoutProxy(args.props);
    const resource = new Resource({ type, urn, name, properties, options });
    const mended = judgeResource(control, resource, settingsOf(control, args.getConfig()))
      .filter((finding) => finding.verdict === "fail" && !journal.waivers.covering(control.name, finding))
      .filter(({ changes = [] }) => makeAll(properties, changes));
    return mended.length > 0 ? args.props : undefined;
  };
}

/** Makes all of the changes or, where one cannot be made, none; whether it made any. */
export function makeAll(properties: unknown, changes: readonly Change[]): boolean {
  if (changes.length === 0 || changes.some((change) => placeOf(properties, change) === undefined)) return false;
  for (const change of changes) {
    const { holder, step, missing } = placeOf(properties, change)!;
    holder[step] = missing.reduceRight<unknown>((value, name) => ({ [name]: value }), change.value);
  }
  return true;
}

/** Where a change goes: the deepest object on its way that is there, and what is missing below it. */
interface Place {
  readonly holder: Record<string | number, unknown>;
  readonly step: string | number;
  readonly missing: readonly string[];
}

/** Undefined where the value, or something on the way to it, is not known yet, is of another type, or is no item of its list. */
function placeOf(properties: unknown, { path }: Change): Place | undefined {
  const steps = stepsOf(path);
  let holder = properties;
  for (const [index, step] of steps.entries()) {
    if (!canHold(holder, step)) return undefined;
    const rest = steps.slice(index + 1);
    const value = Object.hasOwn(holder, step) ? holder[step] : undefined;
    if (isUnknown(value)) return undefined;
    if (rest.length === 0 || value === undefined || value === null) {
      const missing = rest.filter((name) => typeof name === "string");
      return missing.length === rest.length ? { holder, step, missing } : undefined;
    }
    holder = value;
  }
  return undefined;
}

function canHold(value: unknown, step: string | number): value is Record<string | number, unknown> {
  if (typeof value !== "object" || value === null) return false;
  return typeof step === "number" ? Array.isArray(value) && step < value.length : !Array.isArray(value);
}
