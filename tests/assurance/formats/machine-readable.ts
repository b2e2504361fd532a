import { assessmentOf } from "../../../assurance/assessment";
import type { Evidence, Finding } from "../../../assurance/evidence";
import { PACK } from "../../../assurance/evidence";
import type { CatalogueEntry } from "../../../policies/catalogue";
import { evidenceOf, finding } from "../assessed";
import { control } from "../runs";

/** Controls enough for a report: two of one threat, one of another with a goal, one of a goal alone. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  {
    ...control("shared-key-disabled", "I-1"),
    title: "Storage takes no shared key",
    severity: "high",
    remediation: "Set allowSharedKeyAccess to false.",
    page: "docs/controls/shared-key-disabled.md",
  },
  { ...control("own-nsg", "D-2"), severity: "low" },
  { ...control("explicit-rules", "D-2", "G3"), severity: "medium" },
  { ...control("hardened", "G2"), severity: "critical" },
];

/** A whole run of stack `dev` of project `shop`, by version 1.2.3 of the pack. */
export const RUN: Partial<Evidence["run"]> = {
  project: "shop",
  stack: "dev",
  started: "2026-11-25T10:00:00.000Z",
  ended: "2026-11-25T10:01:00.000Z",
  packs: [{ name: PACK, version: "1.2.3" }],
};

export const WAIVER = {
  owner: "network-team",
  expires: "2026-12-31",
  reason: "the peer has none",
  compensatingControl: "traffic is filtered at the hub",
};

/** A finding of each verdict. */
export const EACH: readonly Finding[] = [
  finding("explicit-rules", "waived", { serves: ["D-2", "G3"], subject: "hub", waiver: WAIVER, set: "rules" }),
  finding("hardened", "undetermined", { serves: ["G2"], statement: "its network is not known yet" }),
  finding("own-nsg", "error", { serves: ["D-2"], statement: "the control threw" }),
  finding("own-nsg", "pass", { serves: [], subject: "other" }),
  finding("shared-key-disabled", "fail", {
    serves: ["I-1"],
    level: "mandatory",
    statement: "takes shared keys",
    set: "allowSharedKeyAccess to false",
    remedy: "Set allowSharedKeyAccess to false.",
    time: "2026-11-25T10:00:30.000Z",
  }),
];

type Format = (evidence: Evidence, assessment: ReturnType<typeof assessmentOf>) => string;

/** The report of these findings, read back. */
export function reported<Read>(
  format: Format,
  findings: readonly Finding[],
  run: Partial<Evidence["run"]> = {},
  rest: Partial<Evidence> = {},
): Read {
  return JSON.parse(reportText(format, findings, run, rest)) as Read;
}

/** The report of these findings, as it is written. */
export function reportText(
  format: Format,
  findings: readonly Finding[],
  run: Partial<Evidence["run"]> = {},
  rest: Partial<Evidence> = {},
): string {
  const evidence = { ...evidenceOf(findings, { ...RUN, ...run }), ...rest };
  return format(evidence, assessmentOf(evidence, CATALOGUE, { today: "2026-11-25" }));
}
