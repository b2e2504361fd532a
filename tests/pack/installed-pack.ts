import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

const REPOSITORY = join(__dirname, "..", "..");
const MODULES = join(REPOSITORY, "node_modules");

/** What is packed of a folder, and the tarball. */
export interface Packed {
  readonly files: readonly string[];
  /** Path of the tarball. */
  readonly tarball: string;
  readonly bytes: { readonly packed: number; readonly unpacked: number };
}

/** What npm reports of a tarball. */
interface Report {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** Packs the pack in `source` into `folder`, as `pulumi policy publish` does. */
export function packInto(folder: string, source: string): Packed {
  const report = npm(source, "pack", "--json", "--pack-destination", folder);
  const [packed] = JSON.parse(report) as Report[];
  if (!packed) throw new Error("npm pack reported nothing.");
  return {
    files: packed.files.map(({ path }) => path),
    tarball: join(folder, packed.filename),
    bytes: { packed: packed.size, unpacked: packed.unpackedSize },
  };
}

/**
 * The published pack as the engine installs it: unpacked in a folder far from the repository, with what its package.json
 * asks for at run time beside it and nothing else. The packages come from the repository's own node_modules, so that no
 * network is needed; npm then says whether anything is missing.
 */
export class InstalledPack {
  private readonly home = mkdtempSync(join(tmpdir(), "installed-pack-"));
  /** Folder of PulumiPolicy.yaml. */
  readonly folder = join(this.home, "package");

  constructor({ tarball }: Packed) {
    execFileSync("tar", ["-xzf", tarball], { cwd: this.home });
    for (const source of neededBy(this.folder)) {
      cpSync(source, join(this.folder, "node_modules", relative(MODULES, source)), { recursive: true });
    }
  }

  /** Has npm install the pack without a network; throws where something is missing. */
  install(): void {
    // The engine leaves out what is for development. npm would all the same ask the registry about it.
    npm(this.folder, "pkg", "delete", "devDependencies");
    npm(this.folder, "install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund");
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Folders of the packages that the package in `folder` needs at run time, directly or not. */
function neededBy(folder: string, found = new Set<string>()): ReadonlySet<string> {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    dependencies?: Readonly<Record<string, string>>;
    optionalDependencies?: Readonly<Record<string, string>>;
  };
  const isDependency = folder.startsWith(MODULES);
  const optional = Object.keys(manifest.optionalDependencies ?? {});
  for (const name of [...Object.keys(manifest.dependencies ?? {}), ...optional]) {
    const source = locate(name, isDependency ? folder : REPOSITORY);
    if (source === undefined && optional.includes(name)) continue;
    if (source === undefined) throw new Error(`${name} is not installed: run "npm ci".`);
    if (found.has(source)) continue;
    found.add(source);
    neededBy(source, found);
  }
  return found;
}

/** Where Node.js finds a package that is asked for in `folder`. */
function locate(name: string, folder: string): string | undefined {
  const here = join(folder, "node_modules", name);
  if (existsSync(join(here, "package.json"))) return here;
  return folder === REPOSITORY ? undefined : locate(name, dirname(folder));
}

function npm(folder: string, ...args: readonly string[]): string {
  const shell = process.platform === "win32";
  return execFileSync("npm", args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], shell }).toString();
}
