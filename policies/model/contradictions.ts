/** A place where the model contradicts itself. Reports say so; nobody mends it silently. */
export interface Contradiction {
  readonly id: "rating-scale" | "accepted-on-roadmap" | "accepted-as-mitigated" | "silver-criteria";
  readonly where: readonly string[];
  readonly what: string;
}

export const contradictions: readonly Contradiction[] = [
  {
    id: "rating-scale",
    where: ["T-3", "D-2", "E-1"],
    what: "Likelihood Low with impact Medium is rated Medium for T-3, but Low for D-2 and E-1.",
  },
  {
    id: "accepted-on-roadmap",
    where: ["D-2", "Remediation Roadmap"],
    what: "D-2 is Accepted, and yet item 5 of the remediation roadmap.",
  },
  {
    id: "accepted-as-mitigated",
    where: ["Security Metrics", "E1"],
    what: "The metric counts 7 of 19 threats as mitigated; these are the 7 that are Accepted.",
  },
  {
    id: "silver-criteria",
    where: ["E2"],
    what: "25 Silver criteria are assessed, but the parts, 5 Met, 5 Delegated, 13 N/A and 1 Gap, are 24.",
  },
];
