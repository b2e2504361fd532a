import { pattern, registryPrefix, texts } from "./cel";
import { CONTAINERS, IMAGES } from "./pods";
import type { RefusingRule } from "./refusing-rules";

/**
 * Part of G4: a tag can be moved to another image, a digest can't.
 *
 * @param byTag registries with a path, whose images may come by tag
 */
export function refuseUnpinnedImages(byTag: readonly string[]): RefusingRule {
  const pinned = `i.image.matches(${pattern("@sha256:[0-9a-f]{64}$")})`;
  const known = byTag.length > 0 ? ` && !${texts(byTag.map(registryPrefix))}.exists(p, i.image.startsWith(p))` : "";
  return {
    name: "refuse-unpinned-images",
    threats: ["G4"],
    title: "Images are pinned by digest",
    why: "What a tag names can change between the review of a job and its start.",
    variables: [
      CONTAINERS,
      IMAGES,
      { name: "unpinnedImages", expression: `variables.images.filter(i, !${pinned}${known}).map(i, i.user)` },
    ],
    refusals: [
      {
        found: "unpinnedImages",
        problem: "images without a digest in",
        remedy: "Add @sha256:DIGEST to the references; az acr manifest list-metadata tells it",
      },
    ],
  };
}
