/** A number that the model follows, and where it should get to. */
export interface SecurityMetric {
  readonly metric: string;
  /** As the model writes them. */
  readonly current: string;
  readonly target: string;
  /** The same as numbers. */
  readonly values: { readonly current: number; readonly target: number };
  readonly unit: "percent" | "threats";
  /** Whether the target is a least or a most. */
  readonly better: "higher" | "lower";
}

export const metrics: readonly SecurityMetric[] = [
  {
    metric: "OpenSSF Passing badge",
    current: "~85%",
    target: "100%",
    values: { current: 85, target: 100 },
    unit: "percent",
    better: "higher",
  },
  {
    metric: "OpenSSF Silver badge",
    current: "~30%",
    target: "80%",
    values: { current: 30, target: 80 },
    unit: "percent",
    better: "higher",
  },
  {
    metric: "SHA-pinned actions",
    current: "95%",
    target: "100%",
    values: { current: 95, target: 100 },
    unit: "percent",
    better: "higher",
  },
  {
    metric: "STRIDE threats mitigated",
    current: "7/19 (37%)",
    target: "15/19 (79%)",
    values: { current: 7, target: 15 },
    unit: "threats",
    better: "higher",
  },
  {
    metric: "Critical threats open",
    current: "1",
    target: "0",
    values: { current: 1, target: 0 },
    unit: "threats",
    better: "lower",
  },
  {
    metric: "High threats open",
    current: "6",
    target: "2",
    values: { current: 6, target: 2 },
    unit: "threats",
    better: "lower",
  },
];
