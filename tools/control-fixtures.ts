import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Control, Statement } from "../policies/framework/control";
import { serves } from "../policies/framework/control";
import type { Fixtures } from "../policies/framework/fixtures";
import { CONTROLS, folderOf } from "./control-files";

const REPOSITORY = join(__dirname, "..");

/** The file of a control's examples, from the root of the repository. */
export function fixturesFileOf(control: Statement): string {
  const [first = "G0"] = serves(control);
  return `${CONTROLS}/${folderOf(first)}/${control.name}.fixtures.ts`;
}

/** A control's examples, loaded when they are asked for: those of all take longer than the rest of an explanation. */
export async function fixturesOf(control: Control): Promise<Fixtures> {
  const file = pathToFileURL(join(REPOSITORY, fixturesFileOf(control))).href;
  const { default: exported } = (await import(file)) as { default: Fixtures | { default: Fixtures } };
  return "default" in exported ? exported.default : exported;
}
