import { boundaries, contradictions, roadmap } from "../policies/model";
import type { BoundaryId, Threat } from "../policies/model";
import type { Context } from "./context";
import { codeSection, controlsSection, controlsServing, seeSection } from "./control-summary";
import { fields, page, title } from "./layout";
import type { Field } from "./layout";
import { waiversSection } from "./waivers";

/** Everything that the model says of a threat, and what the pack and the platform do about it. */
export function explainThreat(threat: Threat, context: Context): string {
  const { colors } = context;
  const controls = controlsServing([threat.id]);
  return page(
    title(`${threat.id}  ${threat.title}`, colors),
    fields(factsOf(threat), colors),
    controlsSection(controls, context),
    waiversSection(
      controls.map(({ name }) => name),
      context,
    ),
    codeSection(threat.id, context),
    seeSection(controls[0], context),
  );
}

function factsOf(threat: Threat): readonly Field[] {
  const { disposition } = threat;
  return [
    ["Threat", threat.threat],
    ["Category", threat.category],
    ["Affected assets", threat.affectedAssets.join("; ")],
    ["Trust boundary", describeBoundary(threat.boundary)],
    ["Risk rating", `${threat.rating}: likelihood ${threat.likelihood}, impact ${threat.impact}`],
    ["Current controls", threat.currentControls.join("; ")],
    ["Evidence", threat.evidence],
    ["Status", disposition.status],
    disposition.status === "Open" ? ["Remediation", disposition.remediation] : ["Rationale", disposition.rationale],
    ["Roadmap", roadmapOf(threat)],
    ["Contradiction", contradictionsOf(threat.id)],
  ];
}

function describeBoundary(id: BoundaryId): string {
  const boundary = boundaries.find((boundary) => boundary.id === id);
  return boundary ? `${id} ${boundary.name}: ${boundary.description}` : id;
}

function roadmapOf({ id }: Threat): readonly string[] {
  return roadmap
    .filter(({ threats }) => threats.includes(id))
    .map(
      ({ priority, item, effort, keyDependency }) =>
        `item ${priority}, ${item}; effort: ${effort}; depends on: ${keyDependency}`,
    );
}

/** Where the model contradicts itself about the entry of this id. */
export function contradictionsOf(id: string): readonly string[] {
  return contradictions.filter(({ where }) => where.includes(id)).map(({ what }) => what);
}
