import { architecture, boundaries, MODEL, threats } from "../../policies/model";
import type { Level, StrideCategory, ThreatId } from "../../policies/model";
import type { AssessedControl, Assessment } from "../assessment";
import type { Evidence } from "../evidence";
import { plain } from "../plain-text";
import type { Status, ThreatEntry } from "../register";
import { json } from "./json";
import { components, dataFlows, trustZones } from "./otm-system";
import { caveats, counted, countThreats } from "./summary";

/** Of the format; https://github.com/iriusrisk/OpenThreatModel has its schema. */
const OTM_VERSION = "0.2.0";

/** A level of the model on the format's scale of 0 to 100: thirds of it, at their middle. */
const SCALE: Readonly<Record<Level, number>> = { Low: 17, Medium: 50, High: 83 };

/** What a threat of each category harms. The format knows no authenticity and no accountability: they count as integrity. */
const HARMS: Readonly<Record<StrideCategory, readonly ("confidentiality" | "integrity" | "availability")[]>> = {
  Spoofing: ["integrity"],
  Tampering: ["integrity"],
  Repudiation: ["integrity"],
  "Information Disclosure": ["confidentiality"],
  "Denial of Service": ["availability"],
  "Elevation of Privilege": ["confidentiality", "integrity"],
};

/** Free-form facts of any element. The format has strings only. */
type Attributes = Readonly<Record<string, string>>;

/**
 * The model with what the run showed of it, as an Open Threat Model. Nothing counts as mitigated but what every control of a
 * run that is whole passed; the exact status is an attribute of each threat.
 */
export function otmReport(evidence: Evidence, assessment: Assessment): string {
  return json({
    otmVersion: OTM_VERSION,
    project: projectOf(evidence, assessment),
    representations: [{ id: "program", name: "Pulumi program", type: "code" }],
    assets: assetsOf(),
    trustZones: trustZones.map(({ id, name, boundaries: sides, parent, trustRating }) => ({
      id,
      name,
      description: sides.map((side) => describeBoundary(side)).join("; "),
      risk: { trustRating },
      ...(parent !== undefined && { parent: { trustZone: parent } }),
      attributes: { boundaries: sides.join(","), trustRatingBy: "this project: the model gives no number" },
    })),
    components: components.map((component) => {
      const row = architecture.find(({ component: name }) => name === component.architecture);
      const assets = threats.filter(({ id }) => component.threats.includes(id)).flatMap((each) => each.affectedAssets);
      return {
        id: component.id,
        name: component.name,
        type: component.type,
        ...(row && { description: row.details }),
        parent: { trustZone: component.zone },
        ...(row && { tags: [row.category] }),
        ...(assets.length > 0 && { assets: { processed: [...new Set(assets.map(idOf))] } }),
        threats: component.threats.map((id) => instanceOf(id, assessment)),
      };
    }),
    dataflows: dataFlows.map(({ boundary, source, destination, bidirectional }) => ({
      id: boundary,
      name: boundaries.find(({ id }) => id === boundary)?.name ?? boundary,
      description: describeBoundary(boundary),
      bidirectional,
      source,
      destination,
      tags: [boundary],
      attributes: {
        threats: threats.flatMap((threat) => (threat.boundary === boundary ? [threat.id] : [])).join(","),
      },
    })),
    threats: assessment.threats.map((entry) => threatOf(entry)),
    mitigations: assessment.controls.map((control) => mitigationOf(control, assessment)),
  });
}

function projectOf(evidence: Evidence, assessment: Assessment) {
  const { run, foreign } = evidence;
  const notes = [
    ...caveats(evidence),
    ...(foreign.length > 0
      ? [`Policies of other packs reported ${counted(foreign.length, "violation")}, no part of this.`]
      : []),
  ];
  const name = [run.project, run.stack].filter(Boolean).map(plain).join("/") || "unknown stack";
  return {
    id: idOf(name),
    name: `${MODEL.name}: ${name}`,
    description: [`${countThreats(assessment)}.`, ...notes].join(" "),
    tags: ["stride", run.operation],
    attributes: attributesOf({
      modelVersion: MODEL.version,
      operation: run.operation,
      day: assessment.day,
      started: run.started,
      ended: run.ended,
      complete: run.complete,
      shortfall: run.shortfall,
      judged: run.judged,
      standIns: run.standIns,
      rehearsed: run.rehearsed,
      caveats: run.caveats.length,
      packs: run.packs.map((pack) => `${pack.name} ${pack.version}`.trim()).join(", "),
      resources: evidence.resources,
      blocked: assessment.blocked,
      contradictions: assessment.contradictions.map(({ what }) => what).join(" "),
    }),
  };
}

/** What the threats affect, each as bad to lose as the worst of them that harms it in that way. */
function assetsOf() {
  const names = [...new Set(threats.flatMap(({ affectedAssets }) => affectedAssets))];
  return names.map((name) => {
    const affecting = threats.filter(({ affectedAssets }) => affectedAssets.includes(name));
    const worst = (harm: "confidentiality" | "integrity" | "availability") =>
      Math.max(
        0,
        ...affecting.flatMap(({ category, impact }) => (HARMS[category].includes(harm) ? [SCALE[impact]] : [])),
      );
    return {
      id: idOf(name),
      name,
      risk: {
        confidentiality: worst("confidentiality"),
        integrity: worst("integrity"),
        availability: worst("availability"),
        comment: `Impact of ${affecting.map(({ id }) => id).join(", ")}, by what their category harms`,
      },
    };
  });
}

function threatOf({ id, title, category, boundary, likelihood, impact, rating, modelStatus, status }: ThreatEntry) {
  const threat = threats.find((each) => each.id === id);
  return {
    id,
    name: title,
    description: threat?.threat ?? title,
    categories: [category],
    cwes: [],
    risk: {
      likelihood: SCALE[likelihood],
      likelihoodComment: `${likelihood} in the model`,
      impact: SCALE[impact],
      impactComment: `${impact} in the model`,
    },
    tags: [boundary],
    attributes: attributesOf({
      rating,
      status,
      modelStatus,
      currentControls: threat?.currentControls.join("; "),
      evidence: threat?.evidence,
      decision: threat && decisionOf(threat.disposition),
    }),
  };
}

function decisionOf(disposition: (typeof threats)[number]["disposition"]): string {
  return disposition.status === "Open" ? disposition.remediation : disposition.rationale;
}

/** A threat where it stands in the system, with the controls against it. */
function instanceOf(id: ThreatId, { threats: entries, controls, run }: Assessment) {
  const entry = entries.find((each) => each.id === id);
  const whole = run.complete && run.judged;
  const own = controls.filter(({ serves }) => serves.includes(id));
  return {
    threat: id,
    state: stateOf(entry?.status ?? "no control"),
    mitigations: own.map((control) => ({ mitigation: control.name, state: mitigationState(control, whole) })),
  };
}

/** The format's README has `exposed` and `mitigated`; what somebody has accepted is neither. */
function stateOf(status: Status): "mitigated" | "accepted" | "exposed" {
  return status === "mitigated" || status === "accepted" ? status : "exposed";
}

/**
 * - `implemented`: it passes everywhere, in a run that is whole.
 * - `rejected`: somebody has decided against it, with a waiver.
 * - `recommended`: the run had nothing for it to judge, or what fails is advisory.
 * - `required`: it fails and must not, or is not decided.
 */
function mitigationState({ verdict, mandatory, undetermined }: AssessedControl, whole: boolean): string {
  if (mandatory || undetermined || !whole || verdict === "error") return "required";
  if (verdict === "pass") return "implemented";
  return verdict === "waived" ? "rejected" : "recommended";
}

function mitigationOf(control: AssessedControl, { controls }: Assessment) {
  const { name, title, remediation, severity, serves, page, verdict, counts } = control;
  // The model gives no number: the controls of a threat share it equally, and it is mitigated by all of them together.
  const sharing = serves
    .filter((id) => threats.some((threat) => threat.id === id))
    .map((id) => controls.filter((each) => each.serves.includes(id)).length);
  return {
    id: name,
    name: title,
    description: remediation,
    riskReduction: sharing.length > 0 ? Math.floor(100 / Math.max(...sharing)) : 0,
    attributes: attributesOf({ serves: serves.join(","), severity, page, verdict, ...counts }),
  };
}

function describeBoundary(id: string): string {
  const boundary = boundaries.find((each) => each.id === id);
  return boundary ? `${id}: ${boundary.description}` : id;
}

function attributesOf(facts: Readonly<Record<string, string | number | boolean | undefined>>): Attributes {
  const told = Object.entries(facts).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, plain(String(value))] as const],
  );
  return Object.fromEntries(told);
}

/** A name as an id: lower-case letters, digits and dashes. */
function idOf(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "unnamed"
  );
}
