import type pc from "picocolors";
import { columns, wrap } from "../plain-text";

export type Colors = ReturnType<typeof pc.createColors>;
export type Color = (text: string) => string;

/** Columns that a report takes at most. */
export const WIDTH = 100;

/** Before what belongs to the line above. */
export const INDENT = "  ";

/** Between the columns of a table. */
const GAP = "  ";

export interface Column {
  readonly head: string;
  /** In columns of the terminal; longer text is wrapped. */
  readonly width: number;
}

export interface Row {
  readonly cells: readonly string[];
  /** By the index of their cell. */
  readonly colors?: Readonly<Record<number, Color>>;
  /** Text below the cells, over the whole width. */
  readonly note?: string;
}

/** A heading, and what belongs to it; nothing where that is nothing. */
export function section(heading: string, body: string, { bold }: Colors): readonly string[] {
  return body === "" ? [] : [`${colored(bold, wrap(heading, WIDTH, INDENT))}\n${body}`];
}

/** Rows below each other, with a head where a column has one. */
export function table(shape: readonly Column[], rows: readonly Row[], { dim }: Colors): string {
  const heads = shape.map(({ head }) => head);
  const head = heads.some((text) => text !== "")
    ? [lines({ cells: heads, colors: Object.fromEntries(heads.map((_, index) => [index, dim])) }, shape)]
    : [];
  return [...head, ...rows.map((row) => lines(row, shape))].join("\n");
}

function lines({ cells, colors = {}, note = "" }: Row, shape: readonly Column[]): string {
  const wrapped = shape.map(({ width }, index) => wrap(cells[index] ?? "", width, "").split("\n"));
  const height = Math.max(...wrapped.map((cell) => cell.length));
  const text = Array.from({ length: height }, (_, line) => {
    const parts = shape.map(({ width }, index) => {
      const part = wrapped[index]?.[line] ?? "";
      const color = part === "" ? undefined : colors[index];
      return `${color ? color(part) : part}${" ".repeat(Math.max(0, width - columns(part)))}`;
    });
    return `${INDENT}${parts.join(GAP)}`.trimEnd();
  });
  const below = `${INDENT}${" ".repeat(shape[0]?.width ?? 0)}${GAP}`;
  return [...text, ...(note === "" ? [] : [wrap(`${below}${note}`, WIDTH, below)])].join("\n");
}

/** `names` with what follows them, in what is left of a line: as many as fit, the first cut where it alone is too long. */
export function namesIn(width: number, names: readonly string[], rest: (shown: number) => string): string {
  for (let shown = names.length; shown > 1; shown -= 1) {
    const text = `${names.slice(0, shown).join(", ")}${rest(shown)}`;
    if (columns(text) <= width) return text;
  }
  const after = rest(1);
  return `${cut(names[0] ?? "", width - columns(after))}${after}`;
}

/** `text` in at most `width` columns. */
function cut(text: string, width: number): string {
  if (columns(text) <= width) return text;
  let kept = "";
  for (const character of text) {
    if (columns(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Line by line, so that no colour spans a line's end. */
export function colored(color: Color, text: string): string {
  return text.split("\n").map(color).join("\n");
}
