import { controls } from "../policies/controls";
import { fixturesOf } from "./control-fixtures";
import { controlPage } from "./pages/control-page";
import { indexPage } from "./pages/index-page";

/** The page of each control and the list of them, by path below docs. */
export async function controlPages(): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  for (const control of controls) {
    pages.set(`controls/${control.name}.md`, controlPage(await fixturesOf(control)));
  }
  pages.set("controls/README.md", indexPage(controls));
  return pages;
}
