import { assessmentOf } from "../../../assurance/assessment";
import type { Assessment } from "../../../assurance/assessment";
import type { Evidence } from "../../../assurance/evidence";
import { htmlReport } from "../../../assurance/formats/html";
import { catalogue } from "../../../policies/catalogue";

/** The day of the tests' runs, which tell none. */
export const TODAY = "2026-11-25";

export function assessed(evidence: Evidence, earlier?: Evidence): Assessment {
  return assessmentOf(evidence, catalogue, { today: TODAY, ...(earlier && { earlier }) });
}

export function pageOf(evidence: Evidence, earlier?: Evidence): string {
  return htmlReport(evidence, assessed(evidence, earlier));
}

/** The page without its style, its scripts and its tags: what a reader sees, in one line. */
export function textOf(page: string): string {
  return markupOf(page)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
}

/** The page without the content of its style and its scripts. */
export function markupOf(page: string): string {
  return page.replace(/(<(style|script)\b[^>]*>)[\s\S]*?(<\/\2>)/g, "$1$3");
}

/** What the page's own script reads. */
export function dataOf(page: string): unknown {
  const [, data = ""] = /<script type="application\/json" id="page-data">([\s\S]*?)<\/script>/.exec(page) ?? [];
  return JSON.parse(data);
}

/** Names of all elements and of all their attributes in the page. */
export function namesOf(page: string): {
  readonly elements: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
} {
  const tags = [...markupOf(page).matchAll(/<([a-z][\w-]*)((?:"[^"]*"|[^>"])*)>/gi)];
  const attributes = tags.flatMap(([, , all = ""]) => all.replace(/"[^"]*"/g, "").match(/[^\s=/]+/g) ?? []);
  return { elements: new Set(tags.map(([, name = ""]) => name.toLowerCase())), attributes: new Set(attributes) };
}

const VOID = new Set(["meta", "input", "br", "!doctype", "rect", "circle", "ellipse", "path"]);

/** What is wrong with the page's tags: ends without a start, starts without an end, attributes that HTML does not read as one. */
export function brokenTags(page: string): readonly string[] {
  const open: string[] = [];
  const broken: string[] = [];
  for (const [tag, end, name = "", attributes = ""] of markupOf(page).matchAll(
    /<(\/?)([!a-z][\w-]*)((?:"[^"]*"|[^>"])*)>/gi,
  )) {
    const rest = attributes.replace(/\s[\w:-]+(="[^"]*")?/g, "").replace(/\s*\/?\s*$/, "");
    if (name !== "!doctype" && rest !== "") broken.push(tag);
    if (end === "" && !VOID.has(name)) open.push(name);
    if (end === "/" && open.pop() !== name) broken.push(tag);
  }
  return [...broken, ...open];
}
