import { pattern, text } from "./cel";
import { inPods, READ_FOR_WRITING } from "./findings";
import { REDACTION_VOLUME } from "./redaction-files";
import type { Variable } from "./policy";
import type { RefusingRule } from "./refusing-rules";

/** Python that reads no PYTHONPATH or no sitecustomize, and shells that forget the variable. */
const ON_COMMAND_LINE = String.raw`\bpython[\d.]*\s+(-[a-zA-Z]+\s+)*-[a-zA-Z]*[IES]|\benv\s+(-i|-|--ignore-environment)\s|\bunset\s+([A-Z_]+\s+)*PYTHONPATH\b`;

/** The same without what is slow to look for, on the command lines of all containers. */
const SIGN =
  "variables.isShort && [variables.commands.replace(' -args ', ' ')].exists(t, " +
  String.raw`(t.contains('python') && t.matches(r'python[\d.]*\s+(?:-[a-zA-Z]+\s+)*-[a-zA-Z]*[IES]')) ` +
  String.raw`|| (t.contains('env') && t.matches(r'env\s+-')) || t.contains('unset') || t.contains('PYTHONPATH='))`;
const HINTED: Variable = { name: "bypassHinted", expression: SIGN };

/** CEL: whether the container `c` has a PYTHONPATH from elsewhere. */
const FOREIGN_PATH = "c.?env.orValue([]).exists(e, e.name == 'PYTHONPATH' && has(e.valueFrom))";

const VOLUME = text(REDACTION_VOLUME.name);
/** CEL: whether the container `c` has something over the filter, and whether the volume `v` is the filter's with some of its files. */
const COVERING =
  "c.?volumeMounts.orValue([]).exists(m, m.mountPath.contains('physical-ai') " +
  `&& (m.name != ${VOLUME} || has(m.subPath) || has(m.subPathExpr)))`;
const PARTIAL = `v.name == ${VOLUME} && (v.?configMap.?items.hasValue() || v.?configMap.?optional.orValue(false))`;

const FOREIGN_PATHS = inPods(
  "foreignPaths",
  { container: FOREIGN_PATH },
  {
    problem: "PYTHONPATH by reference, to which the filter for credentials can't be added, in",
    remedy: "Give PYTHONPATH as a value",
  },
);
/** A file of one's own over one of the platform's, or the platform's volume with some of its files. */
const COVERS = inPods(
  "covers",
  { container: COVERING, volume: PARTIAL },
  {
    problem: "files over the filter for credentials in",
    remedy: "Mount them elsewhere; the platform adds the filter's by itself",
  },
);

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
    ...READ_FOR_WRITING,
    HINTED,
    FOREIGN_PATHS.variable,
    {
      name: "bypasses",
      expression:
        `variables.commandLines.filter(l, (l.text.matches(${pattern(ON_COMMAND_LINE)}) ` +
        "|| (l.text.contains('PYTHONPATH=') && !l.text.contains('$PYTHONPATH') && !l.text.contains('${PYTHONPATH'))))" +
        ".map(l, l.container)",
    },
    COVERS.variable,
  ],
  refusals: [
    COVERS.refusal,
    FOREIGN_PATHS.refusal,
    {
      found: "bypasses",
      suspected: { variable: HINTED.name, pod: SIGN },
      problem: "Python without the filter for credentials on the command line of",
      remedy: "Leave out -I, -E and -S, and keep what PYTHONPATH had: PYTHONPATH=/code:$PYTHONPATH",
    },
  ],
};
