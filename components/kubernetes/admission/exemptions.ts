import { pattern, text, texts } from "./cel";
import type { RefusingPolicy, Variable } from "./policy";
import { validation } from "./refusal";

/** Label of a pod with the rules that let it through, joined by dots: `refuse-debug-logging.mend-private-tmp`. */
export const EXEMPTION_LABEL = "physical-ai.io/admission-exempt";
/** Annotations that an exemption needs: who answers for it, and why it is. */
export const EXEMPTION_OWNER = "physical-ai.io/exemption-owner";
export const EXEMPTION_REASON = "physical-ai.io/exemption-reason";

/** Letters and digits that each has at least. Blanks and invisible characters say nothing. */
const LEAST = { owner: 3, reason: 10 };

const label = `object.metadata.?labels[?${text(EXEMPTION_LABEL)}].orValue('')`;
const annotation = (name: string) => `object.metadata.?annotations[?${text(name)}].orValue('')`;
const says = (name: string, characters: number) =>
  `${annotation(name)}.matches(${pattern(String.raw`(?s)([\p{L}\p{N}].*?){${characters}}`)})`;
const hasOwner = says(EXEMPTION_OWNER, LEAST.owner);
const hasReason = says(EXEMPTION_REASON, LEAST.reason);

/** Rules that let the pod through; none without an owner and a reason. */
export const EXEMPTIONS: Variable = {
  name: "exemptions",
  expression: `${label} != '' && ${hasOwner} && ${hasReason} ? ${label}.split('.') : []`,
};

/** CEL: whether the rule of this name lets the pod through. Needs `exemptions`. */
export function isExempt(rule: string): string {
  return `${text(rule)} in variables.exemptions`;
}

/** Judges the exemptions themselves, and writes each into the audit log. `rules` are the names that there are. */
export function exemptionPolicy(rules: readonly string[]): RefusingPolicy {
  const name = "require-exemption-reasons";
  const changed = ["spec", "metadata.?labels", "metadata.?annotations"].map(
    (path) => `object.${path} != oldObject.${path}`,
  );
  return {
    name,
    threats: ["R-1", "I-1", "I-4", "I-5", "S-1", "G4"],
    title: "Exemptions name their rule, an owner and a reason",
    why: "An exemption that nobody answers for is a hole that nobody closes.",
    scope: "workloads",
    labelled: EXEMPTION_LABEL,
    concerns:
      `${text(EXEMPTION_LABEL)} in object.metadata.?labels.orValue({}) ` +
      // What ends may end.
      "&& !has(object.metadata.deletionTimestamp) " +
      `&& (request.operation == 'CREATE' || ${changed.join(" || ")})`,
    variables: [
      { name: "unknownRules", expression: `${label}.split('.').filter(r, !(r in ${texts(rules)}))` },
      {
        name: "missing",
        expression: `(${hasOwner} ? [] : [${text(EXEMPTION_OWNER)}]) + (${hasReason} ? [] : [${text(EXEMPTION_REASON)}])`,
      },
    ],
    validations: [
      validation(name, [
        {
          found: "unknownRules",
          suspected: {},
          problem: `the label ${EXEMPTION_LABEL} names rules that there are not:`,
          remedy: "Join names of rules by dots",
        },
      ]),
      validation(name, [
        {
          found: "missing",
          suspected: {},
          problem: `the label ${EXEMPTION_LABEL} lacks the annotations`,
          remedy: `Say who answers for it (${LEAST.owner} letters or more) and why (${LEAST.reason} or more)`,
        },
      ]),
    ],
    audit: {
      key: "exemption",
      expression: `${label} + ' by ' + ${annotation(EXEMPTION_OWNER)} + ': ' + ${annotation(EXEMPTION_REASON)}`,
    },
  };
}
