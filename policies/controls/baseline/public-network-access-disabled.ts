import { resourceControl } from "../../framework/control";
import { equalTo } from "../../framework/expectation";
import type { Expectation } from "../../framework/expectation";
import { isInjected } from "../../framework/network-injection";
import { AZURE } from "../../framework/resource-types";
import type { ResourceType } from "../../framework/resource-types";

/** Where each type says whether it can be reached from the internet. All of them can unless told not to. */
const SWITCHES = new Map<ResourceType, readonly string[]>([
  [AZURE.storageAccount, ["publicNetworkAccess"]],
  [AZURE.keyVault, ["properties.publicNetworkAccess"]],
  [AZURE.postgresServer, ["network.publicNetworkAccess"]],
  [AZURE.redisEnterprise, ["publicNetworkAccess"]],
  [AZURE.redisCache, ["publicNetworkAccess"]],
  [AZURE.containerRegistry, ["publicNetworkAccess"]],
  [AZURE.machineLearningWorkspace, ["publicNetworkAccess"]],
  [AZURE.automationAccount, ["publicNetworkAccess"]],
  [AZURE.grafana, ["properties.publicNetworkAccess"]],
  [AZURE.logAnalyticsWorkspace, ["publicNetworkAccessForIngestion", "publicNetworkAccessForQuery"]],
  [AZURE.applicationInsights, ["publicNetworkAccessForIngestion", "publicNetworkAccessForQuery"]],
  [AZURE.monitorWorkspace, ["publicNetworkAccess"]],
  [AZURE.dataCollectionEndpoint, ["networkAcls.publicNetworkAccess"]],
]);

/** Where blobs can be opened to whoever knows their address; neither is unless told to. */
const ANONYMOUS = new Map<ResourceType, { readonly path: string; readonly closed: Expectation }>([
  [AZURE.storageAccount, { path: "allowBlobPublicAccess", closed: equalTo(false) }],
  [AZURE.blobContainer, { path: "publicAccess", closed: equalTo("None") }],
]);

export const publicNetworkAccessDisabled = resourceControl({
  name: "public-network-access-disabled",
  goals: ["G3"],
  severity: "high",
  title: "No service of the platform answers on the public internet",
  rationale:
    "A private endpoint adds a private way in; it does not close the public one. Azure leaves that open on every service unless it is told not to. SecuredByPerimeter does not count: what a network security perimeter lets in is written elsewhere, and while it is in transition mode the service's own firewall decides. Blobs that are read without signing in are as public, to everybody in the network at least.",
  remediation:
    'Set the property that the finding names to "Disabled" (false for an automation account and for allowBlobPublicAccess, "None" for a container of blobs) and connect a private endpoint: components/conventions/private-access.ts.',
  references: {
    psrule: [
      "Azure.ML.PublicAccess",
      "Azure.Redis.PublicNetworkAccess",
      "Azure.ACR.Firewall",
      "Azure.Storage.Firewall",
      "Azure.Storage.BlobPublicAccess",
      "Azure.Storage.BlobAccessType",
    ],
    checkov: [
      "CKV_AZURE_34",
      "CKV_AZURE_59",
      "CKV_AZURE_68",
      "CKV_AZURE_89",
      "CKV_AZURE_139",
      "CKV_AZURE_144",
      "CKV_AZURE_189",
      "CKV_AZURE_190",
      "CKV2_AZURE_47",
      "CKV2_AZURE_49",
    ],
  },
  resources: [...new Set([...SWITCHES.keys(), ...ANONYMOUS.keys()])],
  remediates: "sets the property that the finding names; who has no private endpoint loses the way in",
  *check(service) {
    const injected = isInjected(service);
    if (injected === true) {
      yield service.pass();
      return;
    }
    const closed = equalTo(service.type === AZURE.automationAccount ? false : "Disabled");
    const switches = SWITCHES.get(service.type as ResourceType) ?? [];
    for (const path of switches) {
      yield service.expect(path, closed, {
        otherwise: "answers on the public internet",
        part: switches.length > 1 ? path : undefined,
        mechanical: true,
      });
    }
    const anonymous = ANONYMOUS.get(service.type as ResourceType);
    if (anonymous) {
      yield service.expect(anonymous.path, anonymous.closed, {
        otherwise: "lets blobs be read by whoever has not signed in",
        absent: "holds",
        part: anonymous.path,
        mechanical: true,
      });
    }
    if (service.type === AZURE.machineLearningWorkspace) {
      yield service.expect("allowPublicAccessWhenBehindVnet", equalTo(false), {
        otherwise: "answers on the public internet beside its private endpoint",
        absent: "holds",
        part: "allowPublicAccessWhenBehindVnet",
        mechanical: true,
      });
    }
  },
});
