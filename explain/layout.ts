import type pc from "picocolors";
import { columns, wrap } from "../assurance/plain-text";

export type Colors = ReturnType<typeof pc.createColors>;

/** Columns that an explanation takes at most. */
export const WIDTH = 100;

/** Before what stands below a heading. */
export const INDENT = "  ";

/** Where the texts of fields begin, after their indent. */
const LABEL_WIDTH = 18;

/** What is told of something: a label, and its text, or its texts each on a line of its own. */
export type Field = readonly [label: string, text: string | readonly string[]];

/** The parts of an explanation that say something, a blank line between them, and a line's end. */
export function page(...sections: readonly string[]): string {
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

/** A heading and what belongs to it; empty where that is nothing. */
export function section(heading: string, parts: readonly string[], colors: Colors): string {
  return parts.length === 0 ? "" : [title(heading, colors), ...parts].join("\n");
}

/** Line by line, so that no colour spans a line's end. */
export function title(text: string, { bold }: Colors): string {
  return wrap(text, WIDTH, INDENT).split("\n").map(bold).join("\n");
}

/** Running text. */
export function paragraph(text: string, indent = ""): string {
  return wrap(`${indent}${text}`, WIDTH, indent);
}

/** A line for each field, the texts below each other; those without a text are left out. */
export function fields(rows: readonly Field[], { dim }: Colors, indent = INDENT): string {
  return rows
    .flatMap(([label, text]) => {
      const [first, ...others] = typeof text === "string" ? (text === "" ? [] : [text]) : text;
      if (first === undefined) return [];
      const beside = `${indent}${" ".repeat(LABEL_WIDTH)}`;
      const line = wrap(`${indent}${label.padEnd(LABEL_WIDTH)}${first}`, WIDTH, beside);
      const labelled = `${indent}${dim(label)}${line.slice(indent.length + label.length)}`;
      return [labelled, ...others.map((other) => wrap(`${beside}${other}`, WIDTH, beside))];
    })
    .join("\n");
}

/** Rows of cells below each other; the last cell of each is wrapped where it is too long. */
export function grid(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => columns(row[index] ?? ""))));
  return rows
    .map((row) => {
      const before = row.slice(0, -1).map((cell, index) => pad(cell, widths[index] ?? 0));
      const line = `${INDENT}${before.map((cell) => `${cell}  `).join("")}`;
      return wrap(`${line}${row.at(-1) ?? ""}`, WIDTH, " ".repeat(columns(line)));
    })
    .join("\n");
}

function pad(cell: string, width: number): string {
  return cell + " ".repeat(width - columns(cell));
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
