import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { inferenceEndpointPrivate } from "./inference-endpoint-private";

const endpoint = (properties: unknown): FixtureResource => ({
  type: AZURE.machineLearningOnlineEndpoint,
  name: "endpoint",
  properties: { kind: "Managed", properties },
});
const extension = (
  configurationSettings: unknown,
  extensionType = "Microsoft.AzureML.Kubernetes",
): FixtureResource => ({
  type: AZURE.clusterExtension,
  name: "azureml",
  properties: { extensionType, configurationSettings },
});

export default fixtures(inferenceEndpointPrivate, {
  pass: [
    {
      title: "an endpoint inside the network that takes tokens of Entra ID",
      resources: [endpoint({ publicNetworkAccess: "Disabled", authMode: "AADToken" })],
    },
    {
      title: "the extension's router at an internal load balancer",
      resources: [
        extension({
          enableInference: "true",
          inferenceRouterServiceType: "LoadBalancer",
          internalLoadBalancerProvider: "azure",
        }),
      ],
    },
    {
      title: "the extension's router at a service of the cluster",
      resources: [extension({ enableInference: "True", inferenceRouterServiceType: "clusterIP" })],
    },
  ],
  fail: [
    {
      title: "an endpoint on the internet",
      resources: [endpoint({ publicNetworkAccess: "Enabled", authMode: "AADToken" })],
    },
    {
      title: "an endpoint where nothing is said, which is on the internet",
      resources: [endpoint({ authMode: "AADToken" })],
    },
    { title: "an endpoint with a key", resources: [endpoint({ publicNetworkAccess: "Disabled", authMode: "Key" })] },
    {
      title: "an endpoint with the workspace's tokens",
      resources: [endpoint({ publicNetworkAccess: "Disabled", authMode: "AMLToken" })],
    },
    {
      title: "a key, wherever it will answer",
      resources: [endpoint({ publicNetworkAccess: unknown, authMode: "Key" })],
    },
    {
      title: "an endpoint of an older API version",
      resources: [
        {
          ...endpoint({ authMode: "Key" }),
          type: "azure-native:machinelearningservices/v20230401:OnlineEndpoint",
        },
      ],
    },
    {
      title: "the extension's router at a public load balancer",
      resources: [extension({ enableInference: "true", inferenceRouterServiceType: "LoadBalancer" })],
    },
    { title: "the extension's router where nothing is said", resources: [extension({ enableInference: "true" })] },
    {
      title: "an internal load balancer of nobody",
      resources: [
        extension({
          enableInference: "true",
          inferenceRouterServiceType: "loadBalancer",
          internalLoadBalancerProvider: "",
        }),
      ],
    },
  ],
  unknown: [
    {
      title: "where the endpoint answers is not known yet",
      resources: [endpoint({ publicNetworkAccess: unknown, authMode: "AADToken" })],
    },
    { title: "nothing of the endpoint is known yet", resources: [endpoint(unknown)] },
    {
      title: "the router's load balancer is not known yet",
      resources: [extension({ enableInference: "true", internalLoadBalancerProvider: unknown })],
    },
    { title: "the extension's settings are not known yet", resources: [extension(unknown)] },
  ],
  notApplicable: [
    { title: "an extension that trains only", resources: [extension({ enableTraining: "true" })] },
    { title: "another extension", resources: [extension({ enableInference: "true" }, "microsoft.flux")] },
  ],
});
