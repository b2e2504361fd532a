import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { auditLogsCollected } from "./audit-logs-collected";

const ACCOUNT_ID = "/subscriptions/0/resourceGroups/rg-platform/providers/Microsoft.Storage/storageAccounts/stdatasets";
const AUDIT = [{ categoryGroup: "audit", enabled: true }];

const resource = (
  type: FixtureResource["type"],
  name: string,
  properties: Record<string, unknown> = {},
): FixtureResource => ({ type, name, properties });
const vault = resource(AZURE.keyVault, "vault", { vaultName: "kv-platform" });
const account = resource(AZURE.storageAccount, "datasets", { accountName: "stdatasets", kind: "StorageV2" });
/** The part of the account that has the logs, as a resource of its own. */
const blobs: FixtureResource = {
  ...resource(AZURE.blobService, "blobs", { accountName: unknown, blobServicesName: "default" }),
  from: { accountName: ["datasets"] },
};
const setting = (
  on: { from?: string; id?: string },
  logs: unknown = AUDIT,
  destination: Record<string, unknown> = { workspaceId: unknown },
): FixtureResource => ({
  type: AZURE.diagnosticSetting,
  name: `${on.from ?? "written"}-logs`,
  properties: { resourceUri: on.id ?? unknown, ...destination, ...(logs !== undefined && { logs }) },
  from: on.from ? { resourceUri: [on.from] } : {},
});
const categories = (...names: readonly string[]) => names.map((category) => ({ category, enabled: true }));

export default fixtures(auditLogsCollected, {
  pass: [
    {
      title: "vault and storage account by category group, though the ids are not known yet",
      resources: [vault, setting({ from: "vault" }), account, blobs, setting({ from: "blobs" })],
    },
    {
      title: "every category by name",
      resources: [
        account,
        setting(
          { id: `${ACCOUNT_ID}/blobServices/default` },
          categories("StorageRead", "StorageWrite", "StorageDelete"),
        ),
      ],
    },
    {
      title: "everything there is",
      resources: [vault, setting({ from: "vault" }, [{ categoryGroup: "allLogs", enabled: true }])],
    },
    {
      title: "two settings that have all of it together",
      resources: [
        resource(AZURE.managedCluster, "aks", { resourceName: "aks-platform" }),
        setting({ from: "aks" }, categories("kube-audit-admin")),
        { ...setting({ from: "aks" }, categories("guard"), { storageAccountId: unknown }), name: "aks-archive" },
      ],
    },
  ],
  fail: [
    { title: "no setting at all", resources: [vault] },
    {
      title: "a setting of another resource",
      resources: [vault, account, blobs, setting({ from: "blobs" })],
    },
    {
      title: "metrics only",
      resources: [
        vault,
        {
          ...setting({ from: "vault" }, undefined),
          properties: {
            resourceUri: unknown,
            workspaceId: unknown,
            metrics: [{ category: "AllMetrics", enabled: true }],
          },
        },
      ],
    },
    {
      title: "a category that is listed and off",
      resources: [vault, setting({ from: "vault" }, [{ category: "AuditEvent", enabled: false }])],
    },
    {
      title: "other categories than the audit log",
      resources: [vault, setting({ from: "vault" }, categories("AzurePolicyEvaluationDetails"))],
    },
    {
      title: "some of the categories",
      resources: [account, blobs, setting({ from: "blobs" }, categories("StorageRead"))],
    },
    { title: "no destination", resources: [vault, setting({ from: "vault" }, AUDIT, {})] },
    {
      title: "a setting on the account, where Azure has metrics only",
      resources: [account, setting({ id: ACCOUNT_ID })],
    },
    {
      title: "a setting on the account's queues",
      resources: [account, setting({ id: `${ACCOUNT_ID}/queueServices/default` })],
    },
  ],
  unknown: [
    { title: "what the setting is for is not known yet", resources: [vault, setting({})] },
    { title: "what the setting collects is not known yet", resources: [vault, setting({ from: "vault" }, unknown)] },
    {
      title: "whether the category is on is not known yet",
      resources: [vault, setting({ from: "vault" }, [{ category: "AuditEvent", enabled: unknown }])],
    },
  ],
  notApplicable: [
    { title: "a resource without an audit log", resources: [resource(AZURE.virtualNetwork, "vnet")] },
    { title: "a setting of a resource that another stack owns", resources: [setting({ id: ACCOUNT_ID })] },
  ],
});
