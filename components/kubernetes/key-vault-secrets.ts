import * as apiextensions from "@pulumi/kubernetes/apiextensions";
import * as pulumi from "@pulumi/pulumi";

/** A secret of the vault as a file. */
export interface VaultFile {
  /** Name in the vault. */
  readonly secret: string;
  /** Name of the file. Default that of the secret. */
  readonly file?: string;
}

/** A Secret of the cluster that is kept like the vault's, as long as a pod mounts the files. */
export interface SyncedSecret {
  readonly name: string;
  /** Default `Opaque`. Of `kubernetes.io/tls` both keys come from one file with key and certificates. */
  readonly type?: "Opaque" | "kubernetes.io/tls";
  /** Names of files by the Secret's keys. */
  readonly data: Readonly<Record<string, string>>;
}

/** Where secrets are and who reads them. */
export interface VaultReader {
  readonly vaultName: pulumi.Input<string>;
  readonly tenantId: pulumi.Input<string>;
  /** Client id of the workload identity that the pods' service account is federated with. */
  readonly clientId: pulumi.Input<string>;
}

export interface KeyVaultSecretsArgs {
  readonly namespace: pulumi.Input<string>;
  readonly reader: VaultReader;
  readonly files: readonly VaultFile[];
  /** Only for what reads no files: programs that take secrets from their environment, and controllers. */
  readonly synced?: readonly SyncedSecret[];
}

/** Where pods mount files of the vault. */
export const VAULT_MOUNT = "/mnt/vault";

/** Driver of volumes that hold secrets of a store; AKS installs it. */
const CSI_DRIVER = "secrets-store.csi.k8s.io";

/**
 * Secrets of the vault as files of pods, read with the pods' own identity: a SecretProviderClass of the name of this
 * component. The driver replaces them as the vault does. Part of T-1, E-2 and G2.
 */
export class KeyVaultSecrets extends pulumi.ComponentResource {
  readonly providerClass: apiextensions.CustomResource;

  constructor(name: string, args: KeyVaultSecretsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:kubernetes:KeyVaultSecrets", name, {}, opts);
    this.providerClass = new apiextensions.CustomResource(
      name,
      {
        apiVersion: "secrets-store.csi.x-k8s.io/v1",
        kind: "SecretProviderClass",
        metadata: { name, namespace: args.namespace },
        spec: providerClassSpec(args),
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

/** The class's spec. The list of objects is a text with texts in it, as the Azure provider takes it. */
export function providerClassSpec({ reader, files, synced = [] }: Omit<KeyVaultSecretsArgs, "namespace">) {
  const entries = files.map(({ secret, file = secret }) =>
    [`objectName: ${secret}`, "objectType: secret", `objectAlias: ${file}`].join("\n"),
  );
  return {
    provider: "azure",
    parameters: {
      usePodIdentity: "false",
      useVMManagedIdentity: "false",
      clientID: reader.clientId,
      keyvaultName: reader.vaultName,
      tenantId: reader.tenantId,
      objects: `array:\n${entries.map((entry) => `  - |\n${indented(entry, 4)}\n`).join("")}`,
    },
    ...(synced.length > 0 && {
      secretObjects: synced.map(({ name, type = "Opaque", data }) => ({
        secretName: name,
        type,
        data: Object.entries(data).map(([key, objectName]) => ({ key, objectName })),
      })),
    }),
  };
}

/** The volume of a pod that holds the files of the class `name`. */
export function vaultVolume(name: string) {
  return {
    name: "vault",
    csi: { driver: CSI_DRIVER, readOnly: true, volumeAttributes: { secretProviderClass: name } },
  };
}

function indented(text: string, spaces: number): string {
  return text.replace(/^/gm, " ".repeat(spaces));
}
