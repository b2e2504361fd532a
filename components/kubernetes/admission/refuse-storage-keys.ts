import { pattern, texts } from "./cel";
import { inPods, inWriting } from "./findings";
import { hasOneOf } from "./pods";
import type { RefusingRule } from "./refusing-rules";

/** AZURE_STORAGE_KEY and its kin, of whatever source: the key itself is what should not be. */
const NAMES = String.raw`(?i)(^|_)(storage|blob|adls|datalake)(_account)?(_shared)?(_access)?_?(key|sas(_?(token|url))?|connection_?string)\d?$`;
const ON_COMMAND_LINE = String.raw`(?i)azure_storage_(account_)?(key|connection_string|sas_token)|--(account-key|sas-token)\b|--auth-mode[\s=]+key\b`;
/** Drivers that take a storage account's key from a Secret; without one they use an identity. */
const DRIVERS = ["blob.csi.azure.com", "file.csi.azure.com"];

const SIGN = hasOneOf("storage blob adls datalake account-key sas-token auth-mode".split(" "));

/** CEL: whether the volume `v` is mounted by a key. */
const BY_KEY =
  `has(v.azureFile) || (has(v.csi) && v.csi.driver in ${texts(DRIVERS)} && (has(v.csi.nodePublishSecretRef) ` +
  "|| v.csi.?volumeAttributes.orValue({}).exists(k, k.lowerAscii() == 'secretname')))";

const REMEDY = "Use the workload's identity: DefaultAzureCredential finds it";

const WRITTEN_KEYS = inWriting({
  name: "key",
  sign: SIGN,
  variables: {
    are: `(e.value != '' || e.isReference) && e.name.matches(${pattern(NAMES)})`,
    problem: "keys of storage in the variables",
  },
  commands: {
    are: `l.text.matches(${pattern(ON_COMMAND_LINE)})`,
    problem: "keys of storage on the command line of",
  },
  remedy: REMEDY,
});
const KEY_VOLUMES = inPods(
  "keyVolumes",
  { volume: BY_KEY },
  { problem: "storage mounted by its account's key in the volumes", remedy: REMEDY },
);

/** Closes the run-time half of I-1: no fallback to keys, also not to ones from a Secret. */
export const refuseStorageKeys: RefusingRule = {
  name: "refuse-storage-keys",
  threats: ["I-1"],
  title: "No workload reaches storage with an account key, a SAS or a connection string",
  why: "A key opens the whole account, for whoever has it and for as long as it lives; an identity opens what it was granted.",
  variables: [...WRITTEN_KEYS.variables, KEY_VOLUMES.variable],
  refusals: [...WRITTEN_KEYS.refusals, KEY_VOLUMES.refusal],
};
