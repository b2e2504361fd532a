import { stringify } from "yaml";
import { columns } from "../assurance/plain-text";
import { judgeFixture, unknown } from "../policies/framework/fixtures";
import type { Fixture, FixtureResource, Fixtures } from "../policies/framework/fixtures";
import type { Finding } from "../policies/framework/finding";
import type { Control } from "../policies/framework/control";
import { INDENT, WIDTH } from "./layout";

/** Lines that an example takes at most; the control's page has it whole. */
const MOST_LINES = 20;

/** The example to show of several: the first that fits without being cut, else the first. */
export function shownExample(examples: readonly Fixture[]): Fixture | undefined {
  return examples.find(isWhole) ?? examples[0];
}

/** The example's resources as Pulumi's YAML writes them, cut where they take too many lines or columns. */
export function exampleText(example: Fixture): string {
  const lines = linesOf(example);
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), `${INDENT}…`] : lines;
  return shown.map(cut).join("\n");
}

/** Whether what `exampleText` shows of it is all. */
export function isWhole(example: Fixture): boolean {
  const lines = linesOf(example);
  return lines.length <= MOST_LINES && lines.every(fits);
}

/** The failure that the shown example, or else another, has: what a waiver would name. */
export function failureOf({ control, fail }: Fixtures): Finding | undefined {
  const shown = shownExample(fail);
  return [...(shown ? [shown] : []), ...fail].map((example) => failureIn(control, example)).find(Boolean);
}

function failureIn(control: Control, example: Fixture): Finding | undefined {
  return judgeFixture(control, example).find(({ verdict }) => verdict === "fail");
}

function linesOf({ resources, settings }: Fixture): readonly string[] {
  const configured = settings ? [`# configured with ${JSON.stringify(settings)}`] : [];
  const written = resources.flatMap((resource) => yamlOf(resource).trimEnd().split("\n"));
  return [...configured, ...written].map((line) => `${INDENT}${line}`);
}

function yamlOf(resource: FixtureResource): string {
  const { type, name, options } = resource;
  const properties = shownValue(resource.properties, resource, []);
  return stringify(
    { [name]: { type, properties, ...(options && { options }) } },
    { lineWidth: WIDTH - 2 * INDENT.length, aliasDuplicateObjects: false },
  );
}

function shownValue(value: unknown, resource: FixtureResource, path: readonly string[]): unknown {
  if (value === unknown) return reference(resource, path);
  if (Array.isArray(value)) return value.map((item) => shownValue(item, resource, path));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, shownValue(item, resource, [...path, key])]),
  );
}

/** What is not known before the update is another resource's, or comes from elsewhere in the program. */
function reference({ from }: FixtureResource, path: readonly string[]): string {
  const [source] = from?.[path[0] ?? ""] ?? [];
  const property = path.at(-1) ?? "value";
  return source === undefined ? `\${${property}}` : `\${${source}.${property.endsWith("Name") ? "name" : "id"}}`;
}

function fits(line: string): boolean {
  return columns(line) <= WIDTH;
}

function cut(line: string): string {
  return fits(line) ? line : `${[...line].slice(0, WIDTH - 1).join("")}…`;
}
