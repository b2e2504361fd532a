import * as keyvault from "@pulumi/azure-native/keyvault";
import type * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import { grant } from "../conventions/grants";
import type { Principal } from "../conventions/grants";
import type { LogSink } from "../conventions/log-sink";
import type { Names } from "../conventions/names";
import type { Placement } from "../conventions/placement";
import type { PrivateAccess } from "../conventions/private-access";
import { roles } from "../conventions/roles";

export interface KeyVaultArgs {
  readonly placement: Placement;
  /** Entra tenant whose identities may ask. */
  readonly tenantId: pulumi.Input<string>;
  /** `premium` keeps keys in hardware. */
  readonly sku: "standard" | "premium";
  /** Days that what was deleted can be brought back, 7 to 90. */
  readonly recoverableDays: number;
  /** The only way in. */
  readonly access: PrivateAccess;
  /** Where every read of a secret is logged. */
  readonly diagnostics: LogSink;
}

/** The platform's secrets and keys: roles instead of access policies, private, and nothing in it can be lost for good. Carries G2; part of G3. */
export class KeyVault extends pulumi.ComponentResource {
  readonly vault: keyvault.Vault;
  private readonly names: Names;
  /** Address of the vault, as in `https://kv-robots-dev-001.vault.azure.net/`. */
  readonly uri: pulumi.Output<string>;

  constructor(
    private readonly vaultName: string,
    args: KeyVaultArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("physical-ai:vault:KeyVault", vaultName, {}, opts);
    const { resourceGroup, location, names, tags, protect } = args.placement;
    this.names = names;
    this.vault = new keyvault.Vault(
      vaultName,
      {
        resourceGroupName: resourceGroup.name,
        location,
        vaultName: names.of("keyVault"),
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
          networkAcls: { defaultAction: "Deny", bypass: "None" },
        },
        tags,
      },
      { parent: this, protect },
    );
    this.uri = this.vault.properties.apply(({ vaultUri }) => vaultUri ?? "");
    args.access.connect(this, vaultName, { target: this.vault.id, services: ["vault"] });
    args.diagnostics.collect(this, vaultName, this.vault.id);
    this.registerOutputs({ uri: this.uri });
  }

  /** Lets `principal` read one secret and nothing else (Key Vault Secrets User). */
  grantReadSecret(principal: Principal, secretName: string): authorization.RoleAssignment {
    const scope = pulumi.interpolate`${this.vault.id}/secrets/${secretName}`;
    return grant(this, {
      names: this.names,
      principal,
      role: roles.keyVaultSecretsUser,
      scope,
      scopeName: `${this.vaultName}-${secretName}`,
    });
  }
}
