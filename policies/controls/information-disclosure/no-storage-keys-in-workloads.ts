import { resourceControl } from "../../framework/control";
import { inSnakeCase } from "../../framework/credentials";
import type { Finding } from "../../framework/finding";
import { podTemplateOf, volumesOf } from "../../framework/kubernetes/pod-templates";
import type { Volume } from "../../framework/kubernetes/pod-templates";
import { judgeWritings } from "../../framework/kubernetes/writing-findings";
import { WRITTEN_INTO } from "../../framework/kubernetes/writings";
import type { Writing } from "../../framework/kubernetes/writings";
import type { Properties } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { KUBERNETES } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** AZURE_STORAGE_KEY and its kin, of whatever source: the key itself is what should not be. */
const NAME =
  /(^|_)(storage|blob|adls|datalake)(_account)?(_shared)?(_access)?_?(key|sas(_?(token|url))?|connection_?string)\d?$/;
/** What the drivers of Azure's storage read a key from. */
const KEY_OF_SECRET = /^azurestorage(accountkey|accountsastoken)$/;
/** Connection strings, shared access signatures. */
const TEXT = /(accountkey|sharedaccesskey|sharedaccesssignature)=|[?&;\s"']sig=[\w%+/-]{16}/i;
const ON_COMMAND_LINE =
  /azure_storage_(account_)?(key|connection_string|sas_token)\s*[=:]\s*\S|--(account-key|sas-token)\b|--auth-mode[\s=]+key\b/i;
/** Drivers that take a storage account's key from a Secret; without one they use an identity. */
const DRIVERS = ["blob.csi.azure.com", "file.csi.azure.com"];
const SECRET_FIELDS = [
  "nodePublishSecretRef",
  "nodeStageSecretRef",
  "controllerExpandSecretRef",
  "controllerPublishSecretRef",
];

const PROBLEM = "reaches storage with an account's key";
const REMEDY = "to nothing, and use the workload's identity";

export const noStorageKeysInWorkloads = resourceControl({
  name: "no-storage-keys-in-workloads",
  threats: ["I-1"],
  severity: "medium",
  title: "No workload reaches storage with an account key, a SAS or a connection string",
  rationale:
    "A key opens the whole account, for whoever has it and for as long as it lives; an identity opens what it was granted. A key that is there as a fallback is used as soon as the identity fails, and nobody notices.",
  remediation:
    "Leave the key out: DefaultAzureCredential finds the workload's identity, and the blob driver mounts by it: components/data/object-storage.ts.",
  resources: [...WRITTEN_INTO, KUBERNETES.persistentVolume, KUBERNETES.secret],
  *check(resource) {
    if (resource.type === KUBERNETES.secret) yield* judgeSecret(resource);
    else if (resource.type === KUBERNETES.persistentVolume) yield* judgePersistentVolume(resource);
    else {
      yield* judgeWritings(resource, { isWrong: isStorageKey, problem: () => PROBLEM, instead: () => REMEDY });
      yield* judgeVolumes(resource);
    }
  },
});

function isStorageKey(writing: Writing, all: readonly Writing[]): Truth {
  const { kind, name, source, text } = writing;
  const isGiven = holds(text, (written) => written !== "");
  if (kind === "command") {
    const isWritten = holds(text, (written) => ON_COMMAND_LINE.test(written) || TEXT.test(written));
    return anyOf(isWritten, source === "unknown" && "unknown");
  }
  if (kind === "value") return isStorageKeyValue(writing, all);
  if (kind === "file" && holds(text, (written) => ON_COMMAND_LINE.test(written)) === true) return true;
  return anyOf(
    allOf(
      holds(name, (written) => isKeyName(written)),
      source === "literal" ? isGiven : true,
    ),
    source === "literal" && holds(text, (written) => TEXT.test(written)),
  );
}

/** Also `storage.accountKey`, and the key that OSMO's charts take beside an `azure://` endpoint. */
function isStorageKeyValue({ keys, text }: Writing, all: readonly Writing[]): Truth {
  const isGiven = holds(text, (written) => written !== "");
  const name = inSnakeCase(keys.slice(-2).join("_"));
  const last = inSnakeCase(keys.at(-1) ?? "");
  const isBesideStorage = () =>
    /^(access_key(_id)?|account_key|connection_string|sas(_token)?)$/.test(last) &&
    all.some((other) => areSiblings(other.keys, keys) && holds(other.text, isStorageAddress) === true);
  return anyOf(
    allOf(NAME.test(name) || NAME.test(last) || isBesideStorage(), isGiven),
    holds(text, (written) => TEXT.test(written)),
  );
}

function isKeyName(name: string): boolean {
  const written = inSnakeCase(name);
  return NAME.test(written) || KEY_OF_SECRET.test(written);
}

function areSiblings(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.slice(0, -1).join("\n") === other.slice(0, -1).join("\n");
}

function isStorageAddress(text: string): boolean {
  return /^azure:\/\/|\.(blob|dfs|file)\.core\./i.test(text);
}

function* judgeVolumes(resource: Resource): Iterable<Finding> {
  const template = podTemplateOf(resource);
  if (template.state !== "known") return;
  const volumes = volumesOf(template.value);
  if (volumes.state === "unknown") yield resource.undetermined("its volumes are not known yet", { part: "volumes" });
  if (volumes.state !== "known") return;
  for (const [index, volume] of volumes.value.entries()) {
    const part = `volumes/${volume.name.state === "known" ? volume.name.value : index}`;
    yield* found(resource, isMountedByKey(volume), part, volume.path);
  }
}

function isMountedByKey({ type, properties }: Volume): Truth {
  if (type.state === "unknown") return "unknown";
  // The driver inside Kubernetes knows no identity.
  if (type.state === "known" && type.value === "azureFile") return true;
  return type.state === "known" && type.value === "csi" ? takesSecret(properties.at("csi")) : false;
}

function takesSecret(csi: Properties): Truth {
  return allOf(
    holds(csi.text("driver"), (driver) => DRIVERS.includes(driver)),
    anyOf(
      ...SECRET_FIELDS.map((field) => isThere(csi.at(field))),
      csi.entries("volumeAttributes").state === "unknown" && "unknown",
      ...csi
        .knownEntries("volumeAttributes")
        .filter(([key]) => key.toLowerCase() === "secretname")
        .map(([, value]) => holds(value.text(), (name) => name !== "")),
    ),
  );
}

function* judgePersistentVolume(volume: Resource): Iterable<Finding> {
  const csi = volume.at("spec.csi");
  const byKey = anyOf(isThere(volume.at("spec.azureFile")), takesSecret(csi));
  const isOfStorage = holds(csi.text("driver"), (driver) => DRIVERS.includes(driver));
  if (byKey === false && isOfStorage === true) yield volume.pass();
  yield* found(volume, byKey, undefined, "spec");
}

function* judgeSecret(secret: Resource): Iterable<Finding> {
  for (const field of ["data", "stringData"]) {
    if (secret.entries(field).state === "unknown") {
      yield secret.undetermined("not all that it holds is known yet", { part: field });
    }
    for (const [index, [key, value]] of secret.knownEntries(field).entries()) {
      const part = `${field}/${/^[\w.-]+$/.test(key) ? key : index}`;
      const text = (written: string) =>
        TEXT.test(field === "data" ? Buffer.from(written, "base64").toString("latin1") : written);
      yield* found(secret, isKeyName(key) || holds(value.text(), text), part, value.path);
    }
  }
}

/** A finding where the condition holds, or may. */
function* found(resource: Resource, isFound: Truth, part: string | undefined, path: string): Iterable<Finding> {
  const details = { part, set: `${path} ${REMEDY}` };
  if (isFound === true) yield resource.fail(PROBLEM, details);
  else if (isFound === "unknown") yield resource.undetermined("whether it is a storage key is not known yet", details);
}

function isThere(properties: Properties): Truth {
  const { state } = properties.read();
  return state === "unknown" ? "unknown" : state !== "absent";
}
