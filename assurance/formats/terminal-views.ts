import type { Assessment } from "../assessment";
import type { Comparison } from "../comparison";
import { plain, wrap } from "../plain-text";
import type { WaiverResult } from "../waivers";
import { runTitle } from "./summary";
import { colored, INDENT, section, WIDTH } from "./terminal-layout";
import type { Color, Colors } from "./terminal-layout";
import { countWaivers, findingChangeText, statusChangeText, waiverText } from "./wording";

/** Lines of a list that stand in the terminal; `report.html` has it whole. */
const LISTED = 10;

/** What is different from an earlier run: what got worse first. */
export function comparisonText({ comparison }: Assessment, colors: Colors): readonly string[] {
  if (comparison === undefined) return [];
  const { earlier, reservations, better, worse, findings } = comparison;
  const parts = [
    ...reservations.map((text) => colored(colors.yellow, item(`compared in part: ${plain(text)}`))),
    ...changes("worse", worse.map(statusChangeText), colors.red),
    ...changes("better", better.map(statusChangeText), colors.green),
    ...changes("new finding", findings.new.map(findingChangeText), colors.yellow),
    ...changes("worse finding", findings.worse.map(findingChangeText), colors.red),
    ...changes("better finding", findings.better.map(findingChangeText), colors.green),
  ];
  const body = isSame(comparison) ? [...parts, item("No status and no finding is different.")] : parts;
  return section(`Since the ${runTitle({ run: earlier })}`, body.join("\n"), colors);
}

/** How many waivers there are, and those that need somebody. */
export function waiversText({ waivers, day }: Assessment, colors: Colors): readonly string[] {
  if (waivers.length === 0) return [];
  const needing = waivers.filter(({ state }) => state !== "current").map((waiver) => waiverLine(waiver, colors));
  const lines = [item(`${countWaivers(waivers)}; days are counted from ${day}`), ...listed(needing)];
  return section("Waivers", lines.join("\n"), colors);
}

/** Where the model contradicts itself, in a line each. */
export function contradictionsText({ contradictions }: Assessment, colors: Colors): readonly string[] {
  const lines = contradictions.map(({ what }) => item(what));
  return section("Where the model contradicts itself", lines.join("\n"), colors);
}

function waiverLine(result: WaiverResult, colors: Colors): string {
  const { state, covers, waiver } = result;
  const names = waiver ? plain(`: ${covers.join(", ")}`) : "";
  const color = state === "expired" || state === "malformed" ? colors.red : colors.yellow;
  return marked(state, `${waiverText(result)}${names}`, color);
}

function changes(kind: string, texts: readonly string[], color: Color): readonly string[] {
  return listed(texts.map((text) => marked(kind, text, color)));
}

function listed(lines: readonly string[]): readonly string[] {
  const rest = lines.length - LISTED;
  return rest > 0 ? [...lines.slice(0, LISTED), item(`and ${rest} more: report.html`)] : lines;
}

/** A line that begins with what kind it is of, in colour. */
function marked(kind: string, text: string, color: Color): string {
  return `${INDENT}${color(kind)}${item(`${kind}  ${text}`).slice(INDENT.length + kind.length)}`;
}

function item(text: string): string {
  return wrap(`${INDENT}${text}`, WIDTH, INDENT.repeat(2));
}

function isSame({ better, worse, findings }: Comparison): boolean {
  return [better, worse, findings.new, findings.worse, findings.better].every(({ length }) => length === 0);
}
