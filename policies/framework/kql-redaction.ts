/** A line of a log with one kind of secret, as a redaction has to find it. */
interface Probe {
  /** What it has, as a message may name it. */
  readonly kind: string;
  readonly line: string;
  /** The secret itself. */
  readonly secret: string;
}

/** A text that has the form of a secret and is none. */
const FORM = "Q2FuYXJ5Q2FuYXJ5Q2FuYXJ5Q2FuYXJ5";

/** Secrets that training code is known to print (threats R-1 and I-5 of the model): values of the environment, tokens, keys. */
const PROBES: readonly Probe[] = [
  { kind: "variables of Azure", line: `AZURE_CLIENT_SECRET=${FORM}`, secret: FORM },
  { kind: "variables of MLflow", line: `DEBUG MLFLOW_TRACKING_TOKEN: ${FORM}`, secret: FORM },
  { kind: "bearer tokens", line: `Authorization: Bearer ${FORM}`, secret: FORM },
  { kind: "JSON web tokens", line: `token eyJ${FORM}.eyJ${FORM}.${FORM} taken`, secret: `eyJ${FORM}.eyJ${FORM}` },
  { kind: "account keys", line: `AccountName=datasets;AccountKey=${FORM}==;EndpointSuffix=core`, secret: FORM },
  { kind: "shared access signatures", line: `GET https://datasets.example/a?sv=2024&sig=${FORM}%3D`, secret: FORM },
];

/** The column that has the text of a log: the first in ContainerLogV2, the second in ContainerLog. */
export type TextColumn = "LogMessage" | "LogEntry";

/**
 * Kinds of secrets that a transformation, in KQL, leaves in the logs of containers; none where it takes all of them out, or
 * takes the text away. It is tried on lines that have them, as far as its steps are assignments by `replace_regex` and
 * `replace_string`; other steps change nothing here.
 */
export function leftUnredacted(transform: string, column: TextColumn): readonly string[] {
  const steps = stepsOf(transform).map(read);
  return PROBES.filter(({ line, secret }) => textAfter(steps, column, line).includes(secret)).map(({ kind }) => kind);
}

interface Step {
  readonly operator: string;
  readonly rest: string;
  /** What `extend` and `project` assign. */
  readonly assignments: readonly (readonly [string, string])[];
}

function read(step: string): Step {
  const [, operator = "", rest = ""] = /^([\w-]+)\s*(.*)$/s.exec(step) ?? [];
  return { operator, rest, assignments: /^(extend|project)$/.test(operator) ? assignmentsIn(rest) : [] };
}

/** The text of the log after all steps; empty where they take it away. */
function textAfter(steps: readonly Step[], column: TextColumn, line: string): string {
  const columns = new Map([[column.toLowerCase(), line]]);
  for (const { operator, rest, assignments } of steps) {
    if (operator === "project-away") {
      for (const name of rest.split(",")) columns.delete(name.trim().toLowerCase());
    } else if (operator === "extend" || operator === "project") {
      const assigned = assignments.map(([name, value]) => [name, valueOf(value, columns)] as const);
      if (operator === "project") columns.clear();
      for (const [name, value] of assigned) columns.set(name, value);
    }
  }
  return columns.get(column.toLowerCase()) ?? "";
}

/**
 * What an expression makes of the columns: what they had, as long as it is not known to take it out. Deeper than any that a
 * person writes it is not followed.
 */
function valueOf(expression: string, columns: ReadonlyMap<string, string>, depth = 0): string {
  const literal = literalOf(expression);
  if (literal !== undefined) return literal;
  const call = /^(\w+)\s*\((.*)\)$/s.exec(expression.trim());
  if (!call || depth > 30) return mentionedIn(expression, columns);
  const [, name = "", inside = ""] = call;
  const [first = "", ...others] = splitAt(inside, ",");
  const value = valueOf(first, columns, depth + 1);
  if (REPLACEMENTS.has(name)) {
    const [what, by] = others.map(literalOf);
    if (what === undefined || by === undefined) return value;
    return name === "replace_string" ? value.split(what).join(by) : replaced(value, what, by);
  }
  return [value, ...others.map((other) => valueOf(other, columns, depth + 1))].join("\n");
}

/** `replace` is the old name of `replace_regex`, with its arguments in another order, and so takes nothing out here. */
const REPLACEMENTS = new Set(["replace_regex", "replace_string"]);

function mentionedIn(expression: string, columns: ReadonlyMap<string, string>): string {
  const names = expression.match(/[A-Za-z_]\w*/g) ?? [];
  return [...new Set(names.map((name) => columns.get(name.toLowerCase()) ?? ""))].join("\n");
}

/** `text` without what the pattern finds. Patterns are RE2's, whose flags in the middle count for all of it here. */
function replaced(text: string, pattern: string, by: string): string {
  const written = [...pattern.matchAll(/\(\?([a-z]+)[:)]/g)].map(([, letters = ""]) => letters).join("");
  const flags = ["i", "s", "m"].filter((flag) => written.includes(flag)).join("");
  const source = pattern
    .replace(/\(\?[a-z]+\)/g, "")
    .replace(/\(\?[a-z]+:/g, "(?:")
    .replaceAll("(?P<", "(?<");
  try {
    const found = new RegExp(source, `g${flags}`);
    return text.replace(found, (...match: unknown[]) =>
      by.replace(/\\(\d)/g, (_, group: string) => (match[Number(group)] as string | undefined) ?? ""),
    );
  } catch {
    // No pattern that is understood here: it is not known to take anything out.
    return text;
  }
}

/** `name = expression`, or a name alone; names in lower case. */
function assignmentsIn(list: string): (readonly [string, string])[] {
  return splitAt(list, ",").map((item) => {
    const [, name = item, expression = item] = /^\s*(\w+)\s*=(?!=|~)\s*(.*)$/s.exec(item) ?? [];
    return [name.trim().toLowerCase(), expression.trim()];
  });
}

/** The steps between bars, without comments. */
function stepsOf(transform: string): readonly string[] {
  const code = lex(transform)
    .filter((piece) => !piece.startsWith("//"))
    .join("");
  return splitAt(code, "|").map((step) => step.trim());
}

/** Splits where `separator` stands outside of texts and parentheses. */
function splitAt(code: string, separator: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const piece of lex(code)) {
    if (piece === "(" || piece === "[" || piece === "{") depth += 1;
    if (piece === ")" || piece === "]" || piece === "}") depth -= 1;
    if (piece === separator && depth === 0) parts.push("");
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

/** Texts, comments, and every other character by itself. */
function lex(code: string): readonly string[] {
  return (
    code.match(/h?@"(?:[^"]|"")*"|h?@'(?:[^']|'')*'|h?"(?:[^"\\]|\\.)*"|h?'(?:[^'\\]|\\.)*'|\/\/[^\n]*|./gsu) ?? []
  );
}

/** What a literal of a text says; undefined where it is none. */
function literalOf(expression: string): string | undefined {
  const written = expression.trim().replace(/^h(?=[@"'])/, "");
  if (lex(written).length !== 1) return undefined;
  const verbatim = /^@(["'])(.*)\1$/s.exec(written);
  if (verbatim) return (verbatim[2] ?? "").replaceAll((verbatim[1] ?? "").repeat(2), verbatim[1] ?? "");
  const plain = /^(["'])(.*)\1$/s.exec(written);
  return plain?.[2]?.replace(/\\(.)/gs, (_, character: string) => ESCAPES[character] ?? character);
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
