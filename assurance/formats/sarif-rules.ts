import { assuranceCase, MODEL, securityInheritance, served, threats } from "../../policies/model";
import type { ServedId } from "../../policies/model";
import type { AssessedControl, Assessment } from "../assessment";
import type { Finding } from "../evidence";
import { plain, withoutControls } from "../plain-text";
import { byControlOf } from "../register";
import { MOST_RULES } from "./sarif-limits";
import type { Notable } from "./sarif-results";
import { description } from "./sarif-text";

/**
 * A control's severity as SARIF's level and as a score, of which GitHub makes its own severity: critical from 9.0, high from 7.0,
 * medium from 4.0.
 */
const SEVERITIES = {
  critical: { level: "error", score: "9.5" },
  high: { level: "error", score: "8.0" },
  medium: { level: "warning", score: "5.5" },
  low: { level: "note", score: "2.0" },
} as const;

/** How the taxonomy of the model is named by what refers to it. */
export const TAXONOMY = { name: MODEL.name, index: 0 } as const;

/** Everything of the model that a control can serve, in its order. */
const TAXA: readonly ServedId[] = [
  ...threats.map(({ id }) => id),
  ...assuranceCase.filter(({ kind }) => kind === "goal").map(({ id }) => id as ServedId),
  ...securityInheritance.map(({ id }) => id),
];

/**
 * One rule for each control of the catalogue, in its order, then for those that only the run knows.
 *
 * @param findings those that have a result
 */
export function sarifRules(findings: readonly Notable[], { controls }: Assessment) {
  const listed = new Set(controls.map(({ name }) => name));
  const byControl = byControlOf(findings);
  const unlisted = [...byControl.keys()]
    .filter((control) => !listed.has(control))
    .sort()
    .slice(0, MOST_RULES - controls.length);
  return {
    rules: [...controls.map(ruleOf), ...unlisted.map((control) => unlistedRule(control, byControl.get(control) ?? []))],
    index: new Map([...controls.map(({ name }) => name), ...unlisted].map((name, index) => [name, index])),
  };
}

function ruleOf({ name, title, remediation, severity, serves, page, verdict, counts }: AssessedControl) {
  const { level, score } = SEVERITIES[severity];
  const what = serves.map((id) => `${id} (${served(id as ServedId).title})`).join(", ");
  return {
    id: name,
    name: pascalCase(name),
    shortDescription: description(title),
    fullDescription: description(`${title}. Serves ${what}.`),
    help: {
      text: `${title}.\nServes ${what}.\nRemedy: ${remediation}\nMore: ${page}`,
      markdown: `${title}.\n\n**Serves** ${what}.\n\n**Remedy** ${remediation}\n\n**More** \`${page}\``,
    },
    defaultConfiguration: { level },
    relationships: relationshipsOf(serves),
    properties: {
      tags: tagsOf(serves),
      "security-severity": score,
      // What the run showed of it in all; the only trace of a pass.
      verdict,
      counts,
    },
  };
}

/** Of a policy of the pack on waivers, or of a pack newer than the catalogue. Its name may be anybody's. */
function unlistedRule(control: string, findings: readonly Finding[]) {
  const serves = [...new Set(findings.flatMap((each) => each.serves))]
    .filter((id) => TAXA.includes(id as ServedId))
    .sort();
  return {
    id: withoutControls(control),
    shortDescription: description(`${plain(control)}, a policy that the catalogue of controls does not list`),
    relationships: relationshipsOf(serves),
    properties: { tags: tagsOf(serves) },
  };
}

function relationshipsOf(serves: readonly string[]) {
  return serves.map((id) => ({
    target: { id, index: TAXA.indexOf(id as ServedId), toolComponent: TAXONOMY },
    kinds: ["relevant"],
  }));
}

/** GitHub takes the rules that have this tag for security, shows 10 tags, and refuses more than 20. */
function tagsOf(serves: readonly string[]): readonly string[] {
  return [...new Set(["security", ...serves.flatMap((id) => served(id as ServedId).tags)])].slice(0, 20);
}

/** The model as a taxonomy: what rules serve, each with what the evidence makes of it. */
export function modelTaxonomy({ threats: entries, baseline }: Assessment) {
  const status = new Map<string, string>([...entries, ...baseline].map((entry) => [entry.id, entry.status]));
  return {
    name: MODEL.name,
    version: MODEL.version,
    shortDescription: {
      text: "The 19 STRIDE threats of the model, the goals of its assurance case, and what it inherits",
    },
    isComprehensive: true,
    taxa: TAXA.map((id) => {
      const { kind, title, tags } = served(id);
      const threat = threats.find((each) => each.id === id);
      return {
        id,
        shortDescription: description(title),
        ...(threat && { fullDescription: description(threat.threat) }),
        properties: {
          tags,
          kind,
          ...(threat && { rating: threat.rating, modelStatus: threat.disposition.status }),
          status: status.get(id) ?? "no control",
        },
      };
    }),
  };
}

/** `mek-outside-configmap` as `MekOutsideConfigmap`: a name must differ from the id. */
function pascalCase(name: string): string {
  return name
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
