import { oncePerText } from "../framework/once";

/*
 * What a credential looks like, by its name and by itself. The admission policies of the cluster judge pods that users start
 * by the same patterns (components/kubernetes/admission/refuse-plain-credentials.ts); a test holds both to the same examples.
 */

/** Names that end as those of credentials do. */
const NAMES = [
  /(password|passwd|passphrase|secret|token|credential|bearer)s?(_?\d{1,2}|_value)?$/,
  /(^|_)(pwd|pass|sas|dsn|key)(_?\d{1,2})?$/,
  /(api|access|account|private|shared|encryption|signing|license)_?key$/,
  /conn(ection)?_?str(ing)?$|redis_?auth$/,
];

/** Names that end so and are none: keys of tables and tensors, tokens of language models, the working directory. */
const OTHER_NAMES = [
  /(public|primary|foreign|sort|partition|group|join|label|obs|observation|action|reward|state|image|camera|metric)_key$/,
  /(max|min|num|new|pad|eos|bos|unk|mask|sep|cls|stop|start|image|special)_tokens?$/,
  /^(old)?pwd$/,
];

/** Values that are no credential whatever the name: empty, switches, files below well-known folders (base64 may start with /). */
const HARMLESS = [
  /^(true|false|yes|no|on|off|none|null)?$/i,
  /^(file:\/{2,3}|\/)(mnt|var|etc|opt|run|secrets?|home|root|tmp|app|workspace|data|osmo|usr|srv)(\/[\w.@-]+)*\/?$/,
];

/** No password, for all that one may be a number. */
const NUMBER = /^-?\d{1,9}(\.\d+)?$/;

/** A value that Kubernetes takes from another variable. */
const REFERENCE = /^\$\([A-Za-z_][\w.-]*\)$/;

/** Values that are credentials whatever the name. `$` after a colon is a reference: `postgresql://osmo:$(PASSWORD)@host`. */
const SECRETS = [
  /eyJ[\w-]{8,}\.[\w-]{8,}\./,
  /bearer\s+[\w.~+/-]{16}/i,
  /[?&;\s]sig=[\w%+/-]{16}/i,
  /(accountkey|sharedaccesskey|sharedaccesssignature|instrumentationkey)=/i,
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /:\/\/[^/\s:@]*:[^/\s@$][^/\s@]*@/,
  /\b(hf_[A-Za-z0-9]{30}|nvapi-[\w-]{30}|gh[pousr]_[A-Za-z0-9]{30}|github_pat_\w{20}|glpat-[\w-]{20}|AKIA[0-9A-Z]{16})/,
];

/** Whether a variable of this name is likely to be a credential. */
export function namesCredential(name: string): boolean {
  const written = name.toLowerCase();
  return some(NAMES, written) && !some(OTHER_NAMES, written);
}

/** Whether the text has a credential in it, whatever it is called. */
export function holdsCredential(text: string): boolean {
  return some(SECRETS, text);
}

/** Whether `value`, under `name`, is a credential in plain text. */
export function isPlainCredential(name: string, value: string): boolean {
  return holdsCredential(value) || (namesCredential(name) && mayBeCredential(name, value));
}

function mayBeCredential(name: string, value: string): boolean {
  if (some(HARMLESS, value) || REFERENCE.test(value)) return false;
  return !NUMBER.test(value) || /pass|pwd|secret/i.test(name);
}

/** `storageAccountKey` and `storage-account-key` as `storage_account_key`. */
export const inSnakeCase = oncePerText((name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[-.]/g, "_")
    .toLowerCase(),
);

function some(patterns: readonly RegExp[], text: string): boolean {
  return patterns.some((pattern) => pattern.test(text));
}
