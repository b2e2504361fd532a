import { pathToFileURL } from "node:url";
import { join } from "node:path";
import type { Control } from "../policies/framework/control";
import type { Fixtures } from "../policies/framework/fixtures";
import { explainElement, explainInherited } from "./assurance-element";
import { fixturesFileOf } from "./code-places";
import type { Context } from "./context";
import { explainControl } from "./control";
import type { Subject } from "./find";
import { explainRunPolicy } from "./run-policy";
import { explainBoundary, explainCategory } from "./threat-group";
import { explainThreat } from "./threat";

const REPOSITORY = join(__dirname, "..");

/** What there is to say of `subject`, in at most 100 columns but for the waiver of a long finding, which has to stay JSON. */
export async function explain(subject: Subject, context: Context): Promise<string> {
  switch (subject.kind) {
    case "threat":
      return explainThreat(subject.threat, context);
    case "element":
      return explainElement(subject.element, context);
    case "inherited control":
      return explainInherited(subject.inherited, context);
    case "boundary":
      return explainBoundary(subject.boundary, context);
    case "category":
      return explainCategory(subject.category, context);
    case "control":
      return explainControl(await fixturesOf(subject.control), subject.finding, context);
    case "run policy":
      return explainRunPolicy(subject.policy, context);
  }
}

/** Its examples are loaded with the control alone: those of all take longer than the rest of an explanation. */
async function fixturesOf(control: Control): Promise<Fixtures> {
  const file = pathToFileURL(join(REPOSITORY, fixturesFileOf(control))).href;
  const { default: exported } = (await import(file)) as { default: Fixtures | { default: Fixtures } };
  return "default" in exported ? exported.default : exported;
}
