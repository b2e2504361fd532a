import { EXEMPTIONS, isExempt } from "./exemptions";
import type { RefusingPolicy, Statement, Variable } from "./policy";
import { validation } from "./refusal";
import type { Refusal } from "./refusal";

/** Things that are not let through for one reason. Exemptions name it. */
export interface RefusingRule extends Statement {
  /** What it reads and finds. Rules of a policy share those of the same name. */
  readonly variables: readonly Variable[];
  readonly refusals: readonly Refusal[];
}

/**
 * One policy of several rules, for each policy costs the API server about as much as its rules do: it makes four copies of the
 * pod for it. The rules stay apart in annotations, messages and exemptions.
 *
 * @throws where two rules have different variables of one name
 */
export function refusingPolicy(statement: Omit<Statement, "threats">, rules: readonly RefusingRule[]): RefusingPolicy {
  return {
    ...statement,
    threats: [...new Set(rules.flatMap(({ threats }) => threats))],
    scope: "workloads",
    rules,
    // What runs may go on and end though it would not be let in again: labels, finalizers and states are not judged.
    concerns: "request.operation == 'CREATE' || object.spec != oldObject.spec",
    variables: distinct([EXEMPTIONS, ...rules.flatMap(({ variables }) => variables)]),
    validations: rules.flatMap(({ name, refusals }) =>
      refusals.map((refusal) => validation(name, refusal, `${isExempt(name)} || `)),
    ),
  };
}

function distinct(variables: readonly Variable[]): Variable[] {
  const byName = new Map<string, Variable>();
  for (const variable of variables) {
    const known = byName.get(variable.name);
    if (known && known.expression !== variable.expression) throw new Error(`two variables are called ${variable.name}`);
    byName.set(variable.name, variable);
  }
  return [...byName.values()];
}
