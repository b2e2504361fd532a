import { createHash } from "node:crypto";
import { mkdir, rename, stat, symlink } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Workshop } from "./cache";
import { firstOnPath, isFile } from "./on-path";
import { checkCli } from "./pulumi-cli";

/** A CLI that runs and is new enough. */
export interface FoundCli {
  /** Folder with `bin/pulumi`, what `PulumiCommand.get({ root })` takes. */
  readonly root: string;
  /** What `pulumi version` answers, as in `v3.255.0`. */
  readonly version: string;
}

/**
 * The CLI that PULUMI_CLI names: the program itself, or a folder with `bin/pulumi`.
 *
 * @throws an error whose message says why it can't be used
 */
export async function namedCli(path: string, workshop: Workshop): Promise<FoundCli> {
  const file = await stat(path).then(
    (entry) => (entry.isDirectory() ? join(path, "bin", "pulumi") : path),
    () => undefined,
  );
  if (file === undefined) throw new Error(`${path} does not exist`);
  if (!(await isFile(file))) throw new Error(`${path} is a folder without bin/pulumi`);
  return found(resolve(file), workshop);
}

/**
 * The first `pulumi` on PATH, as a shell takes it.
 *
 * @throws an error whose message says that there is none or why it can't be used
 */
export async function cliOnPath(workshop: Workshop): Promise<FoundCli> {
  const file = await firstOnPath("pulumi", workshop.env.PATH);
  if (file === undefined) throw new Error("no pulumi there");
  return found(file, workshop);
}

async function found(file: string, workshop: Workshop): Promise<FoundCli> {
  const version = await checkCli(file, workshop.env, workshop.signal);
  return { root: await rootOf(file, workshop.cache), version };
}

/** The folder above `bin/pulumi`; for a program that lies elsewhere, one in the cache with a link to it. */
async function rootOf(file: string, cache: string): Promise<string> {
  if (basename(file) === "pulumi" && basename(dirname(file)) === "bin") return dirname(dirname(file));
  const root = join(cache, "pulumi", `link-${createHash("sha256").update(file).digest("hex").slice(0, 12)}`);
  const link = join(root, "bin", "pulumi");
  await mkdir(dirname(link), { recursive: true });
  const fresh = `${link}.${process.pid}`;
  await symlink(file, fresh);
  await rename(fresh, link);
  return root;
}
