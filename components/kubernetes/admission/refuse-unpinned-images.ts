import { pattern } from "./cel";
import { CONTAINERS, IMAGES } from "./pods";
import type { RefusingRule } from "./refusing-rules";

/** Part of G4: a tag can be moved to another image, a digest can't. */
export const refuseUnpinnedImages: RefusingRule = {
  name: "refuse-unpinned-images",
  threats: ["G4"],
  title: "Images are pinned by digest",
  why: "What a tag names can change between the review of a job and its start.",
  variables: [
    CONTAINERS,
    IMAGES,
    {
      name: "unpinnedImages",
      expression: `variables.images.filter(i, !i.image.matches(${pattern("@sha256:[0-9a-f]{64}$")})).map(i, i.user)`,
    },
  ],
  refusals: [
    {
      found: "unpinnedImages",
      problem: "images without a digest in",
      remedy: "Add @sha256:DIGEST to the references; az acr manifest list-metadata tells it",
    },
  ],
};
