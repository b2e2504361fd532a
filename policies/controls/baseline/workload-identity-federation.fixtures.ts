import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE, KUBERNETES } from "../../framework/resource-types";
import { workloadIdentityFederation } from "./workload-identity-federation";

const cluster = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.managedCluster,
  name: "aks",
  properties,
});
const federation = (properties: Record<string, unknown> = {}): FixtureResource => ({
  type: AZURE.federatedIdentityCredential,
  name: "training",
  properties: {
    subject: "system:serviceaccount:azureml:training",
    audiences: ["api://AzureADTokenExchange"],
    issuer: "https://westus3.oic.prod-aks.azure.com/0/1/",
    ...properties,
  },
});
const account = (annotations: unknown, name = "training"): FixtureResource => ({
  type: "kubernetes:core/v1:ServiceAccount",
  name: `account-${name}`,
  properties: { metadata: { name, namespace: "azureml", annotations } },
});
const CLIENT = { "azure.workload.identity/client-id": "0" };
const USE = { "azure.workload.identity/use": "true" };
const pod = (spec: Record<string, unknown>, labels: unknown = USE): FixtureResource => ({
  type: "kubernetes:apps/v1:Deployment",
  name: "trainer",
  properties: {
    metadata: { namespace: "azureml" },
    spec: { template: { metadata: { labels }, spec: { containers: [{ name: "train" }], ...spec } } },
  },
});
const withEnv = (...env: readonly unknown[]) => ({ containers: [{ name: "train", env }] });
const NODES = { name: "AZURE_CLIENT_ID", value: "0" };

export default fixtures(workloadIdentityFederation, {
  pass: [
    {
      title: "a cluster that issues tokens and hands them to pods",
      resources: [
        cluster({ oidcIssuerProfile: { enabled: true }, securityProfile: { workloadIdentity: { enabled: true } } }),
      ],
    },
    {
      title: "a pod, its service account and the identity's federation with it",
      resources: [federation(), account(CLIENT), pod({ serviceAccountName: "training" })],
    },
    {
      title: "an account that another stack makes",
      resources: [pod({ serviceAccountName: "elsewhere" })],
    },
    {
      title: "a pod that names its identity by itself and asks for tokens",
      resources: [pod(withEnv(NODES))],
    },
    { title: "another of Azure's clouds", resources: [federation({ audiences: ["api://AzureADTokenExchangeUSGov"] })] },
  ],
  fail: [
    {
      title: "a cluster by Azure's defaults",
      resources: [cluster({})],
    },
    {
      title: "a cluster that issues tokens and hands out none",
      resources: [cluster({ oidcIssuerProfile: { enabled: true } })],
    },
    { title: "every account of a namespace", resources: [federation({ subject: "system:serviceaccount:azureml:*" })] },
    { title: "every account of the cluster", resources: [federation({ subject: "system:serviceaccounts" })] },
    {
      title: "a pattern of claims",
      resources: [
        federation({
          subject: undefined,
          claimsMatchingExpression: { languageVersion: 1, value: "claims['sub'] matches 'system:serviceaccount:*'" },
        }),
      ],
    },
    { title: "tokens for the API server", resources: [federation({ audiences: ["https://kubernetes.default.svc"] })] },
    {
      title: "tokens for somebody else as well",
      resources: [federation({ audiences: ["api://AzureADTokenExchange", "sts.amazonaws.com"] })],
    },
    { title: "an issuer for everybody", resources: [federation({ issuer: "https://accounts.google.com" })] },
    {
      title: "an issuer without TLS",
      resources: [federation({ issuer: "http://westus3.oic.prod-aks.azure.com/0/1/" })],
    },
    {
      title: "an account without an identity",
      resources: [account({}), pod({ serviceAccountName: "training" })],
    },
    { title: "no account, so the namespace's default", resources: [pod({})] },
    {
      title: "a client secret",
      resources: [pod(withEnv({ name: "AZURE_CLIENT_SECRET", value: "not-a-secret" }), {})],
    },
    {
      title: "a client secret from a Secret",
      resources: [
        pod(withEnv({ name: "AZURE_CLIENT_SECRET", valueFrom: { secretKeyRef: { name: "app", key: "secret" } } }), {}),
      ],
    },
    {
      title: "a user's password",
      resources: [pod(withEnv({ name: "AZURE_USERNAME", value: "robot" }, { name: "AZURE_PASSWORD", value: "a" }), {})],
    },
    { title: "the node's identity", resources: [pod(withEnv(NODES), {})] },
    { title: "the retired pod identity", resources: [pod({}, { aadpodidbinding: "training" })] },
    {
      title: "the values of a chart",
      resources: [
        {
          type: KUBERNETES.helmRelease,
          name: "osmo",
          properties: { values: { worker: { extraEnv: [{ name: "ARM_CLIENT_SECRET", value: "not-a-secret" }] } } },
        },
      ],
    },
  ],
  unknown: [
    {
      title: "what the cluster issues is not known yet",
      resources: [cluster({ oidcIssuerProfile: unknown, securityProfile: { workloadIdentity: { enabled: true } } })],
    },
    { title: "whom the identity serves is not known yet", resources: [federation({ subject: unknown })] },
    { title: "the issuer is not known yet", resources: [federation({ issuer: unknown })] },
    { title: "the issuer of a cluster that has yet to tell it", resources: [federation({ issuer: "" })] },
    { title: "the audience is not known yet", resources: [federation({ audiences: [unknown] })] },
    { title: "the account is not known yet", resources: [pod({ serviceAccountName: unknown })] },
    {
      title: "the account's identity is not known yet",
      resources: [account({ "azure.workload.identity/client-id": unknown }), pod({ serviceAccountName: "training" })],
    },
    {
      title: "the environment is not known yet",
      resources: [pod({ containers: [{ name: "train", env: unknown }] }, {})],
    },
  ],
  notApplicable: [
    { title: "a pod that does not call Azure", resources: [pod({}, {})] },
    {
      title: "a federation with GitHub, which another control judges",
      resources: [
        federation({
          issuer: "https://token.actions.githubusercontent.com",
          subject: "repo:owner/name:ref:refs/heads/main",
        }),
      ],
    },
  ],
});
