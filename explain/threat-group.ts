import { boundaries, threats } from "../policies/model";
import type { StrideCategory, Threat, TrustBoundary } from "../policies/model";
import type { Context } from "./context";
import { controlsServing, controlsTable, seeSection } from "./control-summary";
import { grid, page, paragraph, section, title } from "./layout";

/** The threats that cross a trust boundary, and the controls against them. */
export function explainBoundary({ id, name, description }: TrustBoundary, context: Context): string {
  const crossing = threats.filter(({ boundary }) => boundary === id);
  return explainGroup(`${id}  ${name}`, `Trust boundary: ${description}.`, crossing, context);
}

/** The threats of a STRIDE category, and the controls against them. */
export function explainCategory(category: StrideCategory, context: Context): string {
  const alike = threats.filter((threat) => threat.category === category);
  const crossed = boundaries.filter(({ id }) => alike.some(({ boundary }) => boundary === id));
  const text = `STRIDE category; its threats cross ${crossed.map(({ id }) => id).join(", ")}.`;
  return explainGroup(category, text, alike, context);
}

function explainGroup(heading: string, text: string, group: readonly Threat[], context: Context): string {
  const { colors } = context;
  const rows = group.map(({ id, rating, disposition, title }) => [id, rating, disposition.status, title]);
  const controls = controlsServing(group.map(({ id }) => id));
  return page(
    title(heading, colors),
    paragraph(text),
    section("Threats", rows.length > 0 ? [grid(rows)] : [], colors),
    controlsTable(controls, context),
    seeSection(controls[0], context),
  );
}
