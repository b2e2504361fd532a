import type * as kubernetes from "@pulumi/kubernetes/types/input";
import type * as pulumi from "@pulumi/pulumi";
import { VAULT_MOUNT, vaultVolume } from "../../kubernetes/key-vault-secrets";
import {
  RESTRICTED_CONTAINER,
  RESTRICTED_POD,
  SCRIPTS_MOUNT,
  SMALL,
  USES_IDENTITY,
  configFiles,
  digestOf,
  environment,
  identityScripts,
  memoryFolder,
  pythonCommand,
  scripts,
} from "../jobs/job-pod";
import type { Files } from "../jobs/job-pod";

/** Name of the Job, its service account, its files, and the label `app` of its pods. */
export const DATABASE_ROLE = "database-role";

/** Certificates that the server's is from, in PEM. */
export interface RootCertificates {
  /** ConfigMap that has them, in the namespace of the job. */
  readonly configMap: pulumi.Input<string>;
  /** Its key. */
  readonly file: string;
  /** Where it is mounted. */
  readonly mountPath: string;
}

export interface DatabaseRoleNeeds {
  /** Image with Python, which reads and computes. */
  readonly pythonImage: pulumi.Input<string>;
  /** Image with psql, which runs the statements. */
  readonly postgresImage: pulumi.Input<string>;
  /** Name of the server, as in `psql-robots-dev-001.postgres.database.azure.com`. */
  readonly host: pulumi.Input<string>;
  /** The role's database, which exists already. */
  readonly database: string;
  /** Name of the job's identity as an administrator of the server. */
  readonly administrator: pulumi.Input<string>;
  /** Name of the role: lower-case letters, digits and underscores. */
  readonly role: string;
  /** Connections of the role at once. */
  readonly connections: number;
  /** Secret of the vault with the role's password. */
  readonly secretName: string;
  /** The day from which the password is, as in `2026-11-01`: another one runs the job again. */
  readonly issued: string;
  readonly roots: RootCertificates;
}

const RUN_FOLDER = "/run/database-role";
/** Seconds in which all tries have to come to an end; an identity's rights may take minutes to be known everywhere. */
const LONGEST_JOB = 1200;
const TRIES_AGAIN = 6;
const WRONG_PARAMETERS = 2;
const CONNECT_SECONDS = 15;
/** The image's program itself: what Debian has at /usr/bin is a wrapper that looks for servers on the machine. */
const PSQL = "/usr/lib/postgresql/16/bin/psql";

/** What the job runs. */
export function databaseRoleFiles(): Files {
  return { ...identityScripts(), ...scripts(__dirname, ["prepare-role.py", "scram.py", "role.sql"]) };
}

/**
 * The Job's spec. A Job cannot be changed: the annotations of its pods make Pulumi replace it for another password or script.
 * It stays once it is done: if the cluster removed it, every update would make it anew.
 */
export function databaseRoleSpec(needs: DatabaseRoleNeeds): kubernetes.batch.v1.JobSpec {
  const files = configFiles("scripts", DATABASE_ROLE, SCRIPTS_MOUNT);
  const roots = configFiles("roots", needs.roots.configMap, needs.roots.mountPath);
  const run = memoryFolder("run", RUN_FOLDER);
  const tmp = memoryFolder("tmp", "/tmp");
  const server = {
    PGHOST: needs.host,
    PGPORT: "5432",
    PGDATABASE: needs.database,
    PGUSER: needs.administrator,
    PGSSLMODE: "verify-full",
  };
  return {
    backoffLimit: TRIES_AGAIN,
    activeDeadlineSeconds: LONGEST_JOB,
    podFailurePolicy: {
      rules: [
        {
          action: "FailJob",
          onExitCodes: { containerName: "prepare", operator: "In", values: [WRONG_PARAMETERS] },
        },
      ],
    },
    template: {
      metadata: {
        labels: { app: DATABASE_ROLE, ...USES_IDENTITY },
        annotations: {
          "physical-ai/password-issued": needs.issued,
          "physical-ai/files": digestOf(databaseRoleFiles()),
        },
      },
      spec: {
        ...RESTRICTED_POD,
        serviceAccountName: DATABASE_ROLE,
        initContainers: [
          {
            name: "prepare",
            image: needs.pythonImage,
            command: pythonCommand("prepare-role.py"),
            env: environment({
              ...server,
              ROLE: needs.role,
              ROLE_CONNECTIONS: String(needs.connections),
              PASSWORD_FILE: `${VAULT_MOUNT}/${needs.secretName}`,
              OUTPUT_FOLDER: RUN_FOLDER,
            }),
            resources: SMALL,
            securityContext: RESTRICTED_CONTAINER,
            volumeMounts: [
              files.mount,
              run.mount,
              tmp.mount,
              { name: "vault", mountPath: VAULT_MOUNT, readOnly: true },
            ],
          },
        ],
        containers: [
          {
            name: "psql",
            image: needs.postgresImage,
            command: [
              PSQL,
              "--no-psqlrc",
              "--no-password",
              "--quiet",
              "--set=ON_ERROR_STOP=1",
              "--single-transaction",
              `--file=${RUN_FOLDER}/role.sql`,
            ],
            env: environment({
              ...server,
              PGPASSFILE: `${RUN_FOLDER}/pgpass`,
              PGSSLROOTCERT: `${needs.roots.mountPath}/${needs.roots.file}`,
              PGCONNECT_TIMEOUT: String(CONNECT_SECONDS),
              PGAPPNAME: DATABASE_ROLE,
              HOME: "/tmp",
            }),
            resources: SMALL,
            securityContext: RESTRICTED_CONTAINER,
            volumeMounts: [{ ...run.mount, readOnly: true }, roots.mount, tmp.mount],
          },
        ],
        volumes: [files.volume, roots.volume, run.volume, tmp.volume, vaultVolume(DATABASE_ROLE)],
      },
    },
  };
}
