/** How copies are spread: within a building, over zones, or over zones and a second region. */
export const REDUNDANCIES = ["Standard_LRS", "Standard_ZRS", "Standard_GZRS"] as const;
export type Redundancy = (typeof REDUNDANCIES)[number];
