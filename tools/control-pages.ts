import { join } from "node:path";
import { controls } from "../policies/controls";
import type { Control } from "../policies/framework/control";
import { serves } from "../policies/framework/control";
import type { Fixtures } from "../policies/framework/fixtures";
import { CONTROLS, folderOf } from "./control-files";
import { controlPage } from "./pages/control-page";
import { indexPage } from "./pages/index-page";

const REPOSITORY = join(__dirname, "..");

/** The page of each control and the list of them, by path below docs. */
export async function controlPages(): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  for (const control of controls) {
    pages.set(`controls/${control.name}.md`, controlPage(await fixturesOf(control)));
  }
  pages.set("controls/README.md", indexPage(controls));
  return pages;
}

async function fixturesOf(control: Control): Promise<Fixtures> {
  const [first = "G0"] = serves(control);
  const path = join(REPOSITORY, CONTROLS, folderOf(first), `${control.name}.fixtures.ts`);
  const { default: exported } = (await import(path)) as { default: Fixtures | { default: Fixtures } };
  return "default" in exported ? exported.default : exported;
}
