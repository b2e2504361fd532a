import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as core from "@pulumi/kubernetes/core";
import * as pulumi from "@pulumi/pulumi";
import { CONFIG_FILES, CONTROL_PLANE_NAMESPACE } from "./cluster-names";

/**
 * Certificates that Azure's databases are signed under, as PEM: DigiCert Global Root G2 and CA, Microsoft RSA Root 2017.
 * Source of the list: learn.microsoft.com, "TLS in Azure Database for PostgreSQL"; of the certificates: Mozilla's programme.
 */
export function databaseRoots(): string {
  return readFileSync(join(__dirname, "azure-database-roots.pem"), "utf8");
}

/** Nothing of it is for anyone to choose. */
export type DatabaseRootsArgs = Readonly<Record<string, never>>;

/** The roots as a file for whoever connects to the database and checks its certificate. Part of S-2. */
export class DatabaseRoots extends pulumi.ComponentResource {
  constructor(name: string, args: DatabaseRootsArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:osmo:DatabaseRoots", name, args, opts);
    const { name: configMap, file } = CONFIG_FILES.databaseRoots;
    new core.v1.ConfigMap(
      name,
      { metadata: { name: configMap, namespace: CONTROL_PLANE_NAMESPACE }, data: { [file]: databaseRoots() } },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
