import { pattern, registryPrefix, texts } from "./cel";
import { inImages } from "./findings";
import { CONTAINERS } from "./pods";
import type { RefusingRule } from "./refusing-rules";

/**
 * Part of G4: a tag can be moved to another image, a digest can't.
 *
 * @param byTag registries with a path, whose images may come by tag
 */
export function refuseUnpinnedImages(byTag: readonly string[]): RefusingRule {
  const prefixes = texts(byTag.map(registryPrefix));
  const isUnpinned = (image: string) =>
    `!${image}.matches(${pattern("@sha256:[0-9a-f]{64}$")})` +
    (byTag.length > 0 ? ` && !${prefixes}.exists(p, ${image}.startsWith(p))` : "");
  const unpinned = inImages("unpinnedImages", isUnpinned, {
    problem: "images without a digest in",
    remedy: "Add @sha256:DIGEST to the references; az acr manifest list-metadata tells it",
  });
  return {
    name: "refuse-unpinned-images",
    threats: ["G4"],
    title: "Images are pinned by digest",
    why: "What a tag names can change between the review of a job and its start.",
    variables: [CONTAINERS, unpinned.variable],
    refusals: [unpinned.refusal],
  };
}
