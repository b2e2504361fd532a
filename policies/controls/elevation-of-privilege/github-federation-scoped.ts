import { resourceControl } from "../../framework/control";
import { oneOf } from "../../framework/expectation";
import type { Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** The audience that Entra ID takes tokens for, by cloud. Source: learn.microsoft.com/entra/workload-id/workload-identity-federation. */
const AUDIENCES = oneOf(
  "api://AzureADTokenExchange",
  "api://AzureADTokenExchangeUSGov",
  "api://AzureADTokenExchangeChina",
);

const SET = 'subject to "repo:<owner>/<name>:environment:<environment>", or to one branch of the repository';

export const githubFederationScoped = resourceControl({
  name: "github-federation-scoped",
  threats: ["E-4"],
  severity: "medium",
  title: "Of GitHub's workflow runs, only those of one repository's environment or branch stand for an identity",
  rationale:
    "The subject says which runs get the identity's tokens. Runs of pull requests are code that nobody has reviewed; a wildcard lets in branches that anybody with a push can make, and other repositories. An environment has rules about who may deploy.",
  remediation: "Name repository and environment in the subject: components/identity/github-federation.ts.",
  references: { checkov: ["CKV_AZURE_249"] },
  resources: [AZURE.federatedIdentityCredential],
  *check(credential) {
    const subject = credential.text("subject");
    const expression = credential.text("claimsMatchingExpression.value");
    const ofGitHub = isOfGitHub(credential, subject);
    if (ofGitHub === false) return;
    const scoped = expression.state === "absent" ? holds(subject, isScoped) : holds(expression, isScopedExpression);
    const bad = allOf(ofGitHub, scoped === "unknown" ? scoped : !scoped);
    if (bad === true)
      yield credential.fail("trusts more of GitHub than one environment or branch", { part: "subject", set: SET });
    else if (anyOf(bad, ofGitHub) === "unknown" || scoped === "unknown") {
      yield credential.undetermined("whom it trusts is not known yet", { part: "subject", set: SET });
    } else yield credential.pass({ part: "subject" });
    if (ofGitHub === true) yield judgeAudiences(credential);
  },
});

/** GitHub's own issuer, an enterprise's below it, a data residency's, and a server's. */
function isOfGitHub(credential: Resource, subject: Reading<string>): Truth {
  const issuer = holds(credential.text("issuer"), (url) =>
    /^https:\/\/(token\.actions\.(githubusercontent\.com|[\w-]+\.ghe\.com)|[^/]+\/_services\/token)(\/|$)/i.test(
      url.trim(),
    ),
  );
  // A service account's token is Kubernetes', whoever issues it.
  return allOf(issuer, invert(holds(subject, (text) => text.startsWith("system:serviceaccount:"))));
}

/** Exactly one repository, with an environment, a branch or a tag of it; ids may stand behind the names, as in `owner@1/name@2`. */
function isScoped(subject: string): boolean {
  return (
    !/[*?]/.test(subject) &&
    /^repo:[^/:\s]+\/[^/:\s]+:(?:[^:]+:[^:]+:)*?(?:environment:[^:\s]+|ref:refs\/(?:heads|tags)\/[^:\s]+)(?::|$)/.test(
      subject,
    )
  );
}

/** Every claim that is asked for has one value, and the subject is one of them. */
function isScopedExpression(expression: string): boolean {
  const subjects = [...expression.matchAll(/claims\['sub'\]\s+(?:eq|matches)\s+'([^']*)'/g)].map(
    ([, subject = ""]) => subject,
  );
  return subjects.length > 0 && !expression.includes("*") && !/\bor\b/.test(expression) && subjects.every(isScoped);
}

function judgeAudiences(credential: Resource) {
  const details = { part: "audiences", set: 'audiences to ["api://AzureADTokenExchange"]' };
  const audiences = credential.list("audiences");
  if (audiences.state === "unknown") return credential.undetermined("its audiences are not known yet", details);
  const each = audiences.state === "known" ? audiences.value.map((item) => holds(item.text(), AUDIENCES.holds)) : [];
  const all = each.length === 0 ? false : allOf(...each);
  if (all === "unknown") return credential.undetermined("its audiences are not known yet", details);
  return all
    ? credential.pass({ part: "audiences" })
    : credential.fail("takes tokens that were made for somebody else", details);
}

function invert(condition: Truth): Truth {
  return condition === "unknown" ? condition : !condition;
}
