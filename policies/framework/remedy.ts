import type { Expectation, PropertyValue } from "./expectation";

/** One property and the value that it is to have. */
export interface Change {
  /** As in `subnets[0].defaultOutboundAccess`; objects on the way that are not there are made. */
  readonly path: string;
  readonly value: PropertyValue;
}

/** What mends a finding, whoever does it: the words for people, and the changes for the level `remediate`. */
export interface Remedy {
  readonly words: string;
  readonly changes: readonly Change[];
}

/** Sets the property at `path` to what is expected of it. */
export function settingTo(path: string, { wanted, value }: Expectation): Remedy {
  return { words: `${path} to ${wanted}`, changes: value === undefined ? [] : [{ path, value }] };
}

/** Does all of it or, where one property cannot be set, none. */
export function together(...remedies: readonly Remedy[]): Remedy {
  return {
    words: remedies.map(({ words }) => words).join(" and "),
    changes: remedies.flatMap(({ changes }) => changes),
  };
}
