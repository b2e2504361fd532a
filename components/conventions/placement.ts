import type * as resources from "@pulumi/azure-native/resources";
import type { Names } from "./names";
import type { Tags } from "./tags";

/** Where a component puts its resources and what it calls them; the same for every component of a platform. */
export interface Placement {
  readonly resourceGroup: resources.ResourceGroup;
  /** Azure region. */
  readonly location: string;
  readonly names: Names;
  readonly tags: Tags;
  /** Whether what must not vanish (vault, data) refuses to be deleted. */
  readonly protect: boolean;
}
