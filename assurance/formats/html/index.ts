import type { Assessment } from "../../assessment";
import { ASSESSMENT_VERSION } from "../../assessment";
import { EVIDENCE_VERSION } from "../../evidence-schema";
import type { Evidence } from "../../evidence";
import { plain } from "../../plain-text";
import { anchorsOf } from "./anchors";
import { assuranceCaseSection } from "./assurance-case";
import { contentSecurityPolicy, scriptElement, styleElement } from "./assets";
import { controlEvidence } from "./control-evidence";
import { comparisonSection, contradictionsSection, foreignSection } from "./differences";
import { facts, headlineSection, subjectOf } from "./header";
import { given, html } from "./markup";
import type { Markup } from "./markup";
import { metricsSection } from "./metrics";
import { dataElement, pageData } from "./page-data";
import { roadmapSection, viewsSection } from "./progress";
import { baselineSection, registerSection } from "./register";
import { reservations } from "./reservations";
import { symbols } from "./status";
import { waiversSection } from "./waivers";

/**
 * The report as one page that needs nothing but a browser: it loads nothing, and its policy allows no script or style but its own.
 * Without scripts everything is there but the filters and the list of what passed.
 */
export function htmlReport(evidence: Evidence, assessment: Assessment): string {
  const controls = controlEvidence(evidence, assessment);
  const anchors = anchorsOf(assessment, controls.keys());
  const subject = subjectOf(evidence.run);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        ${contentSecurityPolicy}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>Assurance of ${plain(subject)}</title>
        ${styleElement}
      </head>
      <body>
        ${symbols}
        <a class="skip" href="#content">Skip to the report</a>
        <header class="top">
          <div class="top-line">
            <p class="product">Security assurance report</p>
            <button type="button" id="theme" aria-pressed="false" hidden>Dark theme</button>
          </div>
          <h1>${given(subject)}</h1>
          ${facts(evidence)}
        </header>
        ${navigation(evidence, assessment)}
        <main id="content" tabindex="-1">
          ${reservations(evidence)} ${headlineSection(evidence, assessment)} ${metricsSection(assessment.metrics)}
          ${registerSection(assessment, controls)} ${baselineSection(assessment, controls)}
          ${assuranceCaseSection(assessment, anchors)} ${roadmapSection(assessment.roadmap)} ${viewsSection(assessment)}
          ${waiversSection(assessment, anchors)} ${contradictionsSection(assessment)}
          ${comparisonSection(assessment, anchors)} ${foreignSection(evidence)}
        </main>
        <footer class="bottom">
          <p>
            Computed from evidence alone: what the policy pack reported in this run, folded with the threat model. A
            control that did not run is no pass, and what is undetermined counts nowhere as mitigated.
          </p>
          <p>
            Evidence version ${EVIDENCE_VERSION}, assessment version ${ASSESSMENT_VERSION}. Beside this page,
            <code>evidence.json</code> has every finding, and <code>assessment.json</code> all that is shown here. This
            page loads nothing from anywhere.
          </p>
        </footer>
        ${dataElement("page-data", pageData(controls.values()))} ${scriptElement}
      </body>
    </html> `;
  return `${page.text.trim()}\n`;
}

function navigation({ foreign }: Evidence, { comparison }: Assessment): Markup {
  const sections: readonly (readonly [string, string])[] = [
    ["metrics", "Metrics"],
    ["register", "Threats"],
    ["baseline", "Baseline"],
    ["assurance-case", "Assurance case"],
    ["roadmap", "Roadmap"],
    ["views", "Boundaries"],
    ["waivers", "Waivers"],
    ...(comparison ? ([["comparison", "Changes"]] as const) : []),
    ...(foreign.length > 0 ? ([["other-packs", "Other packs"]] as const) : []),
  ];
  return html`<nav class="sections" aria-label="Sections">
    <ul>
      ${sections.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
    </ul>
  </nav>`;
}
