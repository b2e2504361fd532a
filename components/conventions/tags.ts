import type { NameParts } from "./names";

export type Tags = Readonly<Record<string, string>>;

/** The tags of every resource: what it belongs to, who answers for it, and the operator's own. */
export function platformTags(parts: NameParts, owner: string, own: Tags): Tags {
  return {
    ...own,
    platform: "physical-ai",
    environment: parts.environment,
    instance: parts.instance,
    owner,
    "managed-by": "pulumi",
  };
}
