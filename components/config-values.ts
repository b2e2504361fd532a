import { z } from "zod";
import { PLATFORM_TAGS } from "./conventions/tags";
import { isRange, overlap, prefixLengthOf } from "./network/address-plan";

/*
 * The kinds of values there are. Pulumi hands each over as a text, objects and lists as JSON. The errors go on where a
 * message has quoted the value, and end with what to give instead.
 */

/** A text of one form. */
export function word(form: RegExp, error: string) {
  return z.string({ error: missingOr(error) }).regex(form, { error });
}

export function flag() {
  return z
    .enum(["true", "false"], { error: 'is neither true nor false. Give "true" or "false".' })
    .transform((text) => text === "true");
}

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: missingOr(`is none of the choices. Give one of ${values.join(", ")}.`) });
}

export function wholeNumber(least: number, most: number) {
  const error = `is no whole number from ${least} to ${most}. Give one.`;
  return z
    .string()
    .regex(/^\d{1,6}$/, { error, abort: true })
    .transform(Number)
    .refine((number) => number >= least && number <= most, { error });
}

const NO_RANGE = "is no IPv4 range. Give one such as 10.0.0.0/16, with zeros behind the prefix.";

/**
 * Ranges that Azure gives to no virtual network: multicast, broadcast, loopback, link-local, and its own DNS.
 * Source: learn.microsoft.com, "Azure Virtual Network frequently asked questions".
 */
const REFUSED_RANGES = ["224.0.0.0/4", "255.255.255.255/32", "127.0.0.0/8", "169.254.0.0/16", "168.63.129.16/32"];

/** The range of a virtual network, which Azure takes from /8 to /29. */
export function networkRange() {
  return part
    .range()
    .refine((range) => prefixLengthOf(range) >= 8 && prefixLengthOf(range) <= 29, {
      error: "is no size for a virtual network. Give a prefix length from 8 to 29.",
      abort: true,
    })
    .refine((range) => !REFUSED_RANGES.some((refused) => overlap(range, refused)), {
      error: "is a range that Azure keeps for itself. Give a private one such as 10.0.0.0/16.",
    });
}

/** A day, as in `2026-12-01`. */
export function day() {
  const error = "is no day. Give one such as 2026-12-01.";
  return z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, { error, abort: true })
    .refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(text).toISOString().startsWith(text), {
      error,
    });
}

/** A time of day, as in `07:00`. */
export function timeOfDay() {
  return z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "is no time. Give one such as 07:00, in quotes." });
}

/** Nothing, or what `form` takes. */
export function optionalWord(form: RegExp, error: string) {
  return z
    .string()
    .refine((text) => text === "" || form.test(text), { error })
    .transform((text) => (text === "" ? undefined : text));
}

/** What YAML has structure for: Pulumi hands it over as JSON, and `form` says what it has to be. */
export function structure<Form extends z.ZodType>(form: Form) {
  return json(
    "is no YAML of the form that this key takes. Write it as a list or map, as docs/configuration.md shows.",
  ).pipe(form);
}

type Unchecked = { readonly input?: unknown };

/** What is wrong with a part: that it is missing, or `otherwise`. */
function missingOr(otherwise: string) {
  return ({ input }: Unchecked) => (input === undefined ? MISSING : otherwise);
}

/** How the message of a part begins that is not there; there is nothing to quote then. */
export const MISSING = "is missing. Give it.";

/** Parts of structured values. */
export const part = {
  text: word,
  flag: () => z.boolean({ error: missingOr("is neither true nor false. Give one of them.") }),
  number: (least: number, most: number) => {
    const error = `is no whole number from ${least} to ${most}. Give one.`;
    return z
      .int({ error: missingOr(error) })
      .min(least, { error })
      .max(most, { error });
  },
  oneOf,
  range: () => z.string({ error: missingOr(NO_RANGE) }).refine(isRange, { error: NO_RANGE, abort: true }),
  list: <Item extends z.ZodType>(item: Item, what: string) =>
    z.array(item, { error: missingOr(`is no list of ${what}. Write it as a YAML list.`) }),
  map: <Value extends z.ZodType>(name: RegExp, value: Value, what: string) =>
    z.record(z.string().regex(name), value, { error: missingOr(`is no map of ${what}. Write it as a YAML map.`) }),
  group: <Shape extends z.ZodRawShape>(shape: Shape, what: string) =>
    z.strictObject(shape, { error: missingOr(`is not ${what}. Write it as a YAML map.`) }),
};

/** An object id of Entra ID. */
export const OBJECT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What Azure takes on every kind of resource: private DNS zones have at most 15 tags and names of letters, digits and a few
 * signs, storage accounts names of up to 128 characters, and nothing has values of more than 256.
 * Source: learn.microsoft.com, "Use tags to organize your Azure resources", limitations.
 */
const MOST_TAGS = 15 - PLATFORM_TAGS.length;
const TAG_NAME = /^(?!microsoft|azure|windows)[a-z][a-z0-9_.-]{0,127}$/i;

/** Tags by name. */
export function tags() {
  const error = `is no tag. Give names of up to 128 letters, digits and ._- with a letter first, not microsoft, azure or windows, and texts of up to 256 characters.`;
  return json("is no map of tags. Write it as a YAML map.")
    .pipe(z.record(z.string().regex(TAG_NAME), z.string({ error }).regex(/^\P{Cc}{0,256}$/u, { error }), { error }))
    .refine((own) => Object.keys(own).length <= MOST_TAGS, {
      error: `holds too many tags: Azure takes ${MOST_TAGS} beside the platform's own. Drop some.`,
    })
    .refine((own) => distinct([...PLATFORM_TAGS, ...Object.keys(own)]), {
      error: `holds a name twice, in whatever case, or one of the platform's own: ${PLATFORM_TAGS.join(", ")}. Give others.`,
    });
}

/** Whether no name is there twice, in whatever case. */
export function distinct(names: readonly string[]): boolean {
  return new Set(names.map((name) => name.toLowerCase())).size === names.length;
}

function json(error: string) {
  return z.string().transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: error });
      return z.NEVER;
    }
  });
}
