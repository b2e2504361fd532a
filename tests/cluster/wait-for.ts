import { setTimeout as delay } from "node:timers/promises";

/** Between two looks. Short beside what is waited for, which takes tenths of a second to seconds. */
const POLL_MILLISECONDS = 50;

export interface WaitOptions {
  /** What is waited for, to continue "did not come:". */
  readonly what: string;
  /** Milliseconds until it counts as not coming. Default 20 s: some fifty times what a policy takes to work. */
  readonly deadline?: number;
}

/**
 * Looks until `look` finds something.
 *
 * @returns what it found: the first value that is neither undefined nor false
 * @throws an error that names what did not come; what `look` throws, at once
 */
export async function waitFor<T>(
  look: () => Promise<T | undefined | false>,
  { what, deadline = 20_000 }: WaitOptions,
): Promise<T> {
  const end = performance.now() + deadline;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`did not come within ${deadline / 1_000} s: ${what}`);
    await delay(POLL_MILLISECONDS);
  }
}
