import type { Mutation } from "./mutate";

/** One way to break the hardened platform, and who has to notice. */
export interface Row {
  /** The control that catches it. */
  readonly control: string;
  /** What somebody did, as the end of "is caught when". */
  readonly when: string;
  readonly mutation: Mutation | readonly Mutation[];
  /** Controls that catch it too, each with the reason. */
  readonly also?: Readonly<Record<string, string>>;
}

/** A list with one item more. */
export function withItem(item: unknown): (before: unknown) => unknown {
  return (before) => [...((before as readonly unknown[] | undefined) ?? []), item];
}
