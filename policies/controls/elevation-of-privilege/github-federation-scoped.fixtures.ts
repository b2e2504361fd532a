import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { githubFederationScoped } from "./github-federation-scoped";

const credential = (subject: unknown, properties: Record<string, unknown> = {}): FixtureResource => ({
  type: AZURE.federatedIdentityCredential,
  name: "github",
  properties: {
    issuer: "https://token.actions.githubusercontent.com",
    audiences: ["api://AzureADTokenExchange"],
    subject,
    ...properties,
  },
});
const matching = (value: unknown) => credential(undefined, { claimsMatchingExpression: { value, languageVersion: 1 } });
const PROD = "repo:example/platform:environment:prod";

export default fixtures(githubFederationScoped, {
  pass: [
    { title: "one environment", resources: [credential(PROD)] },
    { title: "one branch", resources: [credential("repo:example/platform:ref:refs/heads/main")] },
    { title: "ids behind the names", resources: [credential("repo:example@1/platform@2:environment:prod")] },
    {
      title: "one environment and one workflow",
      resources: [credential(`${PROD}:job_workflow_ref:example/shared/.github/workflows/deploy.yml@refs/heads/main`)],
    },
    { title: "an expression that has one value", resources: [matching(`claims['sub'] eq '${PROD}'`)] },
  ],
  fail: [
    { title: "runs of pull requests", resources: [credential("repo:example/platform:pull_request")] },
    { title: "a whole repository", resources: [credential("repo:example/platform")] },
    { title: "every run of a repository", resources: [credential("repo:example/platform:*")] },
    { title: "every branch", resources: [credential("repo:example/platform:ref:refs/heads/*")] },
    { title: "every repository", resources: [credential("repo:example/*:environment:prod")] },
    { title: "the head of a pull request", resources: [credential("repo:example/platform:ref:refs/pull/7/merge")] },
    { title: "no repository", resources: [credential("environment:prod")] },
    { title: "nothing", resources: [credential(undefined)] },
    {
      title: "an expression with a wildcard",
      resources: [matching("claims['sub'] matches 'repo:example/*:environment:prod'")],
    },
    {
      title: "an expression about something else",
      resources: [
        matching("claims['job_workflow_ref'] matches 'example/platform/.github/workflows/x.yml@refs/heads/main'"),
      ],
    },
    {
      title: "an expression beside a subject that is exact",
      resources: [credential(PROD, { claimsMatchingExpression: { value: "claims['sub'] matches 'repo:*'" } })],
    },
    {
      title: "tokens for another audience",
      resources: [credential(PROD, { audiences: ["https://github.com/example"] })],
    },
    {
      title: "an enterprise's issuer, and every run",
      resources: [
        credential("repo:example/platform:*", { issuer: "https://token.actions.githubusercontent.com/example/" }),
      ],
    },
    {
      title: "an old API version",
      resources: [
        {
          ...credential("repo:example/platform:pull_request"),
          type: "azure-native:managedidentity/v20230131:FederatedIdentityCredential",
        },
      ],
    },
  ],
  unknown: [
    { title: "the subject is not known yet", resources: [credential(unknown)] },
    { title: "the issuer is not known yet", resources: [credential("repo:example/platform:*", { issuer: unknown })] },
    { title: "the expression is not known yet", resources: [matching(unknown)] },
    { title: "the audiences are not known yet", resources: [credential(PROD, { audiences: unknown })] },
  ],
  notApplicable: [
    {
      title: "a service account of a cluster",
      resources: [credential("system:serviceaccount:osmo:router", { issuer: unknown })],
    },
    { title: "another issuer", resources: [credential("*", { issuer: "https://accounts.google.com" })] },
  ],
});
