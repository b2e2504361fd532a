import type { Control, References } from "../policies/framework/control";
import { serves } from "../policies/framework/control";
import type { Fixture, Fixtures } from "../policies/framework/fixtures";
import { defaultLevel, pageOf } from "../policies/framework/policy";
import { findingId, served } from "../policies/model";
import { fileOf, fulfilledIn } from "./code-places";
import type { Context } from "./context";
import { seeSection } from "./control-summary";
import { exampleText, failureOf, isWhole, shownExample } from "./example";
import { enumerate, fields, INDENT, page, paragraph, section, title } from "./layout";
import type { Field } from "./layout";
import { levels } from "./level";
import { configurationFile } from "./policy-configuration";
import { isWaived, resourceNamedBy, waiversSection, waiverToPaste } from "./waivers";

const LIBRARIES: Readonly<Record<keyof References, string>> = {
  psrule: "PSRule for Azure",
  checkov: "Checkov",
  cisAks: "CIS Azure Kubernetes Service benchmark",
  podSecurity: "Pod Security Standards",
  kubeLinter: "kube-linter",
};

/**
 * All that the pack knows of a control.
 *
 * @param finding id of the finding that it is asked about, if of one
 */
export function explainControl(fixtures: Fixtures, finding: string | undefined, context: Context): string {
  const { control, fail, pass } = fixtures;
  const { colors } = context;
  return page(
    [title(finding ?? control.name, colors), paragraph(`${control.title}.`)].join("\n"),
    fields(factsOf(control, context), colors),
    settingsSection(control, context),
    exampleSection("Fails", fail, control, context),
    exampleSection("Passes", pass, control, context),
    waiversSection([control.name], context),
    waiverSection(fixtures, finding, context),
    seeSection(undefined, context),
  );
}

function factsOf(control: Control, { configurations }: Context): readonly Field[] {
  return [
    ["Serves", serves(control).map(describe)],
    ["Severity", control.severity],
    ["Level", levels(control.name, defaultLevel(control), configurations)],
    ["Judges", control.kind === "stack" ? "the whole stack" : control.resources.join(", ")],
    ["Why", control.rationale],
    ["Remedy", control.remediation],
    ["Remediation", mended(control)],
    ["Fulfilled in", fulfilledIn(control).join(", ")],
    ["Control", fileOf(control)],
    ["Page", pageOf(control)],
    ["References", references(control)],
  ];
}

function describe(id: ReturnType<typeof serves>[number]): string {
  const { kind, title, status } = served(id);
  return `${id}, ${kind}: ${title}${status ? ` (${status} in the model)` : ""}`;
}

function mended(control: Control): readonly string[] {
  if (control.kind === "stack" || control.remediates === undefined) return ["by hand"];
  const how = "policies/config/remediate.json, docs/remediation.md";
  return [`by the level remediate, which ${control.remediates}: ${how}`];
}

function references({ references = {} }: Control): string | readonly string[] {
  const known = (Object.keys(LIBRARIES) as (keyof References)[]).flatMap((library) => {
    const ids = references[library] ?? [];
    return ids.length > 0 ? [`${LIBRARIES[library]}: ${ids.join(", ")}`] : [];
  });
  return known.length > 0 ? known : "no other rule library has this control";
}

function settingsSection({ name, settings = {} }: Control, { colors }: Context): string {
  const rows = Object.entries(settings).map(([setting, { description, default: value }]): Field => [
    setting,
    `${description}. Default: ${JSON.stringify(value)}`,
  ]);
  const defaults = Object.fromEntries(Object.entries(settings).map(([setting, schema]) => [setting, schema.default]));
  if (rows.length === 0) return "";
  const where = paragraph(`In the policy configuration: ${JSON.stringify({ [name]: defaults })}`, INDENT);
  return section("Settings", [fields(rows, colors), where], colors);
}

function exampleSection(heading: string, examples: readonly Fixture[], control: Control, { colors }: Context): string {
  const shown = shownExample(examples);
  if (!shown) return "";
  const others = examples.length - 1;
  const left = [...(isWhole(shown) ? [] : ["whole"]), ...(others > 0 ? [`${others} more`] : [])];
  const more = left.length > 0 ? [paragraph(`${enumerate(left)}: ${pageOf(control)}`, INDENT)] : [];
  return section(`${heading}: ${shown.title}`, [exampleText(shown), ...more], colors);
}

/** How to accept a failure: the one asked about, or that of the example shown. */
function waiverSection(fixtures: Fixtures, finding: string | undefined, context: Context): string {
  const { colors, configurations, today } = context;
  const failure = failureOf(fixtures);
  if (!failure) return "";
  const id = finding ?? findingId(fixtures.control.name, failure.subject);
  const resource = finding === undefined ? failure.resourceName : resourceOf(finding, context);
  const files = configurations.map(({ stack }) => configurationFile(stack)).join(" or ");
  const covered = finding === undefined ? [] : configurations.filter((each) => isWaived(finding, each, today));
  const already = covered.length > 0 ? [`Already waived in ${enumerate(covered.map(({ stack }) => stack))}.`] : [];
  const where =
    finding === undefined ? "finding and resource as the report names them" : "resource as the report has it";
  const words = [...already, `Add to the list waivers.waivers of ${files}, ${where} (docs/waivers.md):`].join(" ");
  return section("Waive it", [paragraph(words, INDENT), waiverToPaste(id, resource, today)], colors);
}

/** The resource of a finding: as a waiver of it has it, or what stands before the part that is meant. */
function resourceOf(finding: string, { configurations }: Context): string {
  const waivers = configurations.flatMap((configuration) => configuration.waivers);
  return waivers.find((waiver) => waiver.finding === finding)?.resource ?? resourceNamedBy(finding);
}
