import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What Pulumi Cloud shows of the pack as a whole. */
export interface PackMetadata {
  readonly displayName: string;
  readonly readme: string;
  readonly provider: string;
  readonly tags: string[];
  /** Where its sources are; left out as long as package.json does not say. */
  readonly repository?: string;
}

/** Reads it from README.md and package.json of the folder `pack`, both of which are published. */
export function packMetadata(pack: string): PackMetadata {
  const { repository } = JSON.parse(readFileSync(join(pack, "package.json"), "utf8")) as {
    repository?: string | { url: string };
  };
  const address = typeof repository === "object" ? repository.url : repository;
  return {
    displayName: "Physical AI STRIDE",
    readme: readFileSync(join(pack, "README.md"), "utf8"),
    provider: "azure",
    tags: ["stride", "threat-model", "azure", "kubernetes", "machine-learning"],
    ...(address !== undefined && { repository: address.replace(/^git\+/, "").replace(/\.git$/, "") }),
  };
}
