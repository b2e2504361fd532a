import { resourceControl } from "../../framework/control";
import {
  commandHoldsCredential,
  fileHoldsCredential,
  holdsCredential,
  inSnakeCase,
  isPlainCredential,
  namesCredential,
} from "../../framework/credentials";
import { judgeWritings } from "../../framework/kubernetes/writing-findings";
import { WRITTEN_INTO } from "../../framework/kubernetes/writings";
import type { Writing } from "../../framework/kubernetes/writings";
import { anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

export const noCredentialsInEnvironment = resourceControl({
  name: "no-credentials-in-environment",
  threats: ["I-5", "R-1"],
  severity: "high",
  title: "No credential stands in plain text in an environment, a command line or a configuration",
  rationale:
    "Training code prints its environment when it is asked to debug. Whoever may read pods, their logs, a ConfigMap or the API server's audit log reads what is written there, and no encryption of Secrets covers it.",
  remediation:
    "Mount the credential as a file from Key Vault, better use an identity and need none: components/kubernetes/key-vault-secrets.ts.",
  references: { kubeLinter: ["env-var-secret"] },
  resources: WRITTEN_INTO,
  check: (resource) =>
    judgeWritings(resource, {
      isWrong: isCredential,
      problem: ({ kind }) => `has a credential in plain text in ${PLACES[kind]}`,
      instead: () => "to nothing, and mount the credential as a file",
    }),
});

const PLACES: Readonly<Record<Writing["kind"], string>> = {
  variable: "its environment",
  command: "a command line",
  file: "a file of configuration",
  value: "the values of its chart",
};

/** How a variable takes another's value. */
const REFERENCE = /^\$\(([^()]+)\)$/;

function isCredential(writing: Writing, all: readonly Writing[]): Truth {
  const { kind, name, source, text } = writing;
  if (kind === "command") return anyOf(holds(text, commandHoldsCredential), source === "unknown" && "unknown");
  if (source === "unknown") return "unknown";
  if (source !== "literal") return false;
  if (name.state === "unknown") {
    // It may turn out to be a password's.
    return anyOf(holds(text, holdsCredential), holds(text, (written) => written === "") !== true && "unknown");
  }
  const standsFor = holds(text, (written) => REFERENCE.test(written)) === true;
  if (standsFor && all.some((other) => other.kind === "variable" && other.name.state === "unknown")) return "unknown";
  return holds(text, (written) => {
    if (kind === "value") return isCredentialValue(writing, written);
    if (kind === "file" && isFile(writing, written)) return fileHoldsCredential(fileName(writing), written);
    return isCredentialVariable(writing, written, all);
  });
}

function isCredentialVariable({ name, part }: Writing, written: string, all: readonly Writing[]): boolean {
  if (name.state !== "known") return holdsCredential(written);
  const place = part.slice(0, part.lastIndexOf("/") + 1);
  const [, referred] = REFERENCE.exec(written) ?? [];
  if (referred !== undefined) {
    // It stands for another variable, which is no plain text where that one comes from a Secret.
    return namesCredential(name.value) && !all.some((other) => isReference(other, `${place}${referred}`));
  }
  return isPlainCredential(name.value, written);
}

/** An entry of a ConfigMap that is more than one value. */
function isFile(writing: Writing, written: string): boolean {
  return written.trim().includes("\n") || /\.\w+$/.test(fileName(writing));
}

function fileName({ name }: Writing): string {
  return name.state === "known" ? name.value : "";
}

function isReference({ kind, source, part }: Writing, wanted: string): boolean {
  return kind === "variable" && source !== "literal" && part === wanted;
}

/** Of the many names of values only passwords' are told from names of Secrets and of keys in them. */
function isCredentialValue({ keys }: Writing, written: string): boolean {
  const name = inSnakeCase(keys.at(-1) ?? "");
  return /pass(word|wd|phrase)$/.test(name) ? isPlainCredential(name, written) : holdsCredential(written);
}
