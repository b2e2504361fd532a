import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { controls } from "../policies/controls";
import type { Control } from "../policies/framework/control";
import { serves } from "../policies/framework/control";
import { defaultLevel } from "../policies/framework/policy";

/** A control as a release has it. */
export interface BaselineControl {
  readonly name: string;
  /** Threats, goals and inherited controls. */
  readonly serves: readonly string[];
  readonly severity: string;
  /** Level where no configuration says otherwise. */
  readonly level: string;
}

export interface Baseline {
  readonly version: string;
  readonly controls: readonly BaselineControl[];
}

const PACK = join(__dirname, "..", "policies");
const FOLDER = "baselines";

/** What the pack has now, under the version of its package.json. */
export function presentBaseline(pack = PACK, present: readonly Control[] = controls): Baseline {
  const { version } = JSON.parse(readFileSync(join(pack, "package.json"), "utf8")) as { version: string };
  const listed = present.map((control) => ({
    name: control.name,
    serves: serves(control),
    severity: control.severity,
    level: defaultLevel(control),
  }));
  return { version, controls: listed.sort((a, b) => a.name.localeCompare(b.name, "en")) };
}

/** The baselines of all versions, the oldest first. */
export function baselines(pack = PACK): readonly Baseline[] {
  const folder = join(pack, FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Baseline)
    .sort((a, b) => a.version.localeCompare(b.version, "en", { numeric: true }));
}

/** What the newer baseline changes, a line for each control, as the changelog has to name them. */
export function changes(older: Baseline, newer: Baseline): readonly string[] {
  const before = new Map(older.controls.map((control) => [control.name, control]));
  const after = new Map(newer.controls.map((control) => [control.name, control]));
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    if (!was) return [`${name}: new, ${is?.level}`];
    if (!is) return [`${name}: removed`];
    return [
      ...(was.severity === is.severity ? [] : [`${name}: severity ${was.severity}, now ${is.severity}`]),
      ...(was.level === is.level ? [] : [`${name}: level ${was.level}, now ${is.level}`]),
      ...(was.serves.join() === is.serves.join()
        ? []
        : [`${name}: serves ${was.serves.join()}, now ${is.serves.join()}`]),
    ];
  });
}

/** The section of a version in the changelog: what it says, and whether the version is released. */
export function changelogOf(version: string, pack = PACK): { readonly text: string; readonly isReleased: boolean } {
  const sections = readFileSync(join(pack, "CHANGELOG.md"), "utf8").split(/^## /m).slice(1);
  const text = sections.find((section) => /^\S+?(?=,|\s|$)/.exec(section)?.[0] === version);
  if (text === undefined) throw new Error(`policies/CHANGELOG.md has no section "## ${version}, not released".`);
  return { text, isReleased: /^\S+, \d{4}-\d{2}-\d{2}$/m.test(text.split("\n", 1)[0] ?? "") };
}

/**
 * Writes the baseline of the present version.
 *
 * @throws Error where that version is released and has other controls: a release does not change
 */
export async function writeBaseline(pack = PACK, present: readonly Control[] = controls): Promise<Baseline> {
  const baseline = presentBaseline(pack, present);
  const { version } = baseline;
  const before = baselines(pack).find((written) => written.version === version);
  if (before && changelogOf(version, pack).isReleased && changes(before, baseline).length > 0) {
    throw new Error(
      `${version} is released, and its controls have changed since. Give policies/package.json a new version and policies/CHANGELOG.md a section of it.`,
    );
  }
  mkdirSync(join(pack, FOLDER), { recursive: true });
  const json = await format(JSON.stringify(baseline), { parser: "json", printWidth: 120 });
  writeFileSync(join(pack, FOLDER, `${version}.json`), json);
  return baseline;
}

async function main(): Promise<void> {
  const written = await writeBaseline();
  const last = baselines()
    .filter(({ version }) => version !== written.version)
    .at(-1);
  process.stdout.write(`policies/${FOLDER}/${written.version}.json: ${written.controls.length} controls\n`);
  for (const line of last ? changes(last, written) : []) process.stdout.write(`  ${line}\n`);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
