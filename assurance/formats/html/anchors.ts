import { createHash } from "node:crypto";
import type { Assessment } from "../../assessment";
import { html } from "./markup";
import type { Markup, Part } from "./markup";

/**
 * Where in the page something stands. Ids of the model stand for themselves: `T-1` for the threat, `SI-2` for the inherited
 * control, `G1` for the element of the assurance case. A goal's own controls are at `baseline-G1`.
 */
export function baselineAnchor(id: string): string {
  return id.startsWith("SI-") ? id : `baseline-${id}`;
}

/**
 * What the page knows a control by: its name; of one that no control of ours could have, a digest, as nobody knows what another
 * pack calls its policies. Two names never share a key.
 */
export function controlKey(name: string): string {
  if (/^[\w.-]{1,100}$/.test(name)) return name;
  // As JSON, halves of a character stay different from each other.
  return `~${createHash("sha256").update(JSON.stringify(name)).digest("hex").slice(0, 32)}`;
}

/** Where a control stands, as in `control-private-cluster`. */
export function controlAnchor(name: string): string {
  return `control-${controlKey(name)}`;
}

/** Where a threat, goal or inherited control of this id stands in the register. */
export function entryAnchor(id: string): string {
  return /^G\d/.test(id) ? baselineAnchor(id) : id;
}

/** Every place that the page has for something of the model, or for a control. */
export function anchorsOf(assessment: Assessment, controls: Iterable<string>): ReadonlySet<string> {
  return new Set([
    ...assessment.threats.map(({ id }) => id),
    ...assessment.baseline.map(({ id }) => baselineAnchor(id)),
    ...assessment.assuranceCase.map(({ id }) => id),
    ...[...controls].map(controlAnchor),
  ]);
}

/** A link to the place; the text alone where the page has none: evidence may name what this version of the model does not know. */
export function linkTo(anchor: string, text: Part, anchors: ReadonlySet<string>): Markup {
  return anchors.has(anchor) ? html`<a href="#${anchor}">${text}</a>` : html`${text}`;
}
