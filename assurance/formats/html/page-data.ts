import type { Finding } from "../../evidence";
import { plain } from "../../plain-text";
import { nameOf, typeOf } from "../../resource-name";
import { controlKey } from "./anchors";
import type { ControlEvidence } from "./control-evidence";
import { SOURCES } from "./finding";
import { utc } from "./moment";
import { escape, Markup } from "./markup";
import { toneOf, wordOf } from "./status";

/**
 * A finding that the page's script writes when asked: resource, subject (-1 where it is the resource's name), source and time;
 * of one that is no pass also the tone and the word of its verdict, level, statement, what to set, remedy and waiver. Numbers are places in `texts`, -1 for
 * none; the first is one in `resources`.
 */
type Row = readonly number[];

/** What the page's script reads: of 1,000 resources about a tenth of a megabyte, so each text is there once. */
export interface PageData {
  readonly texts: readonly string[];
  /** Name and type of each, as places in `texts`. */
  readonly resources: readonly (readonly [number, number])[];
  /** By the key of the control. */
  readonly controls: Readonly<Record<string, { readonly passes: readonly Row[]; readonly more: readonly Row[] }>>;
}

export function pageData(controls: Iterable<ControlEvidence>): PageData {
  const texts = new Pool<string>((text) => text);
  const resources = new Pool<readonly [number, number]>((pair) => pair.join());
  const at = (text: string | undefined) => (text === undefined || text === "" ? -1 : texts.placeOf(plain(text)));
  const place = ({ resource, subject, source, time }: Finding): number[] => [
    resources.placeOf([at(nameOf(resource)), at(typeOf(resource))]),
    subject === nameOf(resource) ? -1 : at(subject),
    at(SOURCES[source]),
    at(time === undefined ? undefined : utc(time)),
  ];
  const whole = (finding: Finding): number[] => {
    const { verdict, level, statement, set, remedy, waiver } = finding;
    const waived = waiver && `${waiver.owner} until ${waiver.expires}: ${waiver.reason}`;
    return [...place(finding), ...[toneOf(verdict), wordOf(verdict), level, statement, set, remedy, waived].map(at)];
  };
  const rows = [...controls].map(
    ({ name, passes, more }) => [controlKey(name), { passes: passes.map(place), more: more.map(whole) }] as const,
  );
  return { texts: texts.all, resources: resources.all, controls: Object.fromEntries(rows) };
}

/** `data` in a script element of this id, which only `<` could end or change. */
export function dataElement(id: string, data: PageData): Markup {
  const text = JSON.stringify(data)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  return new Markup(`<script type="application/json" id="${escape(id)}">${text}</script>`);
}

/** Each value once, by the place that it got. */
class Pool<Value> {
  readonly all: Value[] = [];
  private readonly places = new Map<string, number>();

  constructor(private readonly keyOf: (value: Value) => string) {}

  placeOf(value: Value): number {
    const key = this.keyOf(value);
    const known = this.places.get(key);
    if (known !== undefined) return known;
    this.places.set(key, this.all.length);
    return this.all.push(value) - 1;
  }
}
