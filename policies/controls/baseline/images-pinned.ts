import { resourceControl } from "../../framework/control";
import { judgedWhere } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import { imageReference, pinOf } from "../../framework/image-reference";
import type { Pin } from "../../framework/image-reference";
import { imagesOf, NAMES_IMAGES } from "../../framework/kubernetes/images";
import type { NamedImage } from "../../framework/kubernetes/images";
import type { Resource } from "../../framework/resource";

export const imagesPinned = resourceControl({
  name: "images-pinned",
  goals: ["G4"],
  severity: "medium",
  title: "Images are pinned by digest",
  rationale:
    "A tag can be moved to another image between the review of a change and the start of a pod, by who may push to the registry or by who took it over. A digest names one image for ever.",
  remediation: "Add @sha256: and the digest to the reference: components/registry/images.ts.",
  references: { checkov: ["CKV_K8S_14", "CKV_K8S_43"], kubeLinter: ["latest-tag"] },
  resources: NAMES_IMAGES,
  *check(resource) {
    const { known, isComplete } = imagesOf(resource);
    for (const image of known) {
      if (image.kind === "place") continue;
      yield* judgedWhere(image.isUsed ?? true, "whether it is pulled is not known yet", [judge(resource, image)]);
    }
    if (!isComplete) yield resource.undetermined("not all of its images are known yet");
  },
});

function judge(resource: Resource, { kind, text, part, path }: NamedImage): Finding {
  const details = { part, set: `${path} to a reference with @sha256: and 64 digits` };
  if (text.state === "unknown") return resource.undetermined("its image is not known yet", details);
  if (text.state !== "known") return resource.fail("names no image", details);
  const pin = kind === "tag" ? pinOfTag(text.value) : pinOfReference(text.value);
  return pin === "digest" ? resource.pass({ part }) : resource.fail(STATEMENTS[pin], details);
}

const STATEMENTS: Readonly<Record<Exclude<Pin, "digest">, string>> = {
  tag: "is pinned by no digest",
  latest: "follows the newest image there is",
};

function pinOfTag(text: string): Pin {
  const [tag, digest] = text.split("@");
  return pinOf({ tag, digest });
}

/** What no runtime could pull has no digest that counts. */
function pinOfReference(text: string): Pin {
  const reference = imageReference(text);
  return reference ? pinOf(reference) : "tag";
}
