import type { ServedId } from "./model";

/**
 * Controls that are designed and not written yet, by what they serve. As long as one is left, nobody may call the threat
 * mitigated; who writes one takes it from here.
 */
export const plannedControls: Readonly<Partial<Record<ServedId, readonly string[]>>> = {};
