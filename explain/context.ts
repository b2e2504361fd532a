import type { Colors } from "./layout";
import type { Mentions } from "./mentions";
import type { PolicyConfiguration } from "./policy-configuration";

/** What an explanation tells beside the model and the pack. */
export interface Context {
  /** Those that the pack ships for the stacks of this repository. */
  readonly configurations: readonly PolicyConfiguration[];
  /** The day that waivers are counted from, `YYYY-MM-DD`, UTC. */
  readonly today: string;
  /** Where the platform and its guides name an id of the model. */
  readonly mentionsOf: (id: string) => Mentions;
  readonly colors: Colors;
}
