import { holdsCredential, inSnakeCase, isPlainCredential } from "../policies/model";

/** How a value shows that it is a secret. */
export type Tell =
  /** It reads as a credential: a private key, a token, a connection string with a key. */
  | "form"
  /** Its name is that of a secret. */
  | "name"
  /** Resources of the type keep their secrets there. */
  | "type"
  /** The program declares it one. */
  | "declared";

/** Where a value stands in a resource. */
export interface Place {
  /** The resource's type, with or without API version. */
  readonly type: string;
  /** Keys from the resource's properties down to the value; items of lists by their index. */
  readonly path: readonly (string | number)[];
  /** Name that stands beside the value, as in an environment's `{name, value}`. */
  readonly label?: string;
  /** Names of the properties that the program declares secret (`additionalSecretOutputs`). */
  readonly declared: readonly string[];
}

/** Where resources keep their secrets, whatever these are called. */
const TYPES: readonly { readonly type: RegExp; readonly path: RegExp }[] = [
  { type: /^kubernetes:core(\/v1)?:Secret(Patch)?$/, path: /^(data|stringData)\.[^]+$/ },
  { type: /^azure-native:keyvault(\/v\d+\w*)?:Secret$/, path: /^properties\.value$/ },
  { type: /^random:index\/randomPassword:RandomPassword$/, path: /^(result|bcryptHash)$/ },
];

/** Names of which any value is a secret, in snake case. */
const OF_ANYTHING = /(^|_)(password|passwd|passphrase|pwd|(pre_?)?shared_key|psk)s?(_?\d{1,2})?$/;

/** Names that a secret has, and sometimes the name of one, or a reference. */
const OF_RANDOM =
  /(^|_)((primary|secondary|access|account|storage|api|private|encryption|signing|license|master|auth|subscription|function|host|client)_key|(access|account|refresh|id|auth|bearer|sas|api|session|registration|oidc)_token|token|sas|(client|app|shared|webhook|cookie)_secret|secret_value)(_?\d)?$/;

/** Settings that bear such a name. */
const SETTING = /^(enabled|disabled|required|optional|default|true|false|yes|no|on|off|none|null)$/i;

/** What stands where a value is not shown: redactions, parts of a template that are not filled in, the engine's unknown text. */
const PLACEHOLDER =
  /^(\[secret\]|\[?redacted\]?|\*+|x+|<[^<>]*>|\$\{[^{}]*\}|\$\([^()]*\)|\{\{.*\}\}|04da6b54-80e4-46f7-96ec-b56ff0331ba9)$/i;

/** Addresses and paths; one with a credential in it is told by its form. */
const REFERENCE =
  /^([a-z][a-z0-9+.-]*:\/\/|@Microsoft\.KeyVault\(|\/(subscriptions|mnt|var|etc|opt|run|secrets?|home|root|tmp|app|workspace|data|osmo|usr|srv)\/)/i;

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Words, as names are made of, with nothing random in them: `osmo-database`. */
const NAME = /^[a-z]+([-_./][a-z0-9]+)*$/i;

const RANDOM = /^[\w+/=.~:-]{16,}$/;
const PUBLIC = /^-----BEGIN (CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY)-----/;
const BASE64 = /^[A-Za-z0-9+/\s]{40,}={0,2}\s*$/;

const KUBECONFIG = /\bclusters["']?\s*:/;
const IN_KUBECONFIG = /(client-key-data|token|password)["']?\s*:\s*["']?[^\s"'{}[\],]{12,}/;

/** How the text shows that it is a secret, or undefined where it shows nothing of the kind. */
export function tellOf(text: string, place: Place): Tell | undefined {
  if (text.trim() === "" || PLACEHOLDER.test(text)) return undefined;
  const decoded = decode(text);
  const texts = decoded === undefined ? [text] : [text, decoded];
  if (texts.some(readsAsCredential)) return "form";
  if (texts.some(isPublic)) return undefined;
  const { type, path, label, declared } = place;
  // Of an object that is declared secret, only parts may be.
  if (path.length === 1 && declared.includes(String(path[0]))) return "declared";
  const written = path.join(".");
  if (TYPES.some((known) => known.type.test(type) && known.path.test(written)))
    return texts.some(isReference) ? undefined : "type";
  if (label !== undefined) return isPlainCredential(label, text) && !isReference(text) ? "name" : undefined;
  return isNamedSecret(path, text) ? "name" : undefined;
}

function readsAsCredential(text: string): boolean {
  return holdsCredential(text) || (KUBECONFIG.test(text) && IN_KUBECONFIG.test(text));
}

function isNamedSecret(path: Place["path"], text: string): boolean {
  if (SETTING.test(text) || isReference(text)) return false;
  // An item of a list is called as the list is.
  const name = inSnakeCase(path.filter((key) => typeof key === "string").at(-1) ?? "");
  if (OF_ANYTHING.test(name)) return true;
  return OF_RANDOM.test(name) && RANDOM.test(text) && !NAME.test(text) && !ID.test(text);
}

function isReference(text: string): boolean {
  return REFERENCE.test(text);
}

function isPublic(text: string): boolean {
  return PUBLIC.test(text.trim());
}

/** What the text is in base64, where that is a text. */
function decode(text: string): string | undefined {
  if (!BASE64.test(text)) return undefined;
  const decoded = Buffer.from(text, "base64").toString("utf8");
  return decoded.includes("\ufffd") ? undefined : decoded;
}
