import { SECRET, SIGNATURE } from "../exported-state";

/** Stands in a state and in an event log for what only the update knows (plugin.UnknownStringValue of the engine). */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** What an analysis has in place of a secret that it can't decrypt, and an event log in place of its ciphertext. */
export const REDACTED = "[secret]";

/**
 * What a chart is given in place of a value that is not known, and of a secret. Both are names that Kubernetes takes, for
 * charts that make names of their values, and nothing that a chart would write by itself.
 */
const STAND_INS = { unknown: "value-not-known-yet", secret: "value-kept-secret" } as const;

/** A value that a chart was rendered without. */
export interface Guess {
  /** Where it stands among the release's values: `auth.clients[0].id`. */
  readonly path: string;
  readonly kind: keyof typeof STAND_INS;
}

/** Plain values for a chart, and what of them is made up. */
export interface Filled {
  readonly value: unknown;
  readonly guesses: readonly Guess[];
}

/**
 * Properties as the engine writes them, made plain: what is not known and what is secret are replaced by stand-ins. Of a
 * secret that was exported in the open its form is kept (maps, lists, numbers, switches), and no text.
 */
export function fillIn(value: unknown, path = ""): Filled {
  const guesses: Guess[] = [];
  const standIn = (kind: Guess["kind"], at: string): string => {
    guesses.push({ path: at, kind });
    return STAND_INS[kind];
  };
  const fill = (each: unknown, at: string, secret: boolean): unknown => {
    if (each === UNKNOWN) return standIn("unknown", at);
    if (each === REDACTED || (secret && typeof each === "string")) return standIn("secret", at);
    if (Array.isArray(each)) return each.map((item, index) => fill(item, `${at}[${index}]`, secret));
    if (!isObject(each)) return each;
    if (each[SIGNATURE] !== SECRET) {
      const entries = Object.entries(each).map(([key, inner]) => [key, fill(inner, below(at, key), secret)] as const);
      return Object.fromEntries(entries);
    }
    const plain = plaintextOf(each);
    return plain === undefined ? standIn("secret", at) : fill(plain, at, true);
  };
  return { value: fill(value, path, false), guesses };
}

/**
 * Undoes `fillIn` in what a chart made of its values: a text with something unknown in it, also in base64, is unknown, as a
 * preview has it. The stand-ins of secrets stay: that a text is there is what counts.
 */
export function withUnknowns(value: unknown): unknown {
  if (typeof value === "string") return IN_TEXT.test(value) ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map(withUnknowns);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withUnknowns(inner)]));
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const IN_TEXT = new RegExp([STAND_INS.unknown, ...base64Forms(STAND_INS.unknown)].join("|"), "i");

/** What of the base64 form of any text shows that `text` is in it, however many bytes stand before it. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.from(" ".repeat(before) + text).toString("base64");
    // Each character holds six bits; those that other bytes have a part in differ from text to text.
    const first = Math.ceil((before * 8) / 6);
    const whole = Math.floor(((before + text.length) * 8) / 6);
    return encoded.slice(first, whole).replace(/\+/g, "\\+");
  });
}

/** The value of a secret that was exported in the open; undefined of an encrypted one. */
function plaintextOf({ plaintext, value }: Readonly<Record<string, unknown>>): unknown {
  if (typeof plaintext !== "string") return value;
  try {
    return JSON.parse(plaintext);
  } catch {
    return undefined;
  }
}

function below(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
