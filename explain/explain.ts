import { fixturesOf } from "../tools/control-fixtures";
import { explainElement, explainInherited } from "./assurance-element";
import type { Context } from "./context";
import { explainControl } from "./control";
import type { Subject } from "./find";
import { explainRunPolicy } from "./run-policy";
import { explainBoundary, explainCategory } from "./threat-group";
import { explainThreat } from "./threat";

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
