import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The files that name an id of the model, from the root of the repository. */
export interface Mentions {
  readonly components: readonly string[];
  readonly guides: readonly string[];
}

/** Which files of the platform and of its guides name `id`, as in `Closes T-1`. */
export function mentionsIn(repository: string, id: string): Mentions {
  const word = new RegExp(`(?<![\\w-])${id}(?![\\w-])`);
  const naming = (files: readonly string[]) =>
    files.filter((file) => word.test(readFileSync(join(repository, file), "utf8")));
  return {
    components: naming(filesBelow(repository, "components")),
    // Pages of controls are below docs/controls, and told with their controls.
    guides: naming(
      readdirSync(join(repository, "docs"))
        .filter((name) => name.endsWith(".md"))
        .sort()
        .map((name) => `docs/${name}`),
    ),
  };
}

function filesBelow(repository: string, folder: string): readonly string[] {
  return readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(repository.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}
