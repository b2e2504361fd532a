import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { controls } from "../policies/controls";
import type { Control } from "../policies/framework/control";
import { serves } from "../policies/framework/control";
import type { Fixtures } from "../policies/framework/fixtures";
import { CONTROLS, folderOf } from "./control-files";
import { controlPage } from "./pages/control-page";
import { indexPage } from "./pages/index-page";

const REPOSITORY = join(__dirname, "..");
const PAGES = "docs/controls";
const USAGE = "Usage: npm run docs, or npm run docs:check\n";

/** Every generated page by its name in docs/controls. */
export async function generatePages(): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  for (const control of controls) {
    pages.set(`${control.name}.md`, await formatted(controlPage(await fixturesOf(control))));
  }
  pages.set("README.md", await formatted(indexPage(controls)));
  return pages;
}

/** What keeps the pages in `folder` from being the generated ones, a line for each that differs. */
export function differences(folder: string, pages: ReadonlyMap<string, string>): readonly string[] {
  const present = presentPages(folder);
  const wrong = [...pages].flatMap(([name, text]) => {
    if (!present.includes(name)) return [`${PAGES}/${name} is missing`];
    return readFileSync(join(folder, name), "utf8") === text ? [] : [`${PAGES}/${name} is stale`];
  });
  return [...wrong, ...orphans(present, pages).map((name) => `${PAGES}/${name} belongs to no control`)];
}

/** Makes the pages in `folder` the generated ones. */
export function writePages(folder: string, pages: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const name of orphans(presentPages(folder), pages)) rmSync(join(folder, name));
  for (const [name, text] of pages) writeFileSync(join(folder, name), text);
}

function orphans(present: readonly string[], pages: ReadonlyMap<string, string>): readonly string[] {
  return present.filter((name) => !pages.has(name));
}

function presentPages(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".md")) : [];
}

async function fixturesOf(control: Control): Promise<Fixtures> {
  const [first = "G0"] = serves(control);
  const path = join(REPOSITORY, CONTROLS, folderOf(first), `${control.name}.fixtures.ts`);
  const { default: exported } = (await import(path)) as { default: Fixtures | { default: Fixtures } };
  return "default" in exported ? exported.default : exported;
}

async function formatted(markdown: string): Promise<string> {
  const path = join(REPOSITORY, PAGES, "page.md");
  return format(markdown, { ...(await resolveConfig(path)), filepath: path });
}

async function main(args: readonly string[]): Promise<number> {
  const [mode, ...others] = args;
  if ((mode !== undefined && mode !== "--check") || others.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  const folder = join(REPOSITORY, PAGES);
  const pages = await generatePages();
  if (mode === undefined) {
    writePages(folder, pages);
    process.stdout.write(`${pages.size} pages in ${PAGES}\n`);
    return 0;
  }
  const wrong = differences(folder, pages);
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
