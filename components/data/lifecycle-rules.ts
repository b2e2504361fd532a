/** How long data stays where. Days since it was last changed. */
export interface Lifecycle {
  /** Recordings as robots deliver them: deleted. */
  readonly rawDays: number;
  /** Converted datasets, checkpoints and reports: to the cool tier. */
  readonly coolDays: number;
  /** Reports: to the cold tier. The archive tier is not there for zone-redundant accounts. */
  readonly coldDays: number;
  /** Versions that were replaced: deleted. Days since they were made. */
  readonly versionDays: number;
}

interface Rule {
  readonly name: string;
  readonly prefix: string;
  readonly actions: { delete?: Days; tierToCool?: Days; tierToCold?: Days };
}

interface Days {
  readonly daysAfterModificationGreaterThan: number;
}

const after = (days: number): Days => ({ daysAfterModificationGreaterThan: days });

/** The rules for the containers that there are, as azure-native takes them. `versions`: whether the account keeps any. */
export function lifecycleRules(lifecycle: Lifecycle, containers: readonly string[], versions: boolean) {
  const rules: readonly Rule[] = [
    { name: "delete-raw-recordings", prefix: "datasets/raw/", actions: { delete: after(lifecycle.rawDays) } },
    {
      name: "cool-converted-datasets",
      prefix: "datasets/converted/",
      actions: { tierToCool: after(lifecycle.coolDays) },
    },
    { name: "cool-checkpoints", prefix: "checkpoints/", actions: { tierToCool: after(lifecycle.coolDays) } },
    {
      name: "cool-then-cold-reports",
      prefix: "evaluation/reports/",
      actions: { tierToCool: after(lifecycle.coolDays), tierToCold: after(lifecycle.coldDays) },
    },
  ];
  const present = rules.filter(({ prefix }) => containers.includes(prefix.slice(0, prefix.indexOf("/"))));
  return [
    ...present.map(({ name, prefix, actions }) => ({
      name,
      type: "Lifecycle" as const,
      enabled: true,
      definition: { filters: { blobTypes: ["blockBlob"], prefixMatch: [prefix] }, actions: { baseBlob: actions } },
    })),
    ...(versions
      ? [
          {
            name: "delete-old-versions",
            type: "Lifecycle" as const,
            enabled: true,
            definition: {
              filters: { blobTypes: ["blockBlob"] },
              actions: { version: { delete: { daysAfterCreationGreaterThan: lifecycle.versionDays } } },
            },
          },
        ]
      : []),
  ];
}
