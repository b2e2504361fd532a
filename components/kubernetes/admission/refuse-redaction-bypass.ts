import { pattern, text } from "./cel";
import { COMMAND_LINES, CONTAINERS, ENVIRONMENT, IS_SHORT, hint, WRITTEN } from "./pods";
import { REDACTION_VOLUME } from "./redaction-files";
import type { RefusingRule } from "./refusing-rules";

/** Python that reads no PYTHONPATH or no sitecustomize, and shells that forget the variable. */
const ON_COMMAND_LINE = String.raw`\bpython[\d.]*\s+(-[a-zA-Z]+\s+)*-[a-zA-Z]*[IES]|\benv\s+(-i|-|--ignore-environment)\s|\bunset\s+([A-Z_]+\s+)*PYTHONPATH\b`;

const HINTED = hint("bypassHinted", String.raw`\s-[a-z]*[ies]|pythonpath|env\s+-|unset`);

const VOLUME = text(REDACTION_VOLUME.name);

/**
 * Holds what mend-credential-redaction can't mend. It keeps people from switching the filter off without a word; who means to
 * print a credential from inside a program, can.
 */
export const refuseRedactionBypass: RefusingRule = {
  name: "refuse-redaction-bypass",
  threats: ["R-1", "I-5"],
  title: "No workload runs Python past the filter for credentials",
  why: "A PYTHONPATH that replaces the platform's, or Python's options -I, -E and -S, leave logs unfiltered.",
  variables: [
    CONTAINERS,
    ENVIRONMENT,
    COMMAND_LINES,
    WRITTEN,
    IS_SHORT,
    HINTED,
    {
      name: "foreignPaths",
      expression: "variables.environment.filter(e, e.name == 'PYTHONPATH' && e.isReference).map(e, e.container)",
    },
    {
      name: "bypasses",
      expression:
        `variables.commandLines.filter(l, (l.text.matches(${pattern(ON_COMMAND_LINE)}) ` +
        "|| (l.text.contains('PYTHONPATH=') && !l.text.contains('$PYTHONPATH') && !l.text.contains('${PYTHONPATH'))))" +
        ".map(l, l.container)",
    },
    {
      // A file of one's own over one of the platform's, or the platform's volume with some of its files.
      name: "covers",
      expression:
        "variables.containers.filter(c, c.?volumeMounts.orValue([]).exists(m, m.mountPath.contains('physical-ai') " +
        `&& (m.name != ${VOLUME} || has(m.subPath) || has(m.subPathExpr)))).map(c, c.name) ` +
        `+ object.spec.?volumes.orValue([]).filter(v, v.name == ${VOLUME} ` +
        "&& (v.?configMap.?items.hasValue() || v.?configMap.?optional.orValue(false))).map(v, v.name)",
    },
  ],
  refusals: [
    {
      found: "covers",
      problem: "files over the filter for credentials in",
      remedy: "Mount them elsewhere; the platform adds the filter's by itself",
    },
    {
      found: "foreignPaths",
      suspected: HINTED.name,
      problem: "PYTHONPATH by reference, to which the filter for credentials can't be added, in",
      remedy: "Give PYTHONPATH as a value",
    },
    {
      found: "bypasses",
      suspected: HINTED.name,
      problem: "Python without the filter for credentials on the command line of",
      remedy: "Leave out -I, -E and -S, and keep what PYTHONPATH had: PYTHONPATH=/code:$PYTHONPATH",
    },
  ],
};
