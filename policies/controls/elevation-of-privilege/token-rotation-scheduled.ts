import { stackControl } from "../../framework/control";
import { decided, judgedWhere } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import { backendOf, osmoPart } from "../../framework/kubernetes/osmo-charts";
import { knownContainersOf, podTemplateOf, POD_OWNERS } from "../../framework/kubernetes/pod-templates";
import { nodesOf } from "../../framework/kubernetes/value-nodes";
import type { ValueNode } from "../../framework/kubernetes/value-nodes";
import { writingsOf } from "../../framework/kubernetes/writings";
import type { Properties } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE, KUBERNETES } from "../../framework/resource-types";
import type { Stack } from "../../framework/stack";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** What Key Vault tells 30 days before a secret ends. */
const NEAR_EXPIRY = "Microsoft.KeyVault.SecretNearExpiry";
/** Destinations that do something; an alert only calls somebody. */
const HANDLERS = [
  "AzureFunction",
  "EventHub",
  "HybridConnection",
  "ServiceBusQueue",
  "ServiceBusTopic",
  "StorageQueue",
  "WebHook",
];
/** Name of the backend's Secret where the chart is given none. */
const DEFAULT_SECRET = "agent-token";

export const tokenRotationScheduled = stackControl({
  name: "token-rotation-scheduled",
  threats: ["E-2"],
  severity: "medium",
  title: "Tokens are replaced by a clock, and somebody hears of secrets that end",
  rationale:
    "A token that ends and that nobody replaces stops the platform, and the next one is then made to hold for ever. Replaced by a job, it can be short; and where a person has to do it, they are told in time.",
  remediation:
    "Run a CronJob that replaces the backend's token: components/osmo/token-rotation/token-rotation.ts. Subscribe to SecretNearExpiry of each vault: components/vault/expiry-events.ts.",
  *check(stack) {
    const told = subscriptionsOf(stack);
    for (const vault of vaultsWithSecrets(stack)) {
      yield decided(vault.resource, anyOf(...told.map((each) => allOf(each.tells, isSource(each, vault.key)))), {
        otherwise: "has secrets, and tells nobody before they end",
        notKnown: "whether somebody is told before its secrets end is not known yet",
        part: "near-expiry",
        set: `an Event Grid subscription to ${NEAR_EXPIRY}`,
      });
    }
    for (const backend of [...releasedBackends(stack), ...renderedBackends(stack)]) {
      const finding = findingOfBackend(stack, backend, told);
      yield* judgedWhere(backend.hasToken, "how it signs in is not known yet", [finding]);
    }
  },
});

/** A subscription to what a vault tells. */
interface Subscription {
  /** Of the vault, as in `Stack.referenceOf`; undefined while it is not known. */
  readonly source: string | undefined;
  /** Whether it is about secrets that end, and leads somewhere. */
  readonly tells: Truth;
  /** Whether it leads to something that can replace them. */
  readonly handles: Truth;
}

function subscriptionsOf(stack: Stack): readonly Subscription[] {
  const ofTopics = stack.ofType(AZURE.eventGridSystemTopicSubscription).map((subscription) => {
    const topic = stack.referenceOf(subscription, "systemTopicName", [AZURE.eventGridSystemTopic]);
    const target = topic.state === "known" ? topic.value.target : undefined;
    const source = target && stack.referenceOf(target, "source", [AZURE.keyVault]);
    return { subscription, source: source?.state === "known" ? source.value.key : undefined };
  });
  const ofScopes = stack.ofType(AZURE.eventGridSubscription).map((subscription) => {
    const source = stack.referenceOf(subscription, "scope", [AZURE.keyVault]);
    return { subscription, source: source.state === "known" ? source.value.key : undefined };
  });
  return [...ofTopics, ...ofScopes].map(({ subscription, source }) => ({
    source,
    tells: allOf(isAboutSecrets(subscription), anyOf(...destinationsOf(subscription).map(isGiven))),
    handles: anyOf(
      ...destinationsOf(subscription).map((destination) =>
        holds(destination.text("endpointType"), (type) => HANDLERS.includes(type)),
      ),
    ),
  }));
}

/** Without types named a subscription is to all of them. */
function isAboutSecrets(subscription: Resource): Truth {
  const types = subscription.list("filter.includedEventTypes");
  if (types.state !== "known") return types.state === "unknown" ? "unknown" : true;
  if (types.value.length === 0) return true;
  return anyOf(...types.value.map((type) => holds(type.text(), (text) => text === NEAR_EXPIRY || text === "All")));
}

function destinationsOf(subscription: Resource): readonly Properties[] {
  return ["destination", "deliveryWithResourceIdentity.destination"].map((path) => subscription.at(path));
}

function isGiven(destination: Properties): Truth {
  return holds(destination.read(), () => true);
}

function isSource({ source }: Subscription, vault: string): Truth {
  return source === undefined ? "unknown" : source === vault;
}

interface VaultWithSecrets {
  /** The vault, or the first of its secrets where another stack has it. */
  readonly resource: Resource;
  readonly key: string;
}

function vaultsWithSecrets(stack: Stack): readonly VaultWithSecrets[] {
  const vaults = new Map<string, VaultWithSecrets>();
  for (const secret of stack.ofType(AZURE.keyVaultSecret)) {
    const vault = stack.referenceOf(secret, "vaultName", [AZURE.keyVault]);
    if (vault.state !== "known") continue;
    const { key, target = secret } = vault.value;
    if (!vaults.has(key)) vaults.set(key, { key, resource: target });
  }
  return [...vaults.values()];
}

interface Backend {
  readonly resource: Resource;
  /** Secrets of the cluster, and classes of the vault's, that its token may be in. */
  readonly secrets: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
  /** Whether those are all. */
  readonly isComplete: boolean;
  /** Whether it signs in by a token. */
  readonly hasToken: Truth;
}

function* releasedBackends(stack: Stack): Iterable<Backend> {
  for (const resource of stack.ofType(KUBERNETES.helmRelease)) {
    const release = backendOf(resource);
    if (!release) continue;
    const isUmbrella = release.chart === "osmo";
    // Who signs in otherwise has no token: osmo-token-login.
    const hasToken = isUmbrella || holds(release.values.text("global.loginMethod"), (method) => method === "token");
    if (hasToken === false) continue;
    const path = isUmbrella ? "compute.authentication.existingSecret" : "global.accountTokenSecret";
    const secret = release.values.text(path);
    const nodes = nodesOf(release.values);
    yield {
      resource,
      secrets: new Set(secret.state === "known" ? [secret.value] : secret.state === "absent" ? [DEFAULT_SECRET] : []),
      classes: classesIn(nodes.map(({ value }) => value)),
      isComplete: secret.state !== "unknown" && !nodes.some(isUnknownVolume),
      hasToken,
    };
  }
}

/** The backend where somebody renders the chart. */
function* renderedBackends(stack: Stack): Iterable<Backend> {
  for (const resource of stack.ofType(...POD_OWNERS)) {
    const template = podTemplateOf(resource);
    if (template.state !== "known") continue;
    const isBackend = knownContainersOf(template.value).some(
      ({ properties }) => osmoPart(properties) === "backend" && holds(properties.text("image"), isSigningIn) !== false,
    );
    if (!isBackend) continue;
    const volumes = template.value.spec.list("volumes");
    const known = volumes.state === "known" ? volumes.value : [];
    const secrets = known.map((volume) => volume.text("secret.secretName"));
    yield {
      resource,
      secrets: new Set(secrets.flatMap((secret) => (secret.state === "known" ? [secret.value] : []))),
      classes: classesIn(known),
      isComplete: volumes.state !== "unknown" && known.every((volume) => volume.read().state !== "unknown"),
      hasToken: true,
    };
  }
}

function isSigningIn(image: string): boolean {
  return !/test[-_]runner/.test(image);
}

/** Whether the values are not known that name the classes. */
function isUnknownVolume({ keys, value }: ValueNode): boolean {
  const isWhole = keys.length === 0 || /volumes?$/i.test(keys.at(-1) ?? "");
  return isWhole && (value.read().state === "unknown" || value.entries().state === "unknown");
}

function classesIn(volumes: readonly Properties[]): ReadonlySet<string> {
  const names = volumes.map((volume) => volume.at("csi.volumeAttributes").entry("secretProviderClass").text());
  return new Set(names.flatMap((name) => (name.state === "known" ? [name.value] : [])));
}

function findingOfBackend(stack: Stack, backend: Backend, told: readonly Subscription[]): Finding {
  const inVault = vaultSecretsOf(stack, backend);
  const names = new Set([...backend.secrets, ...inVault.names]);
  const isComplete = backend.isComplete && inVault.isComplete;
  // What else may be its token, a job or a function that there is may replace.
  const hasReplacers = stack.ofType(KUBERNETES.cronJob).length > 0 || told.length > 0;
  const byJob = stack.ofType(KUBERNETES.cronJob).map((job) => replaces(job, names));
  const byEvent = stack.ofType(AZURE.keyVaultSecret).map((secret) => {
    const vault = stack.referenceOf(secret, "vaultName", [AZURE.keyVault]);
    const key = vault.state === "known" ? vault.value.key : undefined;
    return allOf(
      holds(secret.text("secretName"), (name) => inVault.names.has(name)),
      anyOf(
        ...told.map((each) => allOf(each.tells, each.handles, key === undefined ? "unknown" : isSource(each, key))),
      ),
    );
  });
  return decided(backend.resource, anyOf(...byJob, ...byEvent, !isComplete && hasReplacers && "unknown"), {
    otherwise: "signs in by a token that nothing replaces",
    notKnown: "whether something replaces its token is not known yet",
    part: "token",
    set: "a CronJob that is told the token's Secret, at least once in three months",
  });
}

/** Names in the vault of what the backend's classes hold, and of what the Secret is kept like. */
function vaultSecretsOf(
  stack: Stack,
  { secrets, classes }: Backend,
): { names: ReadonlySet<string>; isComplete: boolean } {
  const names = new Set<string>();
  let isComplete = true;
  for (const object of stack.ofType(KUBERNETES.secretProviderClass)) {
    const kept = object.list("spec.secretObjects");
    const isKept = anyOf(
      ...(kept.state === "known" ? kept.value : []).map((each) =>
        holds(each.text("secretName"), (name) => secrets.has(name)),
      ),
      kept.state === "unknown" && "unknown",
    );
    const isTheirs = anyOf(
      isKept,
      holds(object.text("metadata.name"), (name) => classes.has(name)),
    );
    const text = object.at("spec.parameters").entry("objects").text();
    if (isTheirs === "unknown" || (isTheirs && text.state === "unknown")) isComplete = false;
    if (isTheirs !== true || text.state !== "known") continue;
    for (const [, name] of text.value.matchAll(/objectName:\s*["']?([\w-]+)/g)) names.add(name!);
  }
  return { names, isComplete };
}

/** A job that runs often enough and is told the token's name, in its environment or on its command line. */
function replaces(job: Resource, names: ReadonlySet<string>): Truth {
  const { known, isComplete } = writingsOf(job);
  const isTold = known.map(({ text, source }) =>
    text.state === "known"
      ? anyOf(
          text.value.split(/[^\w.-]+/).some((word) => names.has(word)),
          source === "unknown" && "unknown",
        )
      : (text.state === "unknown" || source === "unknown") && "unknown",
  );
  return allOf(
    anyOf(...isTold, isComplete ? false : "unknown"),
    holds(job.flag("spec.suspend"), (suspended) => !suspended, true),
    holds(job.text("spec.schedule"), isOftenEnough),
  );
}

/** At least once in three months: every month, or every second or third. */
function isOftenEnough(schedule: string): boolean {
  if (schedule.trim().startsWith("@")) return !/^@(yearly|annually)$/.test(schedule.trim());
  const [, , day = "", month = ""] = schedule.trim().split(/\s+/);
  return /^\*(\/[123])?$/.test(month) && !/^(30|31)$/.test(day);
}
