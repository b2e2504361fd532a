import { stackControl } from "../../framework/control";
import { decided, judgedWhere } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import { DEFAULT_KEY_FILE, KEY_READERS, keySourceOf, podOfPart } from "../../framework/kubernetes/master-keys";
import type { KeySource } from "../../framework/kubernetes/master-keys";
import { isSameNamespace, namespaceOf, objectsNamed } from "../../framework/kubernetes/objects";
import type { NamespaceRef } from "../../framework/kubernetes/objects";
import { controlPlaneOf, NOT_MADE } from "../../framework/kubernetes/osmo-charts";
import type { OsmoRelease } from "../../framework/kubernetes/osmo-charts";
import { knownContainersOf, podTemplateOf, POD_OWNERS } from "../../framework/kubernetes/pod-templates";
import type { Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { KUBERNETES } from "../../framework/resource-types";
import type { Stack } from "../../framework/stack";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

const CSI_DRIVER = "secrets-store.csi.k8s.io";
const ELSEWHERE = "has a master encryption key that does not come from the vault";
const UNKNOWN = "where its master encryption key comes from is not known yet";

export const mekSyncedFromKeyVault = stackControl({
  name: "mek-synced-from-key-vault",
  threats: ["T-1"],
  severity: "high",
  title: "OSMO reads its master encryption key from Key Vault",
  rationale:
    "In the vault the key is encrypted, every reading is recorded, and one identity may read it. A key that a person or a program puts into the cluster has been in a shell, a repository or a state file on its way, and nobody can say who has a copy.",
  remediation:
    "Mount a SecretProviderClass of the provider azure that holds the file, and name it by OSMO_MEK_FILE: components/kubernetes/key-vault-secrets.ts, components/osmo/osmo-secrets.ts.",
  references: { psrule: ["Azure.AKS.SecretStore"], cisAks: ["4.5.2"] },
  *check(stack) {
    for (const release of stack.ofType(KUBERNETES.helmRelease)) {
      const controlPlane = controlPlaneOf(release);
      if (!controlPlane) continue;
      yield* judgedWhere(controlPlane.isMade, NOT_MADE, findingsOfRelease(stack, release, controlPlane));
    }
    for (const owner of stack.ofType(...POD_OWNERS)) yield* findingsOfPods(stack, owner);
  },
});

function* findingsOfRelease(stack: Stack, release: Resource, { chart, values }: OsmoRelease): Iterable<Finding> {
  const namespace = homeOf(stack, release);
  if (chart === "osmo") {
    const path = "secrets.masterEncryptionKey.existingSecret";
    // Its name, or an object with it, by version.
    const name = values.text(path);
    const secret = name.state === "malformed" ? values.text(`${path}.name`) : name;
    yield decided(release, isSynced(stack, secret, namespace), {
      otherwise: ELSEWHERE,
      notKnown: UNKNOWN,
      part: "masterEncryptionKey",
      set: `values.${path} to a Secret of a SecretProviderClass`,
    });
    return;
  }
  for (const name of KEY_READERS) {
    const { template, container } = podOfPart(values.at(`services.${name}`), name);
    yield decided(release, isFromVault(stack, keySourceOf(template, container, DEFAULT_KEY_FILE), namespace), {
      otherwise: ELSEWHERE,
      notKnown: UNKNOWN,
      part: name,
      set: `values.services.${name}.extraVolumes to one of ${CSI_DRIVER}, and OSMO_MEK_FILE to its file`,
    });
  }
}

/** Workloads that are told of a key, whoever made them. */
function* findingsOfPods(stack: Stack, owner: Resource): Iterable<Finding> {
  const template = podTemplateOf(owner);
  if (template.state !== "known") return;
  for (const container of knownContainersOf(template.value)) {
    const source = keySourceOf(template.value, container);
    if (source.state !== "known") continue;
    yield decided(owner, isFromVault(stack, source, homeOf(stack, owner)), {
      otherwise: ELSEWHERE,
      notKnown: UNKNOWN,
      part: container.part,
      set: `${container.path}.volumeMounts to a volume of ${CSI_DRIVER} with the file`,
    });
  }
}

function isFromVault(stack: Stack, source: Reading<KeySource>, namespace: NamespaceRef | undefined): Truth {
  if (source.state !== "known") return source.state === "unknown" && "unknown";
  const { file, volume } = source.value;
  if (volume.state !== "known") return volume.state === "unknown" && "unknown";
  const { type, properties } = volume.value;
  if (type.state !== "known") return type.state === "unknown" && "unknown";
  if (type.value === "secret") return isSynced(stack, properties.text("secret.secretName"), namespace);
  if (type.value !== "csi") return false;
  const className = properties.at("csi.volumeAttributes").entry("secretProviderClass").text();
  if (className.state === "unknown" || !namespace) return className.state === "absent" ? false : "unknown";
  if (className.state !== "known") return false;
  const found = objectsNamed(stack, KUBERNETES.secretProviderClass, className.value, namespace).map(
    ({ object, certain }) => allOf(certain || "unknown", isOfAzure(object), holdsFile(object, file)),
  );
  return allOf(
    holds(properties.text("csi.driver"), (driver) => driver === CSI_DRIVER),
    anyOf(...found),
  );
}

/** Whether a class of the vault in that namespace keeps the Secret. */
function isSynced(stack: Stack, secret: Reading<string>, namespace: NamespaceRef | undefined): Truth {
  if (secret.state !== "known") return secret.state === "unknown" && "unknown";
  if (secret.value === "") return false;
  return anyOf(
    ...stack.ofType(KUBERNETES.secretProviderClass).map((object) => {
      const secrets = object.list("spec.secretObjects");
      const isKept =
        secrets.state === "known"
          ? anyOf(...secrets.value.map((each) => holds(each.text("secretName"), (name) => name === secret.value)))
          : secrets.state === "unknown" && ("unknown" as const);
      const home = homeOf(stack, object);
      const isHere = home && namespace ? isSameNamespace(home, namespace) : ("unknown" as const);
      return allOf(isHere, isOfAzure(object), isKept);
    }),
  );
}

function isOfAzure(secretProviderClass: Resource): Truth {
  return holds(secretProviderClass.text("spec.provider"), (provider) => provider === "azure");
}

/** The files are named in a text, by their alias or the secret's own name. */
function holdsFile(secretProviderClass: Resource, file: string): Truth {
  const name = file.slice(file.lastIndexOf("/") + 1);
  const isNamed = (objects: string) =>
    objects.split("\n").some((line) => {
      const [key, value] = line.replace(/^[\s-]+/, "").split(":", 2);
      return /^object(Alias|Name)$/.test(key ?? "") && value?.trim().replace(/^["']|["']$/g, "") === name;
    });
  return holds(secretProviderClass.at("spec.parameters").entry("objects").text(), isNamed);
}

/** Undefined while it is not known. Where none is named it is the default one. */
function homeOf(stack: Stack, object: Resource): NamespaceRef | undefined {
  const namespace = namespaceOf(stack, object);
  if (namespace.state === "known") return namespace.value;
  return namespace.state === "unknown" ? undefined : { name: "default" };
}
