import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { inferenceTlsRequired } from "./inference-tls-required";

const TLS = { sslCname: "scoring.example.com", sslSecret: "scoring-tls" };

const extension = (
  configurationSettings: unknown,
  configurationProtectedSettings?: unknown,
  extensionType = "Microsoft.AzureML.Kubernetes",
): FixtureResource => ({
  type: AZURE.clusterExtension,
  name: "azureml",
  properties: {
    extensionType,
    configurationSettings,
    ...(configurationProtectedSettings !== undefined && { configurationProtectedSettings }),
  },
});
const serving = (settings: Record<string, unknown>, protectedSettings?: unknown) =>
  extension({ enableInference: "True", ...settings }, protectedSettings);
const app = (ingress?: unknown): FixtureResource => ({
  type: AZURE.containerApp,
  name: "scoring",
  properties: { configuration: { ...(ingress !== undefined && { ingress }) } },
});
const attached = (sslConfiguration?: unknown): FixtureResource => ({
  type: AZURE.machineLearningCompute,
  name: "attached",
  properties: {
    properties: { computeType: "AKS", properties: { ...(sslConfiguration !== undefined && { sslConfiguration }) } },
  },
});

export default fixtures(inferenceTlsRequired, {
  pass: [
    {
      title: "a certificate in a Secret of the cluster",
      resources: [serving({ allowInsecureConnections: "false", ...TLS })],
    },
    {
      title: "a certificate among the protected settings",
      resources: [
        serving(
          { allowInsecureConnections: "False", sslCname: "scoring.example.com" },
          { "scoringFe.sslCert": "certificate", "scoringFe.sslKey": "key" },
        ),
      ],
    },
    {
      title: "the names that the command line writes",
      resources: [serving({ "scoringFe.sslCname": "scoring.example.com", "scoringFe.sslSecret": "scoring-tls" })],
    },
    {
      title: "a container app, which redirects to TLS by default",
      resources: [app({ external: false, targetPort: 5001 })],
    },
    { title: "an attached cluster", resources: [attached({ status: "Enabled" })] },
    {
      title: "all of it is right, whether it will serve models or not",
      resources: [extension({ enableInference: unknown, ...TLS })],
    },
  ],
  fail: [
    { title: "plain HTTP is allowed", resources: [serving({ allowInsecureConnections: "true", ...TLS })] },
    { title: "in other letter case", resources: [serving({ AllowInsecureConnections: "TRUE", ...TLS })] },
    { title: "as a boolean", resources: [serving({ allowInsecureConnections: true, ...TLS })] },
    { title: "with blanks around", resources: [serving({ allowInsecureConnections: " True ", ...TLS })] },
    { title: "in another word for yes", resources: [serving({ allowInsecureConnections: "yes", ...TLS })] },
    {
      title: "among the protected settings",
      resources: [serving({ allowInsecureConnections: "false", ...TLS }, { allowInsecureConnections: "true" })],
    },
    {
      title: "the extension's type in other letter case",
      resources: [
        extension(
          { enableInference: "true", allowInsecureConnections: "true" },
          undefined,
          "microsoft.azureml.kubernetes",
        ),
      ],
    },
    { title: "no certificate", resources: [serving({ allowInsecureConnections: "false" })] },
    { title: "a certificate without a name", resources: [serving({ sslSecret: "scoring-tls" })] },
    {
      title: "a certificate without its key",
      resources: [serving({ sslCname: "scoring.example.com" }, { "scoringFe.sslCert": "certificate" })],
    },
    { title: "an empty name", resources: [serving({ ...TLS, sslCname: "" })] },
    {
      title: "plain HTTP is allowed, whatever the certificate will be",
      resources: [serving({ allowInsecureConnections: "true", sslCname: unknown, sslSecret: unknown })],
    },
    {
      title: "a container app that answers over plain HTTP",
      resources: [app({ external: false, allowInsecure: true })],
    },
    {
      title: "a container app of an older API version",
      resources: [{ ...app({ allowInsecure: "True" }), type: "azure-native:app/v20230501:ContainerApp" }],
    },
    { title: "an attached cluster without TLS", resources: [attached({ status: "Disabled" })] },
    { title: "an attached cluster of which nothing is said", resources: [attached()] },
  ],
  unknown: [
    { title: "the setting is not known yet", resources: [serving({ allowInsecureConnections: unknown, ...TLS })] },
    { title: "the certificate's name is not known yet", resources: [serving({ ...TLS, sslCname: unknown })] },
    { title: "the settings are not known yet", resources: [extension(unknown)] },
    {
      title: "plain HTTP is allowed, and whether it will serve models is not known yet",
      resources: [extension({ enableInference: unknown, allowInsecureConnections: "true", ...TLS })],
    },
    { title: "a container app's ingress is not known yet", resources: [app(unknown)] },
    { title: "an attached cluster's TLS is not known yet", resources: [attached({ status: unknown })] },
  ],
  notApplicable: [
    { title: "training only", resources: [extension({ enableTraining: "true", allowInsecureConnections: "true" })] },
    {
      title: "another extension",
      resources: [
        extension({ enableInference: "true", allowInsecureConnections: "true" }, undefined, "microsoft.flux"),
      ],
    },
    { title: "a container app that nobody can call", resources: [app()] },
    {
      title: "another compute",
      resources: [
        {
          type: AZURE.machineLearningCompute,
          name: "cluster",
          properties: { properties: { computeType: "Kubernetes" } },
        },
      ],
    },
  ],
});
