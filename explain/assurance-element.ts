import { assuranceCase, threats } from "../policies/model";
import type { AssuranceElement, InheritedControl } from "../policies/model";
import type { Context } from "./context";
import { codeSection, controlsSection, controlsServing, seeSection } from "./control-summary";
import { fields, grid, page, section, title } from "./layout";
import type { Field } from "./layout";
import { contradictionsOf } from "./threat";
import { waiversSection } from "./waivers";

/** A goal of the assurance case, its evidence or an assumption, and the controls that support it. */
export function explainElement(element: AssuranceElement, context: Context): string {
  const { id, kind, statement } = element;
  const namesake = threats.find((threat) => threat.id.replace("-", "") === id);
  const facts: readonly Field[] = [
    ["Kind", `${kind} of the assurance case`],
    ["Contradiction", contradictionsOf(id)],
    ["Not to mistake", namesake ? `${namesake.id}, the threat: npm run explain -- ${namesake.id}` : ""],
  ];
  return explainServed(`${id}  ${statement}`, facts, id, context);
}

/** A control that a provider brings, and what the pack demands of what is left to set. */
export function explainInherited(inherited: InheritedControl, context: Context): string {
  const { id, control, provider, configurationSurface } = inherited;
  const facts: readonly Field[] = [
    ["Kind", "inherited control"],
    ["Provider", provider],
    ["Left to set", configurationSurface],
  ];
  return explainServed(`${id}  ${control}`, facts, id, context);
}

function explainServed(heading: string, facts: readonly Field[], id: string, context: Context): string {
  const { colors } = context;
  const controls = controlsServing([id]);
  const names = controls.map(({ name }) => name);
  return page(
    title(heading, colors),
    fields(facts, colors),
    id === "G0" ? argument(context) : "",
    controlsSection(controls, context),
    waiversSection(names, context),
    codeSection(id, context),
    seeSection(controls[0], context),
  );
}

/** What carries the claim. */
function argument({ colors }: Context): string {
  const others = assuranceCase.filter(({ id }) => id !== "G0");
  return section("Argued by", [grid(others.map(({ id, kind, statement }) => [id, kind, statement]))], colors);
}
