import * as scheduling from "@pulumi/kubernetes/scheduling";
import type { core } from "@pulumi/kubernetes/types/input";
import * as pulumi from "@pulumi/pulumi";

interface PriorityLevel {
  readonly value: number;
  /** Whether its pods push out those below, or wait until there is room. */
  readonly preemptionPolicy: "PreemptLowerPriority" | "Never";
  readonly description: string;
}

/**
 * How urgent pods are that people start. The values are those of OSMO's own classes (osmo-high 125, osmo-normal 100,
 * osmo-low 50, made by its backend's chart), so that the same thing has the same rank however it is started; KAI takes GPUs
 * back from pods below 100 alone. Classes of the system begin at 2 000 000 000.
 */
export const PRIORITY_CLASSES = {
  "physical-ai-inference": {
    value: 125,
    preemptionPolicy: "PreemptLowerPriority",
    description: "Answers that somebody or something waits for now",
  },
  "physical-ai-interactive": {
    value: 100,
    preemptionPolicy: "PreemptLowerPriority",
    description: "Evaluation and notebooks, with a person in front of them",
  },
  "physical-ai-training": {
    value: 50,
    preemptionPolicy: "Never",
    description: "Hours of work with checkpoints: waits for room, and gives way",
  },
} as const satisfies Readonly<Record<string, PriorityLevel>>;
export type PriorityClassName = keyof typeof PRIORITY_CLASSES;

/** Nothing of it is for anyone to choose. */
export type PriorityClassesArgs = Readonly<Record<string, never>>;

/** Priority classes of the platform. None is the default: pods that name none rank below all of them, at 0. Part of D-1. */
export class PriorityClasses extends pulumi.ComponentResource {
  constructor(name: string, args: PriorityClassesArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:kubernetes:PriorityClasses", name, args, opts);
    for (const [className, { value, preemptionPolicy, description }] of Object.entries(PRIORITY_CLASSES)) {
      new scheduling.v1.PriorityClass(
        className,
        { metadata: { name: className }, value, preemptionPolicy, description, globalDefault: false },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}

/**
 * Quota that leaves the classes of the system to the system: with either of them a pod pushes out any other, drivers and
 * policies among them. For namespaces in which people start pods; the name of the quota is `no-system-priority`.
 */
export const NO_SYSTEM_PRIORITY = {
  name: "no-system-priority",
  spec: {
    hard: { pods: "0" },
    scopeSelector: {
      matchExpressions: [
        {
          scopeName: "PriorityClass",
          operator: "In",
          values: ["system-cluster-critical", "system-node-critical"],
        },
      ],
    },
  },
} as const satisfies { readonly name: string; readonly spec: core.v1.ResourceQuotaSpec };
