import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { accepted } from "./api-client";
import type { ApiClient, Manifest } from "./api-client";
import { waitFor } from "./wait-for";

const FOLDER = join(__dirname, "crds");

interface Definition extends Manifest {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
}

/** The definitions in crds/, of the kinds that charts and extensions of the platform bring into a cluster. */
export function customResourceDefinitions(): Definition[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .flatMap((file) => parseAllDocuments(readFileSync(join(FOLDER, file), "utf8")))
    .map((document) => document.toJS() as Definition);
}

/** Makes the API server serve them. */
export async function applyCustomResources(client: ApiClient): Promise<void> {
  const definitions = customResourceDefinitions();
  for (const definition of definitions) accepted(await client.apply(definition));
  for (const { spec, metadata } of definitions) {
    for (const version of spec.versions.filter(({ served }) => served)) {
      const path = `/apis/${spec.group}/${version.name}/${spec.names.plural}`;
      const isServed = async () => (await client.send("GET", path)).accepted;
      await waitFor(isServed, { what: `${metadata.name} ${version.name}` });
    }
  }
}
