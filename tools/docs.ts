import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { format, resolveConfig } from "prettier";
import { schemaFiles } from "../assurance/schemas";
import { controlPages } from "./control-pages";
import { platformPages } from "./platform-pages";

const REPOSITORY = join(__dirname, "..");
const DOCS = "docs";
/** Below docs; every page there is generated. */
const CONTROLS = "controls";
const USAGE = "Usage: npm run docs, or npm run docs:check\n";

/** Every generated page by its path below docs; the JSON Schemas of a report stand beside what writes it. */
export async function generatePages(): Promise<ReadonlyMap<string, string>> {
  const schemas = [...schemaFiles()].map(([path, text]) => [join("..", path), text] as const);
  const pages = new Map([...(await controlPages()), ...platformPages(REPOSITORY), ...schemas]);
  const options = await resolveConfig(join(REPOSITORY, DOCS, "page.md"));
  const formatted = [...pages].map(
    async ([name, text]) => [name, await format(text, { ...options, filepath: name })] as const,
  );
  return new Map(await Promise.all(formatted));
}

/** What keeps the pages in the folder `docs` from being the generated ones, a line for each that differs. */
export function differences(docs: string, pages: ReadonlyMap<string, string>): readonly string[] {
  const wrong = [...pages].flatMap(([name, text]) => {
    const path = join(docs, name);
    if (!existsSync(path)) return [`${join(DOCS, name)} is missing`];
    return readFileSync(path, "utf8") === text ? [] : [`${join(DOCS, name)} is stale`];
  });
  return [...wrong, ...orphans(docs, pages).map((name) => `${DOCS}/${name} belongs to no control`)];
}

/** Makes the pages in the folder `docs` the generated ones. */
export function writePages(docs: string, pages: ReadonlyMap<string, string>): void {
  for (const name of orphans(docs, pages)) rmSync(join(docs, name));
  for (const [name, text] of pages) {
    mkdirSync(dirname(join(docs, name)), { recursive: true });
    writeFileSync(join(docs, name), text);
  }
}

function orphans(docs: string, pages: ReadonlyMap<string, string>): readonly string[] {
  const folder = join(docs, CONTROLS);
  if (!existsSync(folder)) return [];
  const present = readdirSync(folder).filter((name) => name.endsWith(".md"));
  return present.map((name) => `${CONTROLS}/${name}`).filter((name) => !pages.has(name));
}

async function main(args: readonly string[]): Promise<number> {
  const [mode, ...others] = args;
  if ((mode !== undefined && mode !== "--check") || others.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  const docs = join(REPOSITORY, DOCS);
  const pages = await generatePages();
  if (mode === undefined) {
    writePages(docs, pages);
    process.stdout.write(`${pages.size} pages in ${DOCS}\n`);
    return 0;
  }
  const wrong = differences(docs, pages);
  for (const line of wrong) process.stderr.write(`${line}\n`);
  if (wrong.length > 0) process.stderr.write('Run "npm run docs" and commit what it writes.\n');
  return wrong.length > 0 ? 1 : 0;
}

if (require.main === module) {
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
