import { controls } from "../policies/controls";
import { serves } from "../policies/framework/control";
import { defaultLevel } from "../policies/framework/policy";
import { assuranceCase, boundaries, categoryName, securityInheritance, threats } from "../policies/model";
import type { Context } from "./context";
import { controlsServing } from "./control-summary";
import { categories } from "./find";
import { grid, page, paragraph, section } from "./layout";
import { runPolicies } from "./run-policy";

/** Everything that can be explained, a line each. */
export function overview(context: Context): string {
  const { colors } = context;
  const list = (heading: string, rows: readonly (readonly string[])[]) => section(heading, [grid(rows)], colors);
  const byName = [...controls].sort((a, b) => (a.name < b.name ? -1 : 1));
  return page(
    list(
      "Threats",
      threats.map(({ id, rating, disposition, title }) => [id, rating, disposition.status, amount(id), title]),
    ),
    list(
      "STRIDE categories",
      categories.map((category) => [categoryName(category), idsOf((threat) => threat.category === category)]),
    ),
    list(
      "Trust boundaries",
      boundaries.map(({ id, name }) => [id, idsOf(({ boundary }) => boundary === id), name]),
    ),
    list(
      "Assurance case",
      assuranceCase.map(({ id, kind, statement }) => [id, kind, statement]),
    ),
    list(
      "Inherited controls",
      securityInheritance.map(({ id, control, provider }) => [id, control, provider]),
    ),
    list(
      "Controls",
      byName.map((control) => [control.name, control.severity, defaultLevel(control), serves(control).join(", ")]),
    ),
    list(
      "Policies that look after the run",
      runPolicies.map(({ name, level, description }) => [name, level, description]),
    ),
    paragraph("One of them: npm run explain -- T-1. Or a finding, as a report or a waiver names it, in quotes."),
  );
}

function amount(id: string): string {
  const { length } = controlsServing([id]);
  return length === 1 ? "1 control" : `${length} controls`;
}

function idsOf(belongs: (threat: (typeof threats)[number]) => boolean): string {
  return threats
    .filter(belongs)
    .map(({ id }) => id)
    .join(", ");
}
