import type { ServedId } from "../../policies/model";

/** What a new control starts from. */
export interface NewControl {
  /** What of the model it serves. */
  readonly id: ServedId;
  readonly name: string;
  /** Judges the whole stack instead of each resource by itself. */
  readonly stack: boolean;
}

/** `mek-outside-configmap` as `mekOutsideConfigmap`. */
export function variableOf(name: string): string {
  return name.replace(/-(.)/g, (_, character: string) => character.toUpperCase());
}

/** The control, with a check that throws until somebody writes it. */
export function controlTemplate({ id, name, stack }: NewControl): string {
  return stack
    ? `import { stackControl } from "../../framework/control";

export const ${variableOf(name)} = stackControl({
${statement(id, name)}
  // *check(stack) { for (const resource of stack.ofType(AZURE.storageAccount)) yield resource.pass(); }
  check() {
    throw new Error("The check of ${name} is not written yet.");
  },
});
`
    : `import { resourceControl } from "../../framework/control";
import { AZURE } from "../../framework/resource-types";

export const ${variableOf(name)} = resourceControl({
${statement(id, name)}
  resources: [AZURE.storageAccount],
  // *check(account) { yield account.expect("property", equalTo(true), { otherwise: "says what is wrong" }); }
  check() {
    throw new Error("The check of ${name} is not written yet.");
  },
});
`;
}

/** Its fixtures: one of each verdict, none of which holds before the check is written. */
export function fixturesTemplate({ name }: NewControl): string {
  return `import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { ${variableOf(name)} } from "./${name}";

const account = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.storageAccount,
  name: "datasets",
  properties,
});

export default fixtures(${variableOf(name)}, {
  pass: [{ title: "say what holds", resources: [account({ property: true })] }],
  fail: [{ title: "say what does not hold, one example for each way to spell it", resources: [account({})] }],
  unknown: [{ title: "say what is not known yet", resources: [account({ property: unknown })] }],
  notApplicable: [{ title: "say where there is nothing to judge", resources: [account({ kind: "BlobStorage" })] }],
});
`;
}

function statement(id: ServedId, name: string): string {
  const serves = id.startsWith("G") ? "goals" : id.startsWith("SI") ? "inherits" : "threats";
  return `  name: "${name}",
  ${serves}: ["${id}"],
  severity: "medium",
  title: "Say what must hold, in one sentence without a full stop",
  rationale: "Say what happens without it, and what the provider does by default.",
  remediation: "Say what to set, and which file of this repository does it: components/platform.ts.",
  references: {},`;
}
