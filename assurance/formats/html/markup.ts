import { plain } from "../../plain-text";

/** HTML that may stand in the page as it is. Only `html` makes it, so nothing gets there unescaped by being forgotten. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What a template takes: text, which is escaped; HTML of another template; or a list of either. */
export type Part = string | number | Markup | undefined | readonly Part[];

/** Nothing. */
export const nothing = new Markup("");

/** Each template's fixed parts, condensed once. */
const CONDENSED = new WeakMap<TemplateStringsArray, readonly string[]>();

/**
 * A template of HTML. Whatever is put in is text, escaped for an element's content and for an attribute in double quotes;
 * HTML of another template stays as it is, a list is joined, and `undefined` leaves nothing.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(condensed(strings).reduce((text, next, index) => text + written(parts[index - 1]) + next));
}

/** Text of somebody else, as of names and messages: made harmless, set apart from the direction of writing around it. */
export function given(text: string): Markup {
  return html`<bdi>${plain(text)}</bdi>`;
}

/** `text` in fixed width, as ids and names of resources are shown. */
export function code(text: string): Markup {
  return html`<code><bdi>${plain(text)}</bdi></code>`;
}

/** `text` where HTML takes text or a value in double quotes. */
export function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** The fixed parts of a template, with one space for each line break and its indentation: a large page is half as long. */
function condensed(strings: TemplateStringsArray): readonly string[] {
  const known = CONDENSED.get(strings);
  if (known) return known;
  const short = strings.map((text) => text.replace(/\n\s*/g, " "));
  CONDENSED.set(strings, short);
  return short;
}

function written(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(written).join("");
  return escape(String(part));
}
