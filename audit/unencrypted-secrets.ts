import type { Deployment } from "@pulumi/pulumi/automation";
import type { Finding } from "../assurance/evidence";
import { nameOf } from "../assurance/resource-name";
import { contentOf, SECRET, SIGNATURE } from "./exported-state";
import type { StateResource } from "./exported-state";
import { tellOf } from "./secret-values";
import type { Place, Tell } from "./secret-values";

/** What only a state can show, and no policy: the pack gets secrets decrypted, and can't tell them from other values. */
export const NO_PLAIN_SECRETS = {
  name: "state-holds-no-plain-secrets",
  serves: ["T-2", "I-2"],
} as const;

/** What is said of a value, by how it shows that it is a secret; `decrypted` where the state itself says so. */
const STATEMENTS: Readonly<Record<Tell | "decrypted", string>> = {
  form: "and reads as a credential",
  name: "and has the name of a secret",
  type: "where resources of this type keep secrets",
  declared: "and the program declares it a secret",
  decrypted: "though the program made it a secret: the state was exported with its secrets",
};

const MAKE_SECRET =
  "Wrap it in pulumi.secret(), or name it in additionalSecretOutputs, and run pulumi up. Then renew it: earlier versions of the state keep it.";
const EXPORT_ENCRYPTED =
  "Delete this file and its copies, and export the state without --show-secrets: it is the file that holds the secrets in the open.";

/** A text that stands in the open, and in which of the resource's properties. */
interface Exposed {
  readonly subject: string;
  readonly tell: Tell | "decrypted";
  readonly in: Set<"inputs" | "outputs">;
}

/**
 * Judges whether secrets stand in the state unencrypted: one failure for each resource and place, which names the place and
 * never the value; or one pass for the state. It can't know every secret by its looks: a pass says that none was found.
 *
 * @param time when it was judged, ISO 8601
 */
export function unencryptedSecrets(state: Deployment, time: string): readonly Finding[] {
  const finding = (more: Pick<Finding, "subject" | "resource" | "verdict" | "statement" | "remedy">): Finding => ({
    control: NO_PLAIN_SECRETS.name,
    serves: NO_PLAIN_SECRETS.serves,
    level: "mandatory",
    source: "state",
    time,
    ...more,
  });
  const failures = everyResource(state).flatMap((resource) =>
    exposedIn(resource).map(({ subject, tell, in: places }) =>
      finding({
        subject: `${nameOf(resource.urn)}/${subject}`,
        resource: resource.urn,
        verdict: "fail",
        statement: `stands unencrypted in the ${[...places].join(" and ")} of the state, ${STATEMENTS[tell]}`,
        remedy: tell === "decrypted" ? EXPORT_ENCRYPTED : MAKE_SECRET,
      }),
    ),
  );
  if (failures.length > 0) return failures;
  return [finding({ subject: "stack", resource: "", verdict: "pass", statement: "" })];
}

/** Those of operations that were interrupted too: the file has them. */
function everyResource(state: Deployment): readonly StateResource[] {
  const { resources, pending_operations: pending } = contentOf(state);
  const interrupted = (pending ?? []).flatMap(({ resource }) => (isResource(resource) ? [resource] : []));
  return [...(resources ?? []), ...interrupted];
}

function isResource(value: unknown): value is StateResource {
  return isObject(value) && typeof value.urn === "string" && typeof value.type === "string";
}

function exposedIn(resource: StateResource): readonly Exposed[] {
  const found = new Map<string, Exposed>();
  const declared = resource.additionalSecretOutputs ?? [];
  for (const where of ["inputs", "outputs"] as const) {
    visit(resource[where] ?? {}, [], (path, value, label) => {
      const tell = isObject(value) ? "decrypted" : tellOf(value, { type: resource.type, path, label, declared });
      if (tell === undefined) return;
      const subject = written(path);
      const known = found.get(subject);
      if (known) known.in.add(where);
      else found.set(subject, { subject, tell, in: new Set([where]) });
    });
  }
  return [...found.values()];
}

type Take = (path: Place["path"], value: string | Record<string, unknown>, label?: string) => void;

/** Hands `take` every text below `value`, and every secret that is decrypted. Encrypted ones are passed over. */
function visit(value: unknown, path: Place["path"], take: Take, label?: string): void {
  if (typeof value === "string") take(path, value, label);
  else if (Array.isArray(value)) value.forEach((item, index) => visit(item, [...path, index], take));
  else if (isObject(value)) {
    if (value[SIGNATURE] === SECRET) {
      if (isDecrypted(value)) take(path, value);
      return;
    }
    const { name } = value;
    for (const [key, item] of Object.entries(value)) {
      visit(item, [...path, key], take, key === "value" && typeof name === "string" ? name : undefined);
    }
  }
}

/** Whether a secret shows what it is: as JSON, under a name of its own (apitype.SecretV1). */
function isDecrypted({ plaintext }: Record<string, unknown>): boolean {
  return typeof plaintext === "string" && !["", '""', "null", "{}", "[]", '"[secret]"'].includes(plaintext);
}

/** As JavaScript would have it: `env[0].value`. */
function written(path: Place["path"]): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : /^[\w-]+$/.test(key) ? `.${key}` : `["${key}"]`))
    .join("")
    .replace(/^\./, "");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
