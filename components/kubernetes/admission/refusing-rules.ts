import { EXEMPTIONS, isExempt } from "./exemptions";
import type { RefusingPolicy, Statement, Variable } from "./policy";
import { validation } from "./refusal";
import type { Refusal, Suspicion } from "./refusal";

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
    variables: distinct([
      EXEMPTIONS,
      ...rules.flatMap(({ variables }) => variables),
      { name: "isClean", expression: `!(${signs(rules.flatMap(({ refusals }) => refusals))})` },
    ]),
    // Nearly all pods are clean, which is found out once for all rules.
    validations: rules.map(({ name, refusals }) =>
      validation(name, refusals, `variables.isClean || ${isExempt(name)} || `),
    ),
  };
}

/** CEL: whether there is a sign of anything. Containers and volumes are gone through once. */
function signs(refusals: readonly Refusal[]): string {
  const all = (kind: keyof Suspicion) =>
    [...new Set(refusals.flatMap(({ suspected }) => suspected[kind] ?? []))].map((sign) => `(${sign})`);
  const within = (list: string, item: string, some: readonly string[]) =>
    some.length > 0 ? [`${list}.exists(${item}, ${some.join(" || ")})`] : [];
  return [
    ...all("pod"),
    ...within("object.spec.?volumes.orValue([])", "v", all("volume")),
    ...within("variables.containers", "c", all("container")),
    ...within("variables.isShort && [variables.written]", "t", all("written")),
  ].join(" || ");
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
