import { enumerate } from "./layout";
import type { Level, PolicyConfiguration } from "./policy-configuration";

/** How strict a policy is: `mandatory by default and in prod; advisory in dev`. */
export function levels(policy: string, ownLevel: Level, configurations: readonly PolicyConfiguration[]): string {
  const places = new Map<Level, string[]>([[ownLevel, ["by default"]]]);
  for (const configuration of configurations) {
    const level = configuration.levelOf(policy, ownLevel);
    places.set(level, [...(places.get(level) ?? []), `in ${configuration.stack}`]);
  }
  return [...places].map(([level, where]) => `${level} ${enumerate(where)}`).join("; ");
}
