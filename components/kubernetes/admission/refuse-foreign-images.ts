import { registryPrefix, texts } from "./cel";
import { inImages } from "./findings";
import { CONTAINERS } from "./pods";
import type { RefusingRule } from "./refusing-rules";

/**
 * Part of G4: what runs comes from registries that are scanned and answered for.
 *
 * @param registries hosts, or hosts with the first part of a path, as in `physicalai.azurecr.io` or `nvcr.io/nvidia`
 */
export function refuseForeignImages(registries: readonly string[]): RefusingRule {
  const prefixes = registries.map(registryPrefix);
  const isForeign = (image: string) => `!${texts(prefixes)}.exists(p, ${image}.startsWith(p))`;
  const foreign = inImages("foreignImages", isForeign, {
    problem: "images from other registries than the approved ones in",
    remedy: `Import them and use a reference that starts with ${prefixes.join(" or ")}`,
  });
  return {
    name: "refuse-foreign-images",
    threats: ["G4"],
    title: "Images come from approved registries",
    why: "Anyone can publish an image elsewhere; one without a registry comes from Docker Hub.",
    variables: [CONTAINERS, foreign.variable],
    refusals: [foreign.refusal],
  };
}
