import type { NameParts } from "./names";

export type Tags = Readonly<Record<string, string>>;

/** The tags that every resource has, by name. */
export const PLATFORM_TAGS = ["platform", "environment", "instance", "owner", "managed-by"] as const;

/** The tags of every resource: what it belongs to, who answers for it, and the operator's own, which replace none of these. */
export function platformTags(parts: NameParts, owner: string, own: Tags): Tags {
  const platform: Record<(typeof PLATFORM_TAGS)[number], string> = {
    platform: "physical-ai",
    environment: parts.environment,
    instance: parts.instance,
    owner,
    "managed-by": "pulumi",
  };
  return { ...own, ...platform };
}
