import type { Change } from "./remedy";

/** What a control found at one place: a resource or a part of it. */
export interface Finding {
  readonly verdict: "pass" | "fail" | "undetermined" | "error";
  /** What was judged, as a reader names it; with the control's name, the id that a waiver gives. */
  readonly subject: string;
  /** The resource that the finding is attributed to. */
  readonly urn: string;
  /** Name of that resource in the program, which a waiver's glob is matched with. */
  readonly resourceName: string;
  /** What is wrong, or what is not known. One clause without property values; empty for a pass. */
  readonly statement: string;
  /** What exactly to set, as in `properties.publicNetworkAccess to "Disabled"`. */
  readonly set?: string;
  /** What the level `remediate` sets. Left out where somebody has to decide. */
  readonly changes?: readonly Change[];
}
