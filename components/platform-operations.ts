import type { Placement } from "./conventions/placement";
import { Alerts } from "./observability/alerts";
import { MonitorPrivateLinkScope } from "./observability/private-link-scope";
import { Automation } from "./operations/automation";
import { Budget } from "./operations/budget";
import { deletionLock } from "./operations/deletion-lock";
import type { Platform } from "./platform";
import { ExpiryEvents } from "./vault/expiry-events";
import { SECRET_NAMES } from "./vault/secret-names";

/** What watches over the platform, starts and stops it, and keeps it from being deleted. */
export function operate(platform: Platform, placement: Placement): Automation | undefined {
  watch(platform, placement);
  if (placement.protect) lock(platform);
  return automate(platform, placement);
}

/** Logs without a public address, and calls for whoever is on duty. */
function watch(platform: Platform, placement: Placement): void {
  const { cluster, clusterKeys, config, dataKeys, logs, machineLearning, network, observability, vault } = platform;
  const child = { parent: platform };
  const { actionGroup } = observability;
  new MonitorPrivateLinkScope(
    "monitor-scope",
    {
      placement,
      members: {
        logs: logs.workspace.id,
        collection: observability.collection.endpoint.id,
        ...(machineLearning && { insights: machineLearning.workspace.insights.id }),
      },
      access: network.access,
    },
    child,
  );
  new Alerts(
    "alerts",
    {
      placement,
      actionGroup,
      logsId: logs.workspace.id,
      metricsId: observability.metrics.workspace.id,
      clusterId: cluster.cluster.id,
      clusterName: cluster.cluster.name,
      firewall: network.firewall !== undefined,
    },
    child,
  );
  for (const [name, each] of Object.entries({ vault, "cluster-keys": clusterKeys, "data-keys": dataKeys })) {
    if (!each) continue;
    const args = { placement, vaultId: each.vault.id, actionGroup, diagnostics: logs.sink };
    new ExpiryEvents(`${name}-expiry`, args, child);
  }
  if (config.monthlyBudget > 0) {
    const { monthlyBudget: amount, schedulesFrom: from, alertEmails: emails } = config;
    new Budget("budget", { placement, amount, from, emails, actionGroup }, child);
  }
}

/** Runbooks, for a platform whose operator serves them. */
function automate(platform: Platform, placement: Placement): Automation | undefined {
  const { cluster, config, logs, postgres, redis, vault } = platform;
  if (!config.automation || config.runbookSource === undefined) return undefined;
  return new Automation(
    "automation",
    {
      placement,
      runbookSource: config.runbookSource,
      from: config.schedulesFrom,
      timeZone: config.timeZone,
      workingHours: config.workingHoursOnly ? { start: config.startTime, stop: config.stopTime } : undefined,
      clusterId: cluster.cluster.id,
      serverId: postgres?.server.id,
      redisKey:
        redis && config.osmo
          ? {
              databaseId: redis.database.id,
              secretId: vault.secretId(SECRET_NAMES.redisKey),
              days: config.secretDays,
            }
          : undefined,
      diagnostics: logs.sink,
    },
    { parent: platform },
  );
}

/** Keeps what holds data or keys from being deleted, by whomever. */
function lock(platform: Platform): void {
  const { clusterKeys, dataKeys, lake, machineLearning, postgres, registry, stateStorage, storage, vault } = platform;
  const kept = {
    vault: vault.vault.id,
    "cluster-keys": clusterKeys?.vault.id,
    "data-keys": dataKeys?.vault.id,
    storage: storage.account.id,
    lake: lake?.account.id,
    "state-storage": stateStorage?.account.id,
    postgres: postgres?.server.id,
    registry: registry.registry.id,
    "ml-vault": machineLearning?.vault.vault.id,
    "ml-storage": machineLearning?.storage.account.id,
  };
  for (const [name, id] of Object.entries(kept)) if (id) deletionLock(platform, name, id);
}
