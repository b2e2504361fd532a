import type * as kubernetes from "@pulumi/kubernetes/types/input";
import type * as pulumi from "@pulumi/pulumi";
import {
  RESTRICTED_CONTAINER,
  RESTRICTED_POD,
  SCRIPTS_MOUNT,
  SMALL,
  USES_IDENTITY,
  configFiles,
  environment,
  identityScripts,
  memoryFolder,
  pythonCommand,
  scripts,
} from "../jobs/job-pod";
import type { Files } from "../jobs/job-pod";

/** Name of the CronJob, its service account, its scripts, and the label `app` of its pods. */
export const TOKEN_ROTATION = "token-rotation";

/** How long a token lives. */
export interface TokenLifetime {
  /** Days from its making to the midnight (UTC) at which it dies: 2 to 30. Default 30. */
  readonly days: number;
  /** Days that it has left when it is replaced: at least 1, below `days`. Default 15. */
  readonly renewDays: number;
  /** Hours that the one before it goes on working: 1 to 168. Default 24. */
  readonly overlapHours: number;
}

/** Half of a token's life is left for runs that fail. 30 days: the most that E-2 allows. */
export const TOKEN_LIFETIME: TokenLifetime = { days: 30, renewDays: 15, overlapHours: 24 };

/** Every six hours, at a minute at which little else starts (UTC). */
export const ROTATION_SCHEDULE = "17 */6 * * *";

/** What the rotation does when. */
export interface RotationNeeds {
  readonly image: pulumi.Input<string>;
  /** Address of OSMO's gateway, as in `https://osmo.physical-ai.internal`. */
  readonly osmoUrl: pulumi.Input<string>;
  /** Client id of the application whose tokens the gateway takes from machines. */
  readonly apiClientId: pulumi.Input<string>;
  /** Address of the vault, as in `https://kv-robots-dev-001.vault.azure.net/`. */
  readonly vaultUri: pulumi.Input<string>;
  /** Name of the secret in the vault. */
  readonly secretName: string;
  readonly lifetime: TokenLifetime;
  /** In cron's form, UTC. */
  readonly schedule: string;
  /** Whether the scripts come with authorities that the gateway's certificate is from. */
  readonly ownAuthorities: boolean;
}

/** Name of the file with those authorities, in PEM. */
export const AUTHORITIES_FILE = "authorities.pem";

/** Seconds. The script counts on a run being over long before an hour (LONGEST_RUN in rotate.py). */
const LONGEST_JOB = 900;
const LATEST_START = 1800;
/** Two days, to look at what was. */
const KEEP_FINISHED = 2 * 24 * 60 * 60;

/** What the script ends with where another run would fail the same way: wrong parameters, or somebody has to do something. */
const NOT_TO_REPEAT = [2, 3];

/** The scripts of the rotation. */
export function rotationScripts(): Files {
  return { ...identityScripts(), ...scripts(__dirname, ["rotate.py", "osmo_tokens.py", "key_vault.py"]) };
}

/** Throws what is wrong with a lifetime, all at once. */
export function checkLifetime({ days, renewDays, overlapHours }: TokenLifetime): void {
  const whole = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  const problems = [
    ...(whole(days, 2, 30) ? [] : [`days: ${days} is no whole number from 2 to 30`]),
    ...(whole(renewDays, 1, days - 1) ? [] : [`renewDays: ${renewDays} is no whole number from 1 to below days`]),
    ...(whole(overlapHours, 1, 168) ? [] : [`overlapHours: ${overlapHours} is no whole number from 1 to 168`]),
  ];
  if (problems.length > 0) throw new Error(`The lifetime of OSMO's token: ${problems.join("; ")}.`);
}

/** The CronJob's spec. */
export function rotationSpec(needs: RotationNeeds): kubernetes.batch.v1.CronJobSpec {
  const files = configFiles("scripts", TOKEN_ROTATION, SCRIPTS_MOUNT);
  const tmp = memoryFolder("tmp", "/tmp");
  const labels = { app: TOKEN_ROTATION, ...USES_IDENTITY };
  return {
    schedule: needs.schedule,
    timeZone: "Etc/UTC",
    concurrencyPolicy: "Forbid",
    startingDeadlineSeconds: LATEST_START,
    successfulJobsHistoryLimit: 1,
    failedJobsHistoryLimit: 3,
    suspend: false,
    jobTemplate: {
      metadata: { labels: { app: TOKEN_ROTATION } },
      spec: {
        backoffLimit: 2,
        activeDeadlineSeconds: LONGEST_JOB,
        ttlSecondsAfterFinished: KEEP_FINISHED,
        podFailurePolicy: {
          rules: [
            {
              action: "FailJob",
              onExitCodes: { containerName: TOKEN_ROTATION, operator: "In", values: NOT_TO_REPEAT },
            },
          ],
        },
        template: {
          metadata: { labels },
          spec: {
            ...RESTRICTED_POD,
            serviceAccountName: TOKEN_ROTATION,
            containers: [
              {
                name: TOKEN_ROTATION,
                image: needs.image,
                command: pythonCommand("rotate.py"),
                env: environment({
                  OSMO_URL: needs.osmoUrl,
                  OSMO_API_CLIENT_ID: needs.apiClientId,
                  VAULT_URL: needs.vaultUri,
                  VAULT_SECRET_NAME: needs.secretName,
                  TOKEN_DAYS: String(needs.lifetime.days),
                  RENEW_DAYS: String(needs.lifetime.renewDays),
                  OVERLAP_HOURS: String(needs.lifetime.overlapHours),
                  CA_FILE: needs.ownAuthorities ? `${SCRIPTS_MOUNT}/${AUTHORITIES_FILE}` : undefined,
                }),
                resources: SMALL,
                securityContext: RESTRICTED_CONTAINER,
                volumeMounts: [files.mount, tmp.mount],
              },
            ],
            volumes: [files.volume, tmp.volume],
          },
        },
      },
    },
  };
}
