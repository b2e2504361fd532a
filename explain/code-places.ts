import type { Statement } from "../policies/framework/control";
import { serves } from "../policies/framework/control";
import { CONTROLS, folderOf } from "../tools/control-files";

/** A file of this repository as texts name it: its path from the root. */
const FILE = /(?<![\w/.-])\.?[A-Za-z][\w-]*(?:\/[\w-]+)+(?:\.[A-Za-z]\w*)+/g;

/** The files of this repository that the remedy of `control` names: where the platform does what it demands. */
export function fulfilledIn({ remediation }: Pick<Statement, "remediation">): readonly string[] {
  return [...new Set(remediation.match(FILE) ?? [])];
}

/** The file of the control itself, from the root of the repository. */
export function fileOf(control: Statement): string {
  const [first = "G0"] = serves(control);
  return `${CONTROLS}/${folderOf(first)}/${control.name}.ts`;
}
