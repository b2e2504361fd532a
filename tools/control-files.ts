import { categoryName, threats } from "../policies/model";
import type { ServedId } from "../policies/model";

/** Where the controls are, from the root of the repository. */
export const CONTROLS = "policies/controls";

/** Folder of the controls that serve `id` first: the STRIDE category of a threat, the baseline of everything else. */
export function folderOf(id: ServedId): string {
  const threat = threats.find((threat) => threat.id === id);
  return threat ? categoryName(threat.category) : "baseline";
}
