import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { served, threats } from "../policies/model";
import type { ServedId } from "../policies/model";
import { CONTROLS, folderOf } from "./control-files";
import { withControl } from "./scaffold/control-index";
import { controlTemplate, fixturesTemplate, variableOf } from "./scaffold/control-template";
import type { NewControl } from "./scaffold/control-template";

const REPOSITORY = join(__dirname, "..");
const USAGE = "npm run new-control -- <threat, goal or inherited control> <name> [--stack]";
/** Policies of the pack that are no controls, and the name that a policy configuration gives them all. */
const TAKEN = new Set(["all", "waivers", "unused-waivers", "undetermined-findings", "passed-findings"]);
/** Pulumi Cloud takes no longer name of a policy. */
const LONGEST_NAME = 100;

/** What keeps a control from being made; its message is all that the user sees. */
class Refusal extends Error {}

/** Writes the control, its fixtures and its place in the list; all of it or nothing. Returns the paths. */
async function create(control: NewControl): Promise<readonly string[]> {
  const { id, name } = control;
  const folder = folderOf(id);
  const index = `${CONTROLS}/index.ts`;
  const created = [
    { path: `${CONTROLS}/${folder}/${name}.ts`, text: await formatted(controlTemplate(control)) },
    { path: `${CONTROLS}/${folder}/${name}.fixtures.ts`, text: await formatted(fixturesTemplate(control)) },
  ];
  const list = await formatted(
    withControl(readFileSync(join(REPOSITORY, index), "utf8"), variableOf(name), `./${folder}/${name}`),
  );

  const written: string[] = [];
  const draft = join(REPOSITORY, `${index}.new`);
  try {
    mkdirSync(join(REPOSITORY, CONTROLS, folder), { recursive: true });
    for (const { path, text } of created) {
      writeFileSync(join(REPOSITORY, path), text, { flag: "wx" });
      written.push(path);
    }
    writeFileSync(draft, list);
    renameSync(draft, join(REPOSITORY, index));
  } catch (error) {
    for (const path of written) rmSync(join(REPOSITORY, path));
    rmSync(draft, { force: true });
    throw error;
  }
  return [...written, index];
}

function readCommandLine(args: readonly string[]): NewControl {
  const { id, name, stack } = parse(args);
  if (id === undefined || name === undefined) throw new Refusal(`Two words are needed: ${USAGE}`);
  if (!isServed(id)) {
    throw new Refusal(
      `The model has no "${id}". Give a threat from ${threats[0]?.id} to ${threats.at(-1)?.id}, a goal (G1) or an inherited control (SI-1).`,
    );
  }
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name) || name.length > LONGEST_NAME) {
    throw new Refusal(
      `"${name}" is no name for a control. Give words in lower case joined by hyphens, as in mek-outside-configmap.`,
    );
  }
  const existing = existingFile(name);
  if (existing !== undefined) throw new Refusal(`${existing} exists already. Choose another name.`);
  if (TAKEN.has(name)) throw new Refusal(`"${name}" is a policy of the pack itself. Choose another name.`);
  return { id, name, stack };
}

function parse(args: readonly string[]): { id?: string; name?: string; stack: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { stack: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    const [id, name, surplus] = positionals;
    if (surplus !== undefined) throw new Refusal(`"${surplus}" is one word too many: ${USAGE}`);
    return { id, name, stack: values.stack };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`Only --stack is an option: ${USAGE}`);
  }
}

function isServed(id: string): id is ServedId {
  try {
    return served(id as ServedId).id === id;
  } catch {
    return false;
  }
}

function existingFile(name: string): string | undefined {
  return readdirSync(join(REPOSITORY, CONTROLS), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((folder) => [`${CONTROLS}/${folder.name}/${name}.ts`, `${CONTROLS}/${folder.name}/${name}.fixtures.ts`])
    .find((path) => existsSync(join(REPOSITORY, path)));
}

async function formatted(source: string): Promise<string> {
  const path = join(REPOSITORY, CONTROLS, "index.ts");
  return format(source, { ...(await resolveConfig(path)), filepath: path });
}

async function main(args: readonly string[]): Promise<void> {
  const control = readCommandLine(args);
  const paths = await create(control);
  process.stdout.write(
    [
      ...paths.map((path) => `wrote ${path}`),
      "",
      "Write the check and the fixtures, name the control in tests/policies/controls/control-list.spec.ts,",
      'then run "npm test -- unit" and "npm run docs".',
      "",
    ].join("\n"),
  );
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
