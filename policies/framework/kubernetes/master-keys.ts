import { inSnakeCase } from "../credentials";
import { Properties, unknown } from "../reading";
import type { Reading } from "../reading";
import { liesIn, mountsOf, normalPath } from "./mounts";
import { knownContainersOf, knownEnvOf } from "./pod-templates";
import type { Container, PodTemplate, Volume } from "./pod-templates";

/*
 * OSMO's master encryption key: a YAML file with `currentMek` and, under `meks`, a JSON web key (RFC 7517) in base64 for each
 * name. Programs of the control plane read it once, from the file that OSMO_MEK_FILE names, or else their flag.
 */

/** Where they look for it where nothing names it: src/utils/connectors/postgres.py of OSMO. */
export const DEFAULT_KEY_FILE = "/home/osmo/vault-agent/secrets/vault-secrets.yaml";
const VARIABLE = "OSMO_MEK_FILE";
const FLAG = /(^|\s)--mek(_file)?[\s=]+["']?(?<file>\/[^\s"']+)/;

const FILE_OF_KEYS = /\bmeks["']?\s{0,99}:\s{0,99}\{?\s{0,99}["']?\w/;
const SYMMETRIC = /\bkty["']?\s{0,99}:\s{0,99}["']?oct\b/i;
const KEY = /\bk["']?\s{0,99}:\s{0,99}["']?[\w+/-]{16}/;
const BASE64 = /[\w+/-]{24,}={0,2}/g;
/** A text without any has none over several lines either. */
const SOME_BASE64 = /[\w+/-]{24}/;
/** How often base64 is looked into: a file of keys is base64 in a ConfigMap's binaryData, and holds base64 itself. */
const DEPTH = 3;

/** Whether the text is, or has in it, a master key, in base64 too. */
export function holdsMasterKey(text: string, depth = DEPTH): boolean {
  if (FILE_OF_KEYS.test(text) || (SYMMETRIC.test(text) && KEY.test(text))) return true;
  if (depth === 0 || !SOME_BASE64.test(text)) return false;
  return (unwrapped(text).match(BASE64) ?? []).some((encoded) => {
    const decoded = Buffer.from(encoded, "base64").toString("latin1");
    // What is no text leads nowhere.
    return /^[\s\x20-\x7e]+$/.test(decoded) && holdsMasterKey(decoded, depth - 1);
  });
}

/** The text with base64 that goes on over lines in one. */
function unwrapped(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return lines
    .map((line, index) => {
      const goesOn = /^[\w+/=-]+$/.test(line) && /[\w+/-]{32}$/.test(lines[index - 1]?.slice(-32) ?? "");
      return goesOn ? line : `\n${line}`;
    })
    .join("");
}

/** Whether an entry of this name is where a master key is kept, as in `mek.yaml`, `meks`, `currentMek`. */
export function namesMasterKey(name: string): boolean {
  return /^(osmo_)?(meks?|current_mek|master_(encryption_)?keys?)(_(ya?ml|json|txt|b64))?$/.test(inSnakeCase(name));
}

/** Whether a ConfigMap of this name is one of master keys, as the charts' `mek-config`. */
export function namesMasterKeys(object: string): boolean {
  return /(^|[-.])(meks?|master-?(encryption-?)?keys?)([-.]|$)/.test(object);
}

/** Where a container's master key comes from. */
export interface KeySource {
  readonly file: string;
  /** The volume that the file is on; absent where none is mounted there. */
  readonly volume: Reading<Volume>;
}

/** Absent where the container is not told of a key, and `byDefault` names no file. */
export function keySourceOf(template: PodTemplate, container: Container, byDefault?: string): Reading<KeySource> {
  const file = keyFileOf(container, byDefault);
  if (file.state !== "known") return file;
  const { known, isComplete } = mountsOf(template, container);
  const around = known
    .flatMap(({ folder, volume }) => (folder.state === "known" ? [{ folder: folder.value, volume }] : []))
    .filter(({ folder }) => liesIn(file.value, folder))
    .sort((one, other) => other.folder.length - one.folder.length);
  const isUnsure = !isComplete || known.some(({ folder }) => folder.state === "unknown");
  const volume: Reading<Volume> = around[0]?.volume ?? { state: isUnsure ? "unknown" : "absent" };
  return { state: "known", value: { file: file.value, volume } };
}

/** The environment goes before the command line. */
function keyFileOf(container: Container, byDefault: string | undefined): Reading<string> {
  const variable = knownEnvOf(container).find(({ name }) => name.state === "known" && name.value === VARIABLE);
  if (variable?.source === "literal" && variable.value.state === "known") {
    return { state: "known", value: normalPath(variable.value.value) };
  }
  if (variable || knownEnvOf(container).some(({ name, all }) => !all && name.state === "unknown")) {
    return { state: "unknown" };
  }
  const words = ["command", "args"].map((path) => container.properties.list(path));
  const line = words
    .flatMap((list) => (list.state === "known" ? list.value.map((word) => word.text()) : []))
    .map((word) => (word.state === "known" ? word.value : ""))
    .join(" ");
  const named = FLAG.exec(line)?.groups?.["file"] ?? byDefault;
  if (container.properties.list("env").state === "unknown") return { state: "unknown" };
  return named === undefined ? { state: "absent" } : { state: "known", value: normalPath(named) };
}

/** Parts of OSMO's control plane that read the key, by the key of their values. */
export const KEY_READERS = ["service", "worker", "logger", "agent", "delayedJobMonitor", "router"];

/** A part of the chart `service` as the pod that its values make, as far as they do. */
export function podOfPart(part: Properties, name: string): { template: PodTemplate; container: Container } {
  const raw = (...keys: readonly string[]): unknown =>
    keys
      .map((key) => part.read(key))
      .map((reading) => (reading.state === "known" ? reading.value : reading.state === "unknown" ? unknown : undefined))
      .find((value) => value !== undefined);
  const spec = new Properties({
    volumes: raw("extraVolumes"),
    containers: [
      {
        name,
        // The router's are called otherwise.
        env: raw("extraEnv", "extraEnvs"),
        args: raw("extraArgs"),
        volumeMounts: raw("extraVolumeMounts"),
      },
    ],
  });
  const template: PodTemplate = { metadata: new Properties({}), spec, prefix: "" };
  const [container] = knownContainersOf(template);
  return { template, container: container! };
}
