import { stackControl } from "../../framework/control";
import { decided } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import { equalTo } from "../../framework/expectation";
import { namespaceOf, objectName, objectsNamed } from "../../framework/kubernetes/objects";
import {
  containersOf,
  envOf,
  knownContainersOf,
  knownEnvOf,
  podTemplateOf,
  POD_OWNERS,
} from "../../framework/kubernetes/pod-templates";
import type { PodTemplate } from "../../framework/kubernetes/pod-templates";
import { writingsOf } from "../../framework/kubernetes/writings";
import type { Properties, Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE, KUBERNETES } from "../../framework/resource-types";
import type { Stack } from "../../framework/stack";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** Credentials that the Azure SDKs and Terraform sign in with, by the names of their variables. */
const CREDENTIALS =
  /^(AZURE_CLIENT_SECRET|AZURE_USERNAME|AZURE_PASSWORD|AZURE_CLIENT_CERTIFICATE_(PATH|PASSWORD)|AZURE_CREDENTIALS|ARM_CLIENT_SECRET|ARM_CLIENT_CERTIFICATE(_PATH|_PASSWORD)?|ARM_ACCESS_KEY|AZURE_CLIENT_CERTIFICATE)$/i;

/** Audiences of the token exchange in each of Azure's clouds (learn.microsoft.com/entra/workload-id). */
const AUDIENCES = [
  "api://AzureADTokenExchange",
  "api://AzureADTokenExchangeUSGov",
  "api://AzureADTokenExchangeChina",
  "api://AzureADTokenExchangeUSNat",
  "api://AzureADTokenExchangeUSSec",
];
/** Issuers that hand tokens to everybody who has an account there. */
const PUBLIC_ISSUERS = [
  "accounts.google.com",
  "agent.buildkite.com",
  "api.pulumi.com",
  "app.terraform.io",
  "gitlab.com",
  "login.microsoftonline.com",
  "sts.windows.net",
];
const GITHUB = /^https:\/\/token\.actions\.githubusercontent\.com\/?/i;

const USE = "azure.workload.identity/use";
const CLIENT = "azure.workload.identity/client-id";

export const workloadIdentityFederation = stackControl({
  name: "workload-identity-federation",
  goals: ["G1"],
  severity: "high",
  title: "Pods sign in to Azure by their service account's token, exchanged for one of Entra ID",
  rationale:
    "A token that ends within a day and that one service account alone can exchange needs no keeping. A client secret, a password or the node's own identity serves whoever comes to read it, in every pod of the node. A federation with a wildcard, another audience or an issuer that everybody has tokens of serves strangers.",
  remediation:
    "Federate an identity with exactly one service account and annotate the account: components/identity/workload-identity.ts.",
  references: { cisAks: ["5.2.1"] },
  *check(stack) {
    for (const cluster of stack.ofType(AZURE.managedCluster)) yield* judgeCluster(cluster);
    for (const credential of stack.ofType(AZURE.federatedIdentityCredential)) yield* judgeFederation(credential);
    for (const owner of stack.ofType(...POD_OWNERS)) yield* judgePod(stack, owner);
    for (const release of stack.ofType(KUBERNETES.helmRelease)) yield* judgeCredentials(release);
  },
});

function* judgeCluster(cluster: Resource): Iterable<Finding> {
  const issuer = { part: "oidcIssuerProfile", otherwise: "issues no tokens that Entra ID could exchange" };
  yield cluster.expect("oidcIssuerProfile.enabled", equalTo(true), issuer);
  const webhook = { part: "workloadIdentity", otherwise: "gives pods no tokens to exchange" };
  yield cluster.expect("securityProfile.workloadIdentity.enabled", equalTo(true), webhook);
}

/** GitHub's are judged by a control of their own. */
function* judgeFederation(credential: Resource): Iterable<Finding> {
  const issuer = credential.text("issuer");
  if (holds(issuer, (url) => GITHUB.test(url)) === true) return;
  yield decided(credential, namesOneSubject(credential), {
    part: "subject",
    otherwise: "serves more than one service account",
    notKnown: "whom it serves is not known yet",
    set: "subject to system:serviceaccount:NAMESPACE:NAME",
  });
  yield decided(credential, takesExchange(credential.list("audiences")), {
    part: "audiences",
    otherwise: "takes tokens that were made for others",
    notKnown: "which tokens it takes is not known yet",
    set: 'audiences to ["api://AzureADTokenExchange"]',
  });
  // Azure refuses an empty issuer: a program has one in a preview, of a cluster that has yet to tell its own.
  const isEmpty = holds(issuer, (url) => url === "") === true;
  yield decided(credential, isEmpty ? "unknown" : holds(issuer, isOwnIssuer), {
    part: "issuer",
    otherwise: "trusts an issuer that everybody has tokens of",
    notKnown: "whom it trusts is not known yet",
    set: "issuer to the cluster's oidcIssuerProfile.issuerURL",
  });
}

const SERVICE_ACCOUNT = /^system:serviceaccount:[a-z0-9]([a-z0-9-]*[a-z0-9])?:[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
/** The one form of a claims matching expression that means a single subject. */
const ONE_SUBJECT = /^claims\['sub'\] eq '[^'*?]+'$/;

function namesOneSubject(credential: Resource): Truth {
  const subject = credential.text("subject");
  if (subject.state === "absent") {
    return holds(credential.text("claimsMatchingExpression.value"), (expression) => ONE_SUBJECT.test(expression));
  }
  return holds(subject, (text) => !/[*?\s]/.test(text) && (!text.startsWith("system:") || SERVICE_ACCOUNT.test(text)));
}

function takesExchange(audiences: Reading<readonly Properties[]>): Truth {
  if (audiences.state !== "known") return audiences.state === "unknown" && "unknown";
  return allOf(
    audiences.value.length === 1,
    ...audiences.value.map((audience) => holds(audience.text(), (text) => AUDIENCES.includes(text))),
  );
}

function isOwnIssuer(url: string): boolean {
  const host = /^https:\/\/([a-z0-9.-]+)(:\d+)?(\/|$)/i.exec(url)?.[1]?.toLowerCase();
  return host !== undefined && !PUBLIC_ISSUERS.includes(host);
}

function* judgePod(stack: Stack, owner: Resource): Iterable<Finding> {
  const template = podTemplateOf(owner);
  if (template.state === "unknown") yield owner.undetermined("its pod is not known yet");
  if (template.state !== "known") return;
  yield* judgeCredentials(owner);
  const use = holds(template.value.metadata.at("labels").entry(USE).text(), (label) => label === "true");
  const named = namesIdentity(template.value);
  const set = `${template.value.prefix}metadata.labels["${USE}"] to "true"`;
  const labels = template.value.metadata.knownEntries("labels");
  if (labels.some(([key, label]) => key === "aadpodidbinding" && label.read().state !== "absent"))
    yield owner.fail("signs in by the retired pod identity", { part: "aadpodidbinding", set });
  if (use === false && named === false) return;
  const details = { part: "identity", set };
  if (use === false && named === true) {
    yield owner.fail("names an identity of Azure and exchanges no token for it", details);
  } else if (use === true) yield judgeAccount(stack, owner, template.value, named);
  else yield owner.undetermined("how it signs in to Azure is not known yet", details);
}

/** Whether the pod names an identity and brings no token of its own to exchange for it. */
function namesIdentity(template: PodTemplate): Truth {
  const containers = knownContainersOf(template);
  const has = (wanted: string) =>
    anyOf(
      ...containers.flatMap((each) =>
        knownEnvOf(each).map(({ name, all }) => !all && holds(name, (text) => text === wanted)),
      ),
    );
  const isWhole =
    containersOf(template).state === "known" && containers.every((container) => envOf(container).state === "known");
  const names = anyOf(has("AZURE_CLIENT_ID"), !isWhole && "unknown");
  const brings = has("AZURE_FEDERATED_TOKEN_FILE");
  return allOf(names, brings === "unknown" ? brings : !brings);
}

/** The account of a pod that asks for tokens; one that another stack or a chart makes is taken for annotated. */
function judgeAccount(stack: Stack, owner: Resource, template: PodTemplate, namesItself: Truth): Finding {
  const details = {
    part: "identity",
    set: `metadata.annotations["${CLIENT}"] of its ServiceAccount to the identity's client id`,
  };
  const given = template.spec.text("serviceAccountName");
  const old = template.spec.text("serviceAccount");
  const name = given.state === "absent" ? old : given;
  const home = namespaceOf(stack, owner);
  if (name.state === "unknown" || home.state === "unknown") {
    return namesItself === true
      ? owner.pass({ part: "identity" })
      : owner.undetermined("its service account is not known yet", details);
  }
  const account = name.state === "known" && name.value !== "" ? name.value : "default";
  const accounts =
    home.state === "known"
      ? objectsNamed(stack, KUBERNETES.serviceAccount, account, home.value)
      : accountsWithoutNamespace(stack, account);
  const isAnnotated = anyOf(
    namesItself,
    ...accounts.map(({ object, certain }) =>
      allOf(
        certain || "unknown",
        holds(object.at("metadata.annotations").entry(CLIENT).text(), (id) => id !== ""),
      ),
    ),
  );
  if (isAnnotated === true || (accounts.length === 0 && account !== "default")) return owner.pass({ part: "identity" });
  return isAnnotated === "unknown"
    ? owner.undetermined("whether its service account has an identity is not known yet", details)
    : owner.fail("asks for tokens and its service account has no identity", details);
}

/** Objects that name no namespace are all in the provider's. */
function accountsWithoutNamespace(stack: Stack, name: string): { object: Resource; certain: boolean }[] {
  return stack.ofType(KUBERNETES.serviceAccount).flatMap((object) => {
    const own = objectName(object);
    if (namespaceOf(stack, object).state !== "absent" || (own.state === "known" && own.value !== name)) return [];
    return [{ object, certain: own.state === "known" }];
  });
}

/** Credentials of applications and users in the environment, wherever they come from. */
function* judgeCredentials(resource: Resource): Iterable<Finding> {
  const { known, isComplete } = writingsOf(resource);
  const variables = known.filter(({ kind }) => kind === "variable");
  let isClean = true;
  for (const { name, all, part, path, source, text } of variables) {
    if (all) continue;
    const isGiven = source === "literal" ? holds(text, (written) => written !== "") : true;
    const isCredential = allOf(
      holds(name, (written) => CREDENTIALS.test(written)),
      isGiven,
    );
    if (isCredential === false) continue;
    isClean = false;
    const details = { part, set: `${path} to nothing, and use the service account's token` };
    if (isCredential === true) yield resource.fail("signs in to Azure with a credential that has to be kept", details);
    else yield resource.undetermined("whether it is a credential is not known yet", details);
  }
  if (!isClean) return;
  if (!isComplete) yield resource.undetermined("not all of its environment is known yet", { part: "environment" });
  else if (variables.length > 0) yield resource.pass({ part: "environment" });
}
