/**
 * Finds the Pulumi CLI that runs the offline engine, or gets one. In this order:
 *
 * 1. PULUMI_CLI, if set: that one or none.
 * 2. `pulumi` on PATH.
 * 3. The official installer, into the cache.
 * 4. A build from Go modules, into the cache.
 *
 * What 3 or 4 left in the cache serves before either is tried again: so one build is the last wait, also where the installer
 * can be reached later on.
 */
import { join } from "node:path";
import { cacheDirectory, makeOnce } from "./cache";
import type { Workshop } from "./cache";
import { cliOnPath, namedCli } from "./given-cli";
import type { FoundCli } from "./given-cli";
import { buildGoTool, readGoTool } from "./go-build";
import type { GoToolPin } from "./go-build";
import { installerFrom } from "./installer";
import type { Installer } from "./installer";
import type { ProgressStream } from "./progress";
import { checkCli, PULUMI_MODULE, pulumiCli } from "./pulumi-cli";
import { CliNotFoundError } from "./not-found";
import type { SkippedWay, Way } from "./not-found";

export { cacheDirectory } from "./cache";
export { CliNotFoundError } from "./not-found";
export type { SkippedWay, Way } from "./not-found";

export interface ResolveOptions {
  /** Environment to search, and of everything started. Default: this process's. */
  readonly env?: NodeJS.ProcessEnv;
  /** Ends a download or a build; nothing half made stays behind. */
  readonly signal?: AbortSignal;
  /** Where progress is shown. Default: standard error. */
  readonly progress?: ProgressStream;
  /** Folder with the go.mod that pins the CLI, for the installer too. Default: tools/pulumi. */
  readonly module?: string;
  /** Default: the official one. */
  readonly installer?: Installer;
}

export interface ResolvedCli extends FoundCli {
  /** The way that serves. */
  readonly source: Way;
  /** The ways before it, each with the reason why it did not serve. */
  readonly skipped: readonly SkippedWay[];
}

/**
 * @throws CliNotFoundError where PULUMI_CLI is set and can't be used, or no way serves; GoBuildError where go.mod can't be
 * read; the signal's reason once it is aborted and what was under way is gone
 */
export async function resolveCli(options: ResolveOptions = {}): Promise<ResolvedCli> {
  const { env = process.env, signal, progress = process.stderr } = options;
  const { module = PULUMI_MODULE, installer = installerFrom() } = options;
  const workshop: Workshop = { cache: cacheDirectory(env), env, progress, signal };
  if (env.PULUMI_CLI) {
    try {
      return { ...(await namedCli(env.PULUMI_CLI, workshop)), source: "PULUMI_CLI", skipped: [] };
    } catch (error) {
      signal?.throwIfAborted();
      throw CliNotFoundError.ofNamed((error as Error).message);
    }
  }

  const skipped: SkippedWay[] = [{ way: "PULUMI_CLI", why: "not set" }];
  const attempt = async (source: Way, find: () => Promise<FoundCli>): Promise<ResolvedCli | undefined> => {
    try {
      return { ...(await find()), source, skipped };
    } catch (error) {
      signal?.throwIfAborted();
      skipped.push({ way: source, why: (error as Error).message });
      return undefined;
    }
  };

  const onPath = await attempt("PATH", () => cliOnPath(workshop));
  if (onPath) return onPath;
  const tool = pulumiCli(module, env, signal);
  const pin = await readGoTool(tool, workshop.cache);
  return (
    (await cachedCli(pin, skipped, workshop)) ??
    (await attempt("official installer", () => installedCli(pin, installer, workshop))) ??
    (await attempt("Go modules", async () => verified((await buildGoTool(tool, workshop)).directory, workshop))) ??
    Promise.reject(CliNotFoundError.ofAll(skipped, { go: pin.go, cache: workshop.cache }))
  );
}

/** One line that says which CLI serves and why the ways before it did not. */
export function describeCli({ version, source, root, skipped }: ResolvedCli): string {
  const serving = `Pulumi CLI ${version} from ${source} (${root})`;
  if (skipped.length === 0) return serving;
  const others = skipped.map(({ way, why }) => `${way}: ${why.replace(/\s*\n\s*/g, " ")}`);
  return `${serving}; not from ${others.join("; ")}`;
}

/** What an earlier run installed or built of this very version. */
async function cachedCli(pin: GoToolPin, skipped: SkippedWay[], workshop: Workshop): Promise<ResolvedCli | undefined> {
  const inCache = (root: string) =>
    verified(root, workshop).catch(() => {
      workshop.signal?.throwIfAborted();
      return undefined;
    });
  const installed = await inCache(installedDirectory(pin, workshop));
  if (installed) return { ...installed, source: "official installer", skipped };
  const built = await inCache(pin.directory);
  if (!built) return undefined;
  skipped.push({ way: "official installer", why: "not asked, an earlier build is in the cache" });
  return { ...built, source: "Go modules", skipped };
}

async function installedCli(pin: GoToolPin, install: Installer, workshop: Workshop): Promise<FoundCli> {
  const { version } = pin;
  const { env, signal, progress } = workshop;
  const directory = installedDirectory(pin, workshop);
  await makeOnce(
    {
      title: `Pulumi CLI ${version}`,
      directory,
      usable: (root) =>
        verified(root, workshop).then(
          () => true,
          () => false,
        ),
      make: async (root) => {
        await install({ version, root, env, progress, signal });
        await verified(root, workshop);
      },
    },
    workshop,
  );
  return verified(directory, workshop);
}

function installedDirectory({ version }: GoToolPin, { cache }: Workshop): string {
  return join(cache, "pulumi", `${version}-${process.platform}-${process.arch}-installed`);
}

async function verified(root: string, { env, signal }: Workshop): Promise<FoundCli> {
  return { root, version: await checkCli(join(root, "bin", "pulumi"), env, signal) };
}
