/** GitHub takes comments of at most 65,536 characters; the rest is for what a workflow writes around the report. */
export const LONGEST = 60_000;

/** Characters around the items of a section: its heading or fold, and the line that says what is left out. */
const FRAME = 200;

/** Characters that a folded section gets before all others have theirs. */
const FOLDED = 6_000;

/** A part of the report that is cut where there is no room for it. */
export interface Section {
  readonly title: string;
  /** A folded section has its title as the summary that unfolds it. Markdown of our own, on one line. */
  readonly form: "heading" | "fold";
  /** Head of the table that the items are rows of. */
  readonly head?: string;
  /** Lines that belong together: one is there whole or not at all. */
  readonly items: readonly string[];
  /** What an item is, in the plural: `findings`. */
  readonly of: string;
  /** Who gets room first: the lowest. */
  readonly rank: number;
}

/** The section as it fits, and how many of its items do not. */
export interface Fitted {
  readonly section: Section;
  readonly shown: readonly string[];
  readonly leftOut: number;
}

/**
 * Shares `room` characters among the sections. By rank each gets at first at most half of what is left, so that one that is
 * endless leaves room for the others; what nobody took then goes to those that were cut, by rank again.
 *
 * @param room characters for the sections, without the blank lines between them
 */
export function fit(sections: readonly Section[], room: number): readonly Fitted[] {
  const byRank = [...sections].sort((a, b) => a.rank - b.rank);
  const taken = new Map<Section, Fitted>();
  let left = room - byRank.reduce((total, section) => total + frameOf(section), 0);
  const give = (section: Section, most: number) => {
    const fitted = fitOne(section, most);
    left -= lengthOf(fitted.shown) - lengthOf(taken.get(section)?.shown ?? []);
    taken.set(section, fitted);
  };
  for (const section of byRank) give(section, section.form === "fold" ? Math.min(left / 2, FOLDED) : left / 2);
  for (const section of byRank) {
    const fitted = taken.get(section);
    if (fitted && fitted.leftOut > 0) give(section, left + lengthOf(fitted.shown));
  }
  return sections.flatMap((section) => taken.get(section) ?? []);
}

/** The section in Markdown. */
export function render({ section, shown, leftOut }: Fitted): string {
  const { title, form, head, of, items } = section;
  const notice = `\n_${leftOut} of ${items.length} ${of} are left out here: report.html has them all._`;
  const body = [...(head === undefined ? [] : [head]), ...shown, ...(leftOut > 0 ? [notice] : [])].join("\n");
  if (form === "heading") return `## ${title}\n\n${body}`;
  return `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** Items in their order as far as they fit, skipping what alone is too long. */
function fitOne(section: Section, most: number): Fitted {
  const shown: string[] = [];
  let taken = 0;
  for (const item of section.items) {
    if (taken + item.length + 1 > most) continue;
    taken += item.length + 1;
    shown.push(item);
  }
  return { section, shown, leftOut: section.items.length - shown.length };
}

/** What a section takes without its items. */
function frameOf({ title, head = "", of }: Section): number {
  return title.length + head.length + of.length + FRAME;
}

function lengthOf(items: readonly string[]): number {
  return items.reduce((total, item) => total + item.length + 1, 0);
}
