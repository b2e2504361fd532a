import { resourceControl } from "../../framework/control";
import { judgedWhere } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import { comesFrom, imageReference } from "../../framework/image-reference";
import { imagesOf, NAMES_IMAGES } from "../../framework/kubernetes/images";
import type { NamedImage } from "../../framework/kubernetes/images";
import type { Properties } from "../../framework/reading";
import type { Resource } from "../../framework/resource";

export const imagesFromApprovedRegistries = resourceControl({
  name: "images-from-approved-registries",
  goals: ["G4"],
  severity: "high",
  title: "Images come from registries that somebody answers for",
  rationale:
    "Anyone can publish an image on a public registry, under a name that looks like another's; one that is named without a registry comes from Docker Hub. What is imported into a registry of one's own is scanned there and stays.",
  remediation:
    "Import the image and refer to the copy: components/registry/images.ts. Other places are approved by the setting registries.",
  references: { cisAks: ["5.1.4"] },
  resources: NAMES_IMAGES,
  settings: {
    registries: {
      type: "array",
      items: { type: "string", minLength: 1 },
      description:
        'Approved places: hosts, whose first label may be "*" for any one label, with or without the beginning of a path, as in "nvcr.io/nvidia"',
      default: ["*.azurecr.io", "mcr.microsoft.com"],
    },
  },
  *check(resource, settings) {
    const approved = placesIn(settings);
    const { known, isComplete } = imagesOf(resource);
    for (const image of known) {
      const finding = judge(resource, image, approved);
      if (finding) yield* judgedWhere(image.isUsed ?? true, "whether it is pulled is not known yet", [finding]);
    }
    if (!isComplete) yield resource.undetermined("not all of its images are known yet");
  },
});

function placesIn(settings: Properties): readonly string[] {
  const registries = settings.list("registries");
  const places = registries.state === "known" ? registries.value.map((place) => place.text()) : [];
  return places.flatMap((place) => (place.state === "known" ? [place.value] : []));
}

/** Nothing where a chart is told only part of a reference that has no registry, which it has from elsewhere. */
function judge(resource: Resource, image: NamedImage, approved: readonly string[]): Finding | undefined {
  const { kind, text, part, path } = image;
  const details = { part, set: `${path} to a reference to an approved registry` };
  if (kind === "tag") return undefined;
  if (text.state === "unknown") return resource.undetermined("its image is not known yet", details);
  if (text.state !== "known") return resource.fail("names no image", details);
  const reference = imageReference(kind === "place" ? `${text.value.replace(/\/+$/, "")}/image` : text.value);
  if (reference && comesFrom(reference, approved)) return resource.pass({ part });
  return resource.fail("comes from a registry that is not approved", details);
}
