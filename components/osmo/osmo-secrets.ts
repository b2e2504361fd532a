import * as pulumi from "@pulumi/pulumi";
import { KeyVaultSecrets } from "../kubernetes/key-vault-secrets";
import type { SyncedSecret, VaultFile, VaultReader } from "../kubernetes/key-vault-secrets";
import { SECRET_NAMES } from "../vault/secret-names";
import { CLUSTER_SECRETS, CONTROL_PLANE_NAMESPACE, SECRET_CLASSES, VAULT_FILES } from "./cluster-names";

/** What pods of one kind read of the vault. */
export interface SecretClass {
  readonly files: readonly VaultFile[];
  readonly synced: readonly SyncedSecret[];
}

const file = (secret: string, name?: string): VaultFile => (name ? { secret, file: name } : { secret });
const masterKey = file(SECRET_NAMES.masterKey, VAULT_FILES.masterKey);

/** A Secret with one value, of the file that is called like the vault's secret. */
const opaque = ({ name, key }: { readonly name: string; readonly key: string }, vaultFile: string): SyncedSecret => ({
  name,
  data: { [key]: vaultFile },
});

/** A Secret of a certificate. Key and certificates are in one file. */
const certificate = (name: string, vaultFile: string): SyncedSecret => ({
  name,
  type: "kubernetes.io/tls",
  data: { "tls.crt": vaultFile, "tls.key": vaultFile },
});

/** Classes of the control plane's namespace: each pod reads what it needs, by an identity that may read no more (T-1, G2). */
export const controlPlaneSecretClasses = {
  [SECRET_CLASSES.controlPlane]: {
    files: [
      masterKey,
      file(SECRET_NAMES.database),
      file(SECRET_NAMES.redisKey),
      file(SECRET_NAMES.internalCertificate),
    ],
    synced: [
      opaque(CLUSTER_SECRETS.database, SECRET_NAMES.database),
      opaque(CLUSTER_SECRETS.redis, SECRET_NAMES.redisKey),
      certificate(CLUSTER_SECRETS.internalCertificate, SECRET_NAMES.internalCertificate),
    ],
  },
  [SECRET_CLASSES.router]: {
    files: [masterKey, file(SECRET_NAMES.database)],
    synced: [opaque(CLUSTER_SECRETS.routerDatabase, SECRET_NAMES.database)],
  },
  [SECRET_CLASSES.gateway]: {
    files: [file(SECRET_NAMES.gatewayCertificate), file(SECRET_NAMES.internalAuthority)],
    synced: [
      certificate(CLUSTER_SECRETS.gatewayCertificate, SECRET_NAMES.gatewayCertificate),
      opaque(CLUSTER_SECRETS.internalAuthority, SECRET_NAMES.internalAuthority),
    ],
  },
  [SECRET_CLASSES.signIn]: {
    files: [file(SECRET_NAMES.cookie), file(SECRET_NAMES.redisKey)],
    synced: [opaque(CLUSTER_SECRETS.signInRedis, SECRET_NAMES.redisKey)],
  },
} satisfies Readonly<Record<string, SecretClass>>;

/** What the backend reads: its token, as a file that it follows and as the Secret that its chart asks for. */
export const operatorSecretClass: SecretClass = {
  files: [file(SECRET_NAMES.backendToken, VAULT_FILES.backendToken)],
  synced: [opaque(CLUSTER_SECRETS.backendToken, VAULT_FILES.backendToken)],
};

export interface ControlPlaneSecretsArgs {
  /** Who reads. Sign-in and gateway are one service account, and so one reader. */
  readonly readers: Readonly<Record<"controlPlane" | "router" | "gateway", VaultReader>>;
}

/** The control plane's secrets, read from the vault by those who use them. Part of T-1, S-2, I-3 and G2. */
export class ControlPlaneSecrets extends pulumi.ComponentResource {
  constructor(name: string, { readers }: ControlPlaneSecretsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:osmo:ControlPlaneSecrets", name, {}, opts);
    const readerOf: Readonly<Record<keyof typeof controlPlaneSecretClasses, VaultReader>> = {
      [SECRET_CLASSES.controlPlane]: readers.controlPlane,
      [SECRET_CLASSES.router]: readers.router,
      [SECRET_CLASSES.gateway]: readers.gateway,
      [SECRET_CLASSES.signIn]: readers.gateway,
    };
    for (const [secretClass, reader] of Object.entries(readerOf)) {
      new KeyVaultSecrets(
        secretClass,
        {
          namespace: CONTROL_PLANE_NAMESPACE,
          reader,
          ...controlPlaneSecretClasses[secretClass as keyof typeof readerOf],
        },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
