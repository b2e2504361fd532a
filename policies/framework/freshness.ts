import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Folders and files of the pack that no compiled file is made of. */
const NOT_COMPILED = /^(bin|node_modules|fixtures\.ts|\..*)$|\.fixtures\.ts$/;

function sources(folder: string, prefix = ""): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .filter((entry) => !NOT_COMPILED.test(entry.name))
    .flatMap((entry) => {
      const path = join(prefix, entry.name);
      if (entry.isDirectory()) return sources(folder, path);
      return /\.ts$|^(tsconfig\.build\.json|build\.mjs)$/.test(entry.name) ? [path] : [];
    })
    .sort();
}

/** Digest of every file that the built pack is made of, `pack` being the folder of PulumiPolicy.yaml. */
export function sourceDigest(pack: string): string {
  const digest = createHash("sha256");
  for (const path of sources(pack)) {
    digest
      .update(path)
      .update("\0")
      .update(readFileSync(join(pack, path)))
      .update("\0");
  }
  return digest.digest("hex");
}

/**
 * Why the compiled pack must not run, or undefined where it may. A published pack carries no sources and cannot be stale.
 */
export function staleness(pack: string): string | undefined {
  if (!existsSync(join(pack, "index.ts"))) return undefined;
  if (builtFrom(pack) === sourceDigest(pack)) return undefined;
  return `${join(pack, "bin")} was not built from the present sources. Run "npm run build" in the repository, then try again.`;
}

/** Digest of the sources that bin/ was made of; undefined where it does not say. */
function builtFrom(pack: string): unknown {
  try {
    return (JSON.parse(readFileSync(join(pack, "bin", "build.json"), "utf8")) as { sources?: unknown }).sources;
  } catch {
    return undefined;
  }
}
