import { imageOf } from "../../registry/images";
import type { Image } from "../../registry/images";

/** Images of the platform's registry, by what they are called there. */
export interface ImageSource {
  readonly images: readonly Image[];
  /** As in `crphysaidev001.azurecr.io`. */
  readonly registryHost: string;
}

/** The three parts that NVIDIA's charts put an image together of. */
export interface ChartImage {
  readonly repository: string;
  readonly image: string;
  /** Tag, and digest where one is known: `v0.19.2@sha256:...` is a tag to the charts and both to the node. */
  readonly version: string;
}

/** @throws Error where the registry's list has no image of this name, or several */
export function chartImage(source: ImageSource, repository: string): ChartImage {
  const { tag, digest } = imageOf(source.images, repository);
  const slash = repository.lastIndexOf("/");
  return {
    repository: `${source.registryHost}/${repository.slice(0, slash)}`,
    image: repository.slice(slash + 1),
    version: digest ? `${tag}@${digest}` : tag,
  };
}
