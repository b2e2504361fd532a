import { resourceControl } from "../../framework/control";
import { decided } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import { valuesOf } from "../../framework/kubernetes/helm-values";
import {
  holdsMasterKey,
  KEY_READERS,
  keySourceOf,
  namesMasterKey,
  namesMasterKeys,
  podOfPart,
} from "../../framework/kubernetes/master-keys";
import type { KeySource } from "../../framework/kubernetes/master-keys";
import { controlPlaneOf, isOff } from "../../framework/kubernetes/osmo-charts";
import {
  knownContainersOf,
  knownEnvOf,
  podTemplateOf,
  POD_OWNERS,
  volumesOf,
} from "../../framework/kubernetes/pod-templates";
import type { Container, PodTemplate, Volume } from "../../framework/kubernetes/pod-templates";
import { nodesOf } from "../../framework/kubernetes/value-nodes";
import type { Properties, Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { KUBERNETES } from "../../framework/resource-types";
import { anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

const HOLDS = "holds a master encryption key, or a place for one";
const NOT_KNOWN = "where its master encryption key is is not known yet";
const MOUNTS = "takes its master encryption key from a ConfigMap";
const REMEDY = "a file of the vault, or a Secret that is kept like it";

export const mekOutsideConfigMap = resourceControl({
  name: "mek-outside-configmap",
  threats: ["T-1"],
  severity: "high",
  title: "The master encryption key of OSMO never sits in a ConfigMap",
  rationale:
    "All that OSMO encrypts is encrypted by this key. A ConfigMap is read by whoever may look at the namespace, is left out where etcd is encrypted, and is copied into backups and reviews in plain text; who can write it can exchange the key.",
  remediation:
    "Leave services.configFile off and mount the key as a file of the vault, named by OSMO_MEK_FILE: components/osmo/service-values.ts, components/osmo/osmo-secrets.ts.",
  references: { cisAks: ["4.5.1", "4.5.2"] },
  resources: [KUBERNETES.configMap, KUBERNETES.helmRelease, ...POD_OWNERS],
  *check(resource) {
    if (resource.type === KUBERNETES.configMap) yield* findingsOfConfigMap(resource);
    else if (resource.type === KUBERNETES.helmRelease) yield* findingsOfRelease(resource);
    else yield* findingsOfPods(resource);
  },
});

function* findingsOfConfigMap(configMap: Resource): Iterable<Finding> {
  let isClean = true;
  for (const field of ["data", "binaryData"]) {
    for (const [key, entry] of configMap.knownEntries(field)) {
      const isKey = holds(entry.text(), (text) => isMasterKey(key, text));
      if (isKey === false) continue;
      isClean = false;
      const details = { part: /^[\w.-]{1,64}$/.test(key) ? key : field, set: `no ${field} of this name: ${REMEDY}` };
      if (isKey === true) yield configMap.fail(HOLDS, details);
      else yield configMap.undetermined("what it holds is not known yet", details);
    }
  }
  if (!isClean) return;
  if (["data", "binaryData"].some((field) => configMap.entries(field).state === "unknown")) {
    yield configMap.undetermined("what it holds is not known yet");
  } else yield configMap.pass();
}

/** Under a name for keys anything counts that could be one: a file that only has to be there says less. */
function isMasterKey(name: string, text: string): boolean {
  return holdsMasterKey(text) || (namesMasterKey(name) && /[\w+/-]{16}/.test(text));
}

function* findingsOfRelease(release: Resource): Iterable<Finding> {
  const values = valuesOf(release);
  for (const { keys, value, entries } of nodesOf(values)) {
    const text = value.text();
    const isKey = text.state === "known" && holdsMasterKey(text.value);
    if (!isKey && (entries.length === 0 || isConfigMapOfKeys(value) !== true)) continue;
    yield release.fail(isKey ? "has a master encryption key among its values" : MOUNTS, {
      part: keys.join("."),
      set: `${value.path} to ${REMEDY}`,
    });
  }
  const osmo = controlPlaneOf(release);
  if (!osmo) return;
  if (osmo.chart === "service") {
    yield decided(release, isOff(values, "services.configFile.enabled", false), {
      otherwise: MOUNTS,
      notKnown: NOT_KNOWN,
      part: "configFile",
      set: "values.services.configFile.enabled to false, and OSMO_MEK_FILE to a file of the vault",
    });
  } else yield release.pass({ part: "configFile" });
  for (const name of KEY_READERS) {
    const { template, container } = podOfPart(values.at(`services.${name}`), name);
    const source = keySourceOf(template, container);
    const set = `values.services.${name}.extraVolumes`;
    if (source.state === "known") yield findingOfSource(release, source.value, name, set);
    else if (source.state === "unknown") yield release.undetermined(NOT_KNOWN, { part: name, set });
  }
}

function* findingsOfPods(owner: Resource): Iterable<Finding> {
  const template = podTemplateOf(owner);
  if (template.state === "unknown") yield owner.undetermined(NOT_KNOWN);
  if (template.state !== "known") return;
  const volumes = volumesOf(template.value);
  for (const { properties, name, path } of volumes.state === "known" ? volumes.value : []) {
    if (isConfigMapOfKeys(properties) !== true && !isProjectionOfKeys(properties)) continue;
    const part = name.state === "known" ? `volume ${name.value}` : path;
    yield owner.fail(MOUNTS, { part, set: `${path} to ${REMEDY}` });
  }
  for (const container of knownContainersOf(template.value)) {
    yield* findingsOfContainer(owner, template.value, container);
  }
}

function* findingsOfContainer(owner: Resource, template: PodTemplate, container: Container): Iterable<Finding> {
  const variable = knownEnvOf(container).find(
    ({ source, key, from }) =>
      source === "configMap" &&
      anyOf(
        holds(key, namesMasterKey),
        holds(from, (name) => namesMasterKeys(name)),
      ) === true,
  );
  if (variable) {
    yield owner.fail(MOUNTS, { part: `${container.part}/env`, set: `${variable.path} to ${REMEDY}` });
  }
  const source = keySourceOf(template, container);
  const set = `${container.path}.volumeMounts`;
  if (source.state === "known") yield findingOfSource(owner, source.value, container.part, set);
  else if (source.state === "unknown" && knownEnvOf(container).some(({ name }) => isKeyVariable(name))) {
    yield owner.undetermined(NOT_KNOWN, { part: container.part, set });
  }
}

function isKeyVariable(name: Reading<string>): boolean {
  return name.state === "known" && name.value === "OSMO_MEK_FILE";
}

function findingOfSource(resource: Resource, { volume }: KeySource, part: string, set: string): Finding {
  return decided(resource, isOutside(volume), {
    otherwise: MOUNTS,
    notKnown: NOT_KNOWN,
    part,
    set: `${set} to ${REMEDY}`,
  });
}

/** Outside a ConfigMap. Whether it is where it should be is another question: `mek-synced-from-key-vault`. */
function isOutside(volume: Reading<Volume>): Truth {
  if (volume.state !== "known") return volume.state === "unknown" ? "unknown" : true;
  const { type, properties } = volume.value;
  if (type.state === "unknown") return "unknown";
  if (type.state !== "known" || type.value !== "projected") {
    return type.state === "known" ? type.value !== "configMap" : true;
  }
  const sources = properties.list("projected.sources");
  if (sources.state === "unknown") return "unknown";
  return !(sources.state === "known" && sources.value.some((source) => source.read("configMap").state === "known"));
}

/** A volume, or a source of one, from a ConfigMap that is called like the key, or of an entry that is. */
function isConfigMapOfKeys(volume: Properties): Truth {
  const items = volume.list("configMap.items");
  return anyOf(
    holds(volume.text("configMap.name"), namesMasterKeys),
    ...(items.state === "known" ? items.value : []).map((item) => holds(item.text("key"), namesMasterKey)),
  );
}

function isProjectionOfKeys(volume: Properties): boolean {
  const sources = volume.list("projected.sources");
  return sources.state === "known" && sources.value.some((source) => isConfigMapOfKeys(source) === true);
}
