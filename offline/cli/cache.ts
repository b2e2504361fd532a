import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import envPaths from "env-paths";
import { lock } from "proper-lockfile";
import type { ProgressStream } from "./progress";

/** The user's cache directory for this project: PHYSICAL_AI_CACHE where set, else the operating system's place for caches. */
export function cacheDirectory(env: NodeJS.ProcessEnv = process.env): string {
  if (env.PHYSICAL_AI_CACHE) return resolve(env.PHYSICAL_AI_CACHE);
  return envPaths("physical-ai-platform", { suffix: "" }).cache;
}

/** What the making of tools needs to know of the run. */
export interface Workshop {
  /** See `cacheDirectory`. */
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where progress and waiting are shown. */
  readonly progress: ProgressStream;
  /** Ends what is under way and leaves nothing of it behind. */
  readonly signal?: AbortSignal;
}

export interface CacheEntry {
  /** What it is to a user: "Pulumi CLI v3.255.0". */
  readonly title: string;
  readonly directory: string;
  /** Whether a directory that is there already can be used; one that can't is made anew. */
  readonly usable: (directory: string) => Promise<boolean>;
  /** Fills an empty directory, which becomes the entry when this resolves. */
  readonly make: (directory: string) => Promise<void>;
}

/** Age from which a lock counts as left behind by a killed process. A living holder refreshes it every 5 s. */
const STALE_MILLISECONDS = 15_000;
const REFRESH_MILLISECONDS = 5_000;
const POLL_MILLISECONDS = 250;

/**
 * Makes a directory of the cache unless it is there. Of several runs one makes it and the others wait; it appears complete or
 * not at all, and leftovers of killed runs are removed.
 *
 * @returns whether this call made it
 */
export async function makeOnce(entry: CacheEntry, workshop: Workshop): Promise<boolean> {
  await mkdir(dirname(entry.directory), { recursive: true });
  const release = await acquire(entry, workshop);
  try {
    if (await entry.usable(entry.directory)) return false;
    const partial = `${entry.directory}.partial-`;
    await removeLeftovers(partial);
    const staging = await mkdtemp(partial);
    try {
      await entry.make(staging);
      workshop.signal?.throwIfAborted();
      await rm(entry.directory, { recursive: true, force: true });
      await rename(staging, entry.directory);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
    return true;
  } finally {
    await release();
  }
}

async function acquire({ title, directory }: CacheEntry, { progress, signal }: Workshop): Promise<() => Promise<void>> {
  for (let waiting = false; ; waiting = true) {
    signal?.throwIfAborted();
    try {
      const release = await lock(directory, {
        realpath: false,
        stale: STALE_MILLISECONDS,
        update: REFRESH_MILLISECONDS,
        // After a long suspension another run may have taken over. Both finish: each has a directory of its own until the end.
        onCompromised: () => undefined,
      });
      return () => release().catch(() => undefined);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ELOCKED") throw error;
      if (!waiting) progress.write(`Waiting for another run that is getting the ${title} (${directory}.lock) ...\n`);
      await delay(POLL_MILLISECONDS, undefined, { signal }).catch(() => signal?.throwIfAborted());
    }
  }
}

/** Only the lock's holder makes this entry, so whatever is half made is nobody's. */
async function removeLeftovers(partial: string): Promise<void> {
  const parent = dirname(partial);
  for (const name of await readdir(parent)) {
    if (name.startsWith(basename(partial))) await rm(join(parent, name), { recursive: true, force: true });
  }
}
