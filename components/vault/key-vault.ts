import type * as authorization from "@pulumi/azure-native/authorization";
import * as keyvault from "@pulumi/azure-native/keyvault";
import type * as azure from "@pulumi/azure-native/types/input";
import * as pulumi from "@pulumi/pulumi";
import { grant } from "../conventions/grants";
import type { Principal } from "../conventions/grants";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";
import type { PrivateAccess } from "../conventions/private-access";
import { roles } from "../conventions/roles";
import type { Role } from "../conventions/roles";
import { expiryOf, startOf } from "./lifetime";
import type { Lifetime } from "./lifetime";

export interface KeyVaultArgs {
  readonly placement: Placement;
  /** Tells several vaults of a platform apart; left out for the one of the platform's secrets. */
  readonly purpose?: string;
  /** Entra tenant whose identities may ask. */
  readonly tenantId: pulumi.Input<string>;
  /** `premium` keeps keys in hardware. */
  readonly sku: "standard" | "premium";
  /** Days that what was deleted can be brought back, 7 to 90. */
  readonly recoverableDays: number;
  /**
   * Whether storage, disks or databases unwrap their keys here. They come by Azure's own network, which the vault then
   * lets past its firewall; they still need a role.
   */
  readonly unwrapsForAzure?: boolean;
  /** The only way in. */
  readonly access: PrivateAccess;
  /** Where every read of a secret is logged. */
  readonly diagnostics: LogSink;
}

export interface SecretArgs {
  readonly value: pulumi.Input<string>;
  readonly lifetime: Lifetime;
  /** What it is, as in `OSMO master encryption key`. Shown in the vault. */
  readonly description: string;
}

/** A key to encrypt with. */
export interface EncryptionKey {
  readonly name: string;
  readonly key: keyvault.Key;
  readonly vault: KeyVault;
}

/**
 * A new version of each key every half year. Old ones stay for what they encrypted: Key Vault goes on unwrapping with an
 * expired key and wraps nothing more with it (learn.microsoft.com/azure/key-vault/keys/about-keys-details).
 */
const ROTATION: azure.keyvault.RotationPolicyArgs = {
  attributes: { expiryTime: "P2Y" },
  lifetimeActions: [
    { action: { type: "rotate" }, trigger: { timeAfterCreate: "P180D" } },
    { action: { type: "notify" }, trigger: { timeBeforeExpiry: "P30D" } },
  ],
};

/** What stands in a secret until it is written for the first time. */
const NOT_WRITTEN = "not written yet";

/** Secrets and keys: roles instead of access policies, private, and nothing in it can be lost for good. Carries G2; part of G3. */
export class KeyVault extends pulumi.ComponentResource {
  readonly vault: keyvault.Vault;
  /** Address of the vault, as in `https://kv-robots-dev-001.vault.azure.net/`. */
  readonly uri: pulumi.Output<string>;
  private readonly secrets = new Map<string, keyvault.Secret>();
  /** What has to exist before it can be reached from inside the network. */
  readonly reachable: readonly pulumi.Resource[];

  constructor(
    private readonly vaultName: string,
    private readonly args: KeyVaultArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("physical-ai:vault:KeyVault", vaultName, {}, opts);
    const { resourceGroup, location, names, tags, protect } = args.placement;
    this.vault = new keyvault.Vault(
      vaultName,
      {
        resourceGroupName: resourceGroup.name,
        location,
        vaultName: names.of("keyVault", args.purpose),
        properties: {
          tenantId: args.tenantId,
          sku: { family: "A", name: args.sku },
          enableRbacAuthorization: true,
          enableSoftDelete: true,
          softDeleteRetentionInDays: args.recoverableDays,
          enablePurgeProtection: true,
          enabledForDeployment: false,
          enabledForDiskEncryption: false,
          enabledForTemplateDeployment: false,
          publicNetworkAccess: "Disabled",
          networkAcls: { defaultAction: "Deny", bypass: args.unwrapsForAzure ? "AzureServices" : "None" },
        },
        tags,
      },
      { parent: this, protect },
    );
    // In a preview the properties are what was asked for, without the address; like the id, that is not known before the update.
    this.uri = pulumi.all([this.vault.properties, this.vault.id]).apply(([{ vaultUri }]) => vaultUri ?? "");
    this.reachable = args.access.connect(this, vaultName, { target: this.vault.id, services: ["vault"] });
    args.diagnostics.collect(this, vaultName, this.vault.id, { tables: "own" });
    this.registerOutputs({ uri: this.uri });
  }

  /** Keeps a secret, which ends with its lifetime. Written through Azure Resource Manager, for the vault itself is closed. */
  secret(name: string, args: SecretArgs): keyvault.Secret {
    return this.keep(name, args, []);
  }

  /** Makes room for a secret that another one writes: rights on it can be granted, and what is written stays. */
  reserveSecret(name: string, args: Omit<SecretArgs, "value">): keyvault.Secret {
    return this.keep(name, { ...args, value: NOT_WRITTEN }, ["properties", "tags"]);
  }

  /** ARM id of a secret. */
  secretId(name: string): pulumi.Output<string> {
    const secret = this.secrets.get(name);
    if (!secret) throw new Error(`The vault "${this.vaultName}" has no secret "${name}".`);
    return secret.id;
  }

  private keep(name: string, { value, lifetime, description }: SecretArgs, ignoreChanges: string[]): keyvault.Secret {
    const secret = new keyvault.Secret(
      name,
      {
        resourceGroupName: this.args.placement.resourceGroup.name,
        vaultName: this.vault.name,
        secretName: name,
        properties: {
          value: pulumi.secret(value),
          contentType: description,
          attributes: { enabled: true, notBefore: startOf(lifetime), expires: expiryOf(lifetime) },
        },
        tags: this.args.placement.tags,
      },
      { parent: this, additionalSecretOutputs: ["properties"], ignoreChanges },
    );
    this.secrets.set(name, secret);
    return secret;
  }

  /** Makes a key that Azure or the API server wraps other keys with; it never leaves the vault. */
  encryptionKey(name: string): EncryptionKey {
    const { placement, sku } = this.args;
    const key = new keyvault.Key(
      name,
      {
        resourceGroupName: placement.resourceGroup.name,
        vaultName: this.vault.name,
        keyName: name,
        properties: {
          rotationPolicy: ROTATION,
          kty: sku === "premium" ? "RSA-HSM" : "RSA",
          // Bits; the longest that every service takes.
          keySize: 3072,
          keyOps: ["wrapKey", "unwrapKey", "encrypt", "decrypt"],
          attributes: { enabled: true },
        },
        tags: placement.tags,
      },
      { parent: this, protect: placement.protect },
    );
    return { name, key, vault: this };
  }

  /** Lets `principal` read one secret and nothing else (Key Vault Secrets User). */
  grantReadSecret(principal: Principal, secretName: string): authorization.RoleAssignment {
    return this.grantAt(principal, roles.keyVaultSecretsUser, this.secretId(secretName), secretName);
  }

  /** Lets `principal` read and replace one secret (Key Vault Secrets Officer). */
  grantReplaceSecret(principal: Principal, secretName: string): authorization.RoleAssignment {
    return this.grantAt(principal, roles.keyVaultSecretsOfficer, this.secretId(secretName), secretName);
  }

  /** Lets `principal` wrap and unwrap with one key (Key Vault Crypto Service Encryption User). */
  grantWrap(principal: Principal, { name, key }: EncryptionKey): authorization.RoleAssignment {
    return this.grantAt(principal, roles.keyVaultCryptoEncryptionUser, key.id, name);
  }

  /** Lets `principal` encrypt and decrypt with one key (Key Vault Crypto User). */
  grantEncrypt(principal: Principal, { name, key }: EncryptionKey): authorization.RoleAssignment {
    return this.grantAt(principal, roles.keyVaultCryptoUser, key.id, name);
  }

  /** Grants any role on the whole vault. */
  grantOn(principal: Principal, role: Role): authorization.RoleAssignment {
    return this.grantAt(principal, role, this.vault.id);
  }

  private grantAt(principal: Principal, role: Role, scope: pulumi.Input<string>, part?: string) {
    const scopeName = part === undefined ? this.vaultName : `${this.vaultName}-${part}`;
    return grant(this, { names: this.args.placement.names, principal, role, scope, scopeName });
  }
}
