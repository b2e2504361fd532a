import type { Control } from "../policies/framework/control";
import { serves } from "../policies/framework/control";
import { defaultLevel, pageOf } from "../policies/framework/policy";
import { controls } from "../policies/controls";
import { fileOf, fulfilledIn } from "./code-places";
import type { Context } from "./context";
import { fields, grid, INDENT, section } from "./layout";
import type { Field } from "./layout";
import { levels } from "./level";

/** The controls of the pack that serve one of `ids`, in the pack's order. */
export function controlsServing(ids: readonly string[]): readonly Control[] {
  return controls.filter((control) => serves(control).some((id) => ids.includes(id)));
}

/** Each control with how strict it is, where the platform fulfils it, and where it is itself. */
export function controlsSection(shown: readonly Control[], { colors, configurations }: Context): string {
  const summaries = shown.map((control) => {
    const rows: readonly Field[] = [
      ["Demands", control.title],
      ["Severity", control.severity],
      ["Level", levels(control.name, defaultLevel(control), configurations)],
      ["Fulfilled in", fulfilledIn(control).join(", ")],
      ["Control", fileOf(control)],
      ["Page", pageOf(control)],
    ];
    return [`${INDENT}${colors.bold(control.name)}`, fields(rows, colors, INDENT.repeat(2))].join("\n");
  });
  return section("Controls", summaries, colors);
}

/** Each control in a row: what it demands, and of what. */
export function controlsTable(shown: readonly Control[], { colors }: Context): string {
  const rows = shown.map((control) => [control.name, serves(control).join(", "), control.title]);
  return section("Controls", rows.length > 0 ? [grid(rows)] : [], colors);
}

/** Which files name the id: what of the platform answers for it, and the guides to it. */
export function codeSection(id: string, { colors, mentionsOf }: Context): string {
  const { components, guides } = mentionsOf(id);
  const rows: readonly Field[] = [
    ["Components", components.join(", ")],
    ["Guides", guides.join(", ")],
  ];
  const named = fields(rows, colors);
  return section(`Where ${id} is named`, named === "" ? [] : [named], colors);
}

/** How to see whether it holds, and where to read on. */
export function seeSection(example: Control | undefined, { colors }: Context): string {
  const rows = [
    ["npm run preview", "the stack dev, without an account"],
    ["npm run offline -- preview --stack prod --out out", "the stack prod"],
    ...(example ? [[`npm run explain -- ${example.name}`, "its examples, settings and waiver"]] : []),
  ];
  return section("See it, with the report in out/", [grid(rows)], colors);
}
