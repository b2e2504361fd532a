import { resourceControl } from "../../framework/control";
import { decided, judgedWhere, not } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import { valuesOf } from "../../framework/kubernetes/helm-values";
import { controlPlaneOf, isEmpty, isOff, NOT_MADE } from "../../framework/kubernetes/osmo-charts";
import type { OsmoRelease } from "../../framework/kubernetes/osmo-charts";
import { podTemplateOf, POD_OWNERS, volumesOf } from "../../framework/kubernetes/pod-templates";
import { nodesOf } from "../../framework/kubernetes/value-nodes";
import type { Properties } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE, KUBERNETES } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

const DAY = 24 * 60 * 60;
/** Seconds that a secret holds at most: the quarter after which the model wants tokens replaced (E-2). */
const LONGEST_SECRET = 90 * DAY;
/** Seconds that a projected token holds at most: the kubelet replaces each after a day at the latest, however long it holds. */
const LONGEST_TOKEN = DAY;

const NOT_KNOWN = "whether it projects a token is not known yet";
const FOREVER = "holds for ever";
const TOO_LONG = "holds for longer than 90 days";

export const tokenExpiry = resourceControl({
  name: "token-expiry",
  threats: ["E-2"],
  severity: "high",
  title: "Tokens and secrets end, within 90 days",
  rationale:
    "Who has copied a token has its rights as long as it holds. One that never ends, or only after a year, is still good long after the laptop, the log or the person it went to is forgotten.",
  remediation:
    "Give each secret of a vault notBefore and expires, at most 90 days apart: components/vault/key-vault.ts, components/vault/lifetime.ts. Instead of a Secret with a token of a service account project one: components/osmo/service-values.ts.",
  references: { checkov: ["CKV_AZURE_41"] },
  resources: [AZURE.keyVaultSecret, KUBERNETES.secret, KUBERNETES.helmRelease, ...POD_OWNERS],
  *check(resource) {
    if (resource.type === AZURE.keyVaultSecret) yield findingOfVaultSecret(resource);
    else if (resource.type === KUBERNETES.secret) yield* findingsOfClusterSecret(resource);
    else if (resource.type === KUBERNETES.helmRelease) yield* findingsOfRelease(resource);
    else yield* findingsOfPods(resource);
  },
});

/** Times are seconds since 1970 (UTC). A secret that does not say from when it holds does so from now on. */
function findingOfVaultSecret(secret: Resource): Finding {
  const expires = secret.number("properties.attributes.expires");
  const set = "properties.attributes.expires to at most 90 days after notBefore";
  if (expires.state === "unknown") return secret.undetermined("when it ends is not known yet", { set });
  if (expires.state !== "known" || expires.value <= 0) return secret.fail(FOREVER, { set });
  const begin = secret.number("properties.attributes.notBefore");
  if (begin.state === "unknown") return secret.undetermined("from when it holds is not known yet", { set });
  const from = begin.state === "known" ? begin.value : Date.now() / 1000;
  return expires.value - from > LONGEST_SECRET ? secret.fail(TOO_LONG, { set }) : secret.pass();
}

/** Kubernetes writes a token that never ends into a Secret of this type, and takes one of the other as long as it says. */
function* findingsOfClusterSecret(secret: Resource): Iterable<Finding> {
  const type = secret.text("type");
  if (type.state === "unknown") yield secret.undetermined("whether it is a token is not known yet", { set: "type" });
  if (type.state !== "known") return;
  if (type.value === "kubernetes.io/service-account-token") {
    yield secret.fail(FOREVER, { set: "no Secret of this type: project a token into the pod" });
  }
  if (type.value === "bootstrap.kubernetes.io/token") {
    const ends = anyOf(
      ...["stringData", "data"].map((field) => holds(secret.at(field).entry("expiration").text(), (end) => end !== "")),
    );
    const set = "stringData.expiration to the time at which it ends";
    yield decided(secret, ends, { otherwise: FOREVER, notKnown: "when it ends is not known yet", set });
  }
}

function* findingsOfPods(owner: Resource): Iterable<Finding> {
  const template = podTemplateOf(owner);
  if (template.state === "unknown") yield owner.undetermined("its pod is not known yet");
  if (template.state !== "known") return;
  const volumes = volumesOf(template.value);
  const set = `${template.value.prefix}spec.volumes`;
  if (volumes.state === "unknown") yield owner.undetermined(NOT_KNOWN, { part: "volumes", set });
  for (const { properties, name, path } of volumes.state === "known" ? volumes.value : []) {
    const sources = properties.list("projected.sources");
    if (sources.state === "unknown") {
      yield owner.undetermined(NOT_KNOWN, { part: name.state === "known" ? name.value : path, set: path });
    }
    for (const source of sources.state === "known" ? sources.value : []) {
      const token = source.at("serviceAccountToken");
      if (token.read().state !== "known" && token.read().state !== "unknown") continue;
      const place = source.path.slice(path.length).replace(/\D/g, "");
      const part = `${name.state === "known" ? name.value : path}/${place}`;
      yield findingOfProjection(owner, token, part);
    }
  }
}

function findingOfProjection(resource: Resource, token: Properties, part: string): Finding {
  return decided(resource, isShort(token), {
    otherwise: "projects a token that holds for longer than a day",
    notKnown: "how long the token holds is not known yet",
    part,
    set: `${token.path}.expirationSeconds to ${LONGEST_TOKEN} or less`,
  });
}

/** Left out, it is an hour. */
function isShort(token: Properties): Truth {
  return holds(token.number("expirationSeconds"), (seconds) => seconds <= LONGEST_TOKEN, true);
}

function* findingsOfRelease(release: Resource): Iterable<Finding> {
  for (const { keys, value } of nodesOf(valuesOf(release))) {
    const token = value.at("serviceAccountToken");
    if (token.read("expirationSeconds").state === "absent" || token.entries().state === "absent") continue;
    if (token.read().state === "malformed" || value.list().state === "known") continue;
    yield findingOfProjection(release, token, keys.join("."));
  }
  const osmo = controlPlaneOf(release);
  if (osmo) yield* judgedWhere(osmo.isMade, NOT_MADE, findingsOfOsmo(release, osmo));
}

function* findingsOfOsmo(release: Resource, { chart, values }: OsmoRelease): Iterable<Finding> {
  const isUmbrella = chart === "osmo";
  const hasNoAdmin = isUmbrella
    ? allOf(
        isEmpty(values, "secrets.defaultAdmin.existingSecret"),
        isOff(values, "secrets.defaultAdmin.generate", false),
      )
    : isOff(values, "services.defaultAdmin.enabled", false);
  yield decided(release, hasNoAdmin, {
    otherwise: "makes a token for an administrator that holds for ten years, and stays when it is turned off again",
    notKnown: "whether it makes an administrator's token is not known yet",
    part: "defaultAdmin",
    set: isUmbrella ? "values.secrets.defaultAdmin to nothing" : "values.services.defaultAdmin.enabled to false",
  });
  const path = isUmbrella ? "secrets.backendApiTokens" : "services.backendApiTokens";
  if (values.read(path).state === "absent") return;
  const credentials = values.list(`${path}.credentials`);
  const made =
    credentials.state === "known"
      ? anyOf(...credentials.value.map((each) => not(isEmpty(each, "managedSecret"))))
      : credentials.state === "unknown" && ("unknown" as const);
  yield decided(release, anyOf(isOff(values, `${path}.enabled`, false), not(made)), {
    otherwise: "makes tokens for backends that hold for ever",
    notKnown: "whether it makes tokens is not known yet",
    part: "backendApiTokens",
    set: `values.${path}.credentials to existing Secrets that are replaced`,
  });
}
