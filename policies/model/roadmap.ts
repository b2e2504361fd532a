import type { ThreatId } from "./threats";

/** An item of the model's remediation roadmap. */
export interface RoadmapItem {
  /** 1 comes first. */
  readonly priority: number;
  readonly item: string;
  readonly threats: readonly ThreatId[];
  readonly effort: string;
  readonly keyDependency: string;
}

export const roadmap: readonly RoadmapItem[] = [
  {
    priority: 1,
    item: "Terraform Remote Backend",
    threats: ["T-2", "I-2"],
    effort: "Low-Medium",
    keyDependency: "Storage account",
  },
  {
    priority: 2,
    item: "Automation Least Privilege",
    threats: ["E-1"],
    effort: "Low",
    keyDependency: "Custom role definition",
  },
  {
    priority: 3,
    item: "MEK Migration (ConfigMap→Secret)",
    threats: ["T-1"],
    effort: "Medium",
    keyDependency: "OSMO vendor verification",
  },
  { priority: 4, item: "NetworkPolicy Manifests", threats: ["D-1"], effort: "Medium", keyDependency: "Traffic audit" },
  {
    priority: 5,
    item: "NSG Rules",
    threats: ["D-2"],
    effort: "Medium-High",
    keyDependency: "NSG Flow Logs observation",
  },
];
