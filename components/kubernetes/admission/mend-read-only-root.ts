import { texts } from "./cel";
import type { MendingRule } from "./mending-rules";

/**
 * Part of I-4: what can't be written can't be left lying about, nor replaced.
 *
 * @param repositories images that write nowhere but to volumes and /tmp, without tag and digest, as in
 *   `physicalai.azurecr.io/training/python`
 */
export function mendReadOnlyRoot(repositories: readonly string[]): MendingRule {
  const image = "c.?image.orValue('')";
  const isListed = `${texts(repositories)}.exists(r, ${image} == r || ${image}.startsWith(r + ':') || ${image}.startsWith(r + '@'))`;
  return {
    name: "mend-read-only-root",
    threats: ["I-4"],
    title: "Containers can't write to their image, where the image allows",
    why: "Files beside the volumes escape the limits of /tmp, stay on the node's disk, and can replace the program.",
    security: [
      {
        field: "readOnlyRootFilesystem",
        value: "true",
        when: `!c.?securityContext.?readOnlyRootFilesystem.hasValue() && ${isListed}`,
      },
    ],
  };
}
