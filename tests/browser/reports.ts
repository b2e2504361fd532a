import type { Page } from "playwright-core";
import { assessmentOf } from "../../assurance/assessment";
import type { Evidence } from "../../assurance/evidence";
import { htmlReport } from "../../assurance/formats/html";
import { catalogue } from "../../policies/catalogue";
import { hostileEvidence, platformEvidence } from "./evidence";

/** The page of this evidence. */
export function reportOf(evidence: Evidence, earlier?: Evidence): string {
  return htmlReport(evidence, assessmentOf(evidence, catalogue, { today: "2026-11-25", ...(earlier && { earlier }) }));
}

/** The page of a small platform, otherwise like `PLATFORM`. */
export const SMALL = reportOf(platformEvidence(20), platformEvidence(20, { stack: "dev" }));

/** The page of a platform of 1,000 resources; see `platformEvidence` for what goes wrong in it. */
export const PLATFORM = reportOf(platformEvidence(1_000), platformEvidence(40, { stack: "dev" }));

/** The page of a run in which everything that others name or write is hostile. */
export const HOSTILE_PAGE = reportOf(hostileEvidence());

/** Ids of the threats that the register shows, in its order. */
export function shownThreats(page: Page): Promise<string[]> {
  return page.locator("#threats > li:visible .entry-id").allInnerTexts();
}
