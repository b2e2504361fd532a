import * as batch from "@pulumi/kubernetes/batch";
import * as core from "@pulumi/kubernetes/core";
import * as pulumi from "@pulumi/pulumi";
import { CLIENT_ID_ANNOTATION } from "../../kubernetes/client-id-annotation";
import { KeyVaultSecrets } from "../../kubernetes/key-vault-secrets";
import type { VaultReader } from "../../kubernetes/key-vault-secrets";
import { SECRET_NAMES } from "../../vault/secret-names";
import { DATABASE_ROLE, databaseRoleFiles, databaseRoleSpec } from "./role-job";
import type { DatabaseRoleNeeds } from "./role-job";

export interface DatabaseRoleArgs extends Omit<DatabaseRoleNeeds, "secretName" | "database" | "role" | "connections"> {
  readonly namespace: pulumi.Input<string>;
  /** The vault, and the workload identity `database-role`, which reads the one password and administers the server. */
  readonly reader: VaultReader;
  /** Default `osmo`. */
  readonly database?: string;
  /** Default `osmo_app`. */
  readonly role?: string;
  /** Connections of the role at once, 1 to 5000. Default 200; Azure's smallest general-purpose server takes 859. */
  readonly connections?: number;
}

/**
 * Gives OSMO a role in the database server that owns its database and nothing else, with the vault's password: no pod knows an
 * administrator's, and the server learns no more of this one than SCRAM keeps. Closes S-2 with `data/postgres.ts`.
 */
export class DatabaseRole extends pulumi.ComponentResource {
  /** Done once the role can sign in. */
  readonly job: batch.v1.Job;
  /** The role's name. */
  readonly role: string;

  constructor(name: string, args: DatabaseRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:osmo:DatabaseRole", name, {}, opts);
    const { namespace, reader, database = "osmo", role = "osmo_app", connections = 200, ...needs } = args;
    this.role = role;
    const metadata = { name: DATABASE_ROLE, namespace };
    const secretName = SECRET_NAMES.database;
    const vault = new KeyVaultSecrets(
      DATABASE_ROLE,
      { namespace, reader, files: [{ secret: secretName }] },
      { parent: this },
    );
    const account = new core.v1.ServiceAccount(
      name,
      {
        metadata: { ...metadata, annotations: { [CLIENT_ID_ANNOTATION]: reader.clientId } },
        automountServiceAccountToken: false,
      },
      { parent: this },
    );
    const files = new core.v1.ConfigMap(name, { metadata, data: { ...databaseRoleFiles() } }, { parent: this });
    this.job = new batch.v1.Job(
      name,
      {
        metadata: { ...metadata, labels: { app: DATABASE_ROLE } },
        spec: databaseRoleSpec({ ...needs, database, role, connections, secretName }),
      },
      {
        parent: this,
        dependsOn: [account, files, vault],
        replaceOnChanges: ["spec"],
        deleteBeforeReplace: true,
        customTimeouts: { create: "25m" },
      },
    );
    this.registerOutputs({});
  }
}
