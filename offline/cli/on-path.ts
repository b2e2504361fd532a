import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, resolve } from "node:path";

/** The first program of this name on `path` (the value of PATH), as a shell takes it; undefined where there is none. */
export async function firstOnPath(name: string, path: string | undefined): Promise<string | undefined> {
  for (const folder of (path ?? "").split(delimiter)) {
    const file = resolve(folder, name);
    if ((await isFile(file)) && (await isExecutable(file))) return file;
  }
  return undefined;
}

/** Whether `path` is a file, or a link to one. */
export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
