import * as automation from "@pulumi/azure-native/automation";
import type * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import { customRole } from "../conventions/custom-role";
import { grant, systemIdentity, uuidOf } from "../conventions/grants";
import type { Principal } from "../conventions/grants";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";
import { zonedTime } from "./zoned-time";
import { runbookContent } from "./runbook-files";
import type { RunbookName } from "./runbook-files";
import {
  READ_CLUSTER,
  READ_DATABASE,
  ROTATE_REDIS_KEY,
  START_STOP_CLUSTER,
  START_STOP_DATABASE,
  WRITE_SECRET,
} from "./automation-actions";

export interface AutomationArgs {
  readonly placement: Placement;
  /** Address of the folder that serves the runbooks. */
  readonly runbookSource: string;
  /** First day that schedules count, as in `2026-12-01`. */
  readonly from: string;
  /** Time zone of all times, by its IANA name. */
  readonly timeZone: string;
  /** When the platform is started and stopped, Monday to Friday, as in `07:00`. Left out, only by hand. */
  readonly workingHours: { readonly start: string; readonly stop: string } | undefined;
  readonly clusterId: pulumi.Input<string>;
  /** ARM id of the PostgreSQL server, where there is one. */
  readonly serverId?: pulumi.Input<string>;
  /** What to replace Redis' keys in and where to put the new one, where keys are in use. */
  readonly redisKey?: {
    readonly databaseId: pulumi.Input<string>;
    readonly secretId: pulumi.Input<string>;
    readonly days: number;
  };
  readonly diagnostics: LogSink;
}

const WORKING_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

/**
 * Starts and stops the platform by the clock, and replaces Redis' access key every month. It may do these things to these
 * resources and nothing else. Closes E-1; part of I-3.
 */
export class Automation extends pulumi.ComponentResource {
  readonly account: automation.AutomationAccount;
  private readonly identity: Principal;

  constructor(
    name: string,
    private readonly args: AutomationArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("physical-ai:operations:Automation", name, {}, opts);
    const { resourceGroup, location, names, tags } = args.placement;
    this.account = new automation.AutomationAccount(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        automationAccountName: names.of("automationAccount"),
        sku: { name: "Basic" },
        identity: { type: "SystemAssigned" },
        disableLocalAuth: true,
        publicNetworkAccess: false,
        encryption: { keySource: "Microsoft.Automation" },
        tags,
      },
      { parent: this },
    );
    args.diagnostics.collect(this, name, this.account.id);
    this.identity = systemIdentity(name, this.account.identity);
    this.grantStartAndStop();

    const targets = { ClusterId: args.clusterId, ...(args.serverId && { ServerId: args.serverId }) };
    const weekly = { frequency: "Week", interval: 1, advancedSchedule: { weekDays: WORKING_DAYS } };
    const { workingHours } = args;
    this.run("Start-Platform", targets, workingHours && { ...weekly, time: workingHours.start });
    this.run("Stop-Platform", targets, workingHours && { ...weekly, time: workingHours.stop });
    if (args.redisKey) this.rotateRedisKey(args.redisKey);
    this.registerOutputs({});
  }

  private grantStartAndStop(): void {
    const { placement, clusterId, serverId } = this.args;
    const cluster = customRole(this, "cluster-operator", placement, {
      description: "Start and stop the cluster",
      actions: [...READ_CLUSTER, ...START_STOP_CLUSTER],
    });
    this.grantOn(cluster, clusterId, "cluster");
    if (serverId === undefined) return;
    const database = customRole(this, "database-operator", placement, {
      description: "Start and stop the database",
      actions: [...READ_DATABASE, ...START_STOP_DATABASE],
    });
    this.grantOn(database, serverId, "postgres");
  }

  private rotateRedisKey({ databaseId, secretId, days }: NonNullable<AutomationArgs["redisKey"]>): void {
    const { placement } = this.args;
    const rotate = customRole(this, "redis-key-rotation", placement, {
      description: "Replace the access keys of the Redis database",
      actions: ROTATE_REDIS_KEY,
    });
    const write = customRole(this, "redis-key-writer", placement, {
      description: "Write the secret that holds Redis' access key; its value cannot be read with this",
      actions: WRITE_SECRET,
    });
    this.grantOn(rotate, databaseId, "redis");
    this.grantOn(write, secretId, "redis-key");
    this.run(
      "Update-RedisKey",
      { DatabaseId: databaseId, SecretId: secretId, Days: String(days) },
      { frequency: "Month", interval: 1, time: "03:00" },
    );
  }

  private grantOn(
    role: Parameters<typeof grant>[1]["role"],
    scope: pulumi.Input<string>,
    scopeName: string,
  ): authorization.RoleAssignment {
    return grant(this, { names: this.args.placement.names, principal: this.identity, role, scope, scopeName });
  }

  /** A runbook, what it is told, and when it runs; without a schedule, whenever somebody starts it. */
  private run(
    runbookName: RunbookName,
    parameters: Readonly<Record<string, pulumi.Input<string>>>,
    schedule: RunSchedule | undefined,
  ): void {
    const { placement, runbookSource, from, timeZone } = this.args;
    const { resourceGroup, location, names, tags } = placement;
    const common = { resourceGroupName: resourceGroup.name, automationAccountName: this.account.name };
    const runbook = new automation.Runbook(
      runbookName,
      {
        ...common,
        location,
        runbookName,
        runbookType: "PowerShell72",
        logProgress: false,
        logVerbose: false,
        publishContentLink: runbookContent(runbookName, runbookSource),
        tags,
      },
      { parent: this.account },
    );
    if (!schedule) return;
    const { time, ...recurrence } = schedule;
    const clock = new automation.Schedule(
      runbookName,
      {
        ...common,
        ...recurrence,
        scheduleName: runbookName,
        name: runbookName,
        startTime: zonedTime(from, time, timeZone),
        timeZone,
      },
      // Azure moves it on with every run.
      { parent: this.account, ignoreChanges: ["startTime"] },
    );
    new automation.JobSchedule(
      runbookName,
      {
        ...common,
        jobScheduleId: uuidOf(`${names.platform}/schedule/${runbookName}`),
        runbook: { name: runbook.name },
        schedule: { name: clock.name },
        parameters: { ...parameters },
      },
      { parent: runbook },
    );
  }
}

type RunSchedule = Pick<automation.ScheduleArgs, "frequency" | "interval" | "advancedSchedule"> & {
  /** As in `07:00`. */
  readonly time: string;
};
