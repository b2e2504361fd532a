import * as pulumi from "@pulumi/pulumi";
import type { Placement } from "./conventions/placement";
import type { CustomerKey } from "./data/customer-key";
import type { CustomerKeyUse } from "./data/customer-key-uses";
import { WorkloadIdentity } from "./identity/workload-identity";
import { InternalCertificates } from "./osmo/internal-certificates";
import type { Platform } from "./platform";
import { KeyVault } from "./vault/key-vault";
import type { KeyVaultArgs } from "./vault/key-vault";
import { PlatformSecrets } from "./vault/platform-secrets";

/**
 * Secrets and keys, in vaults of their own: the control plane comes to the one, Azure to the other, and both to no secret.
 */
export class PlatformVaults {
  /** What all vaults have in common. */
  readonly common: Omit<KeyVaultArgs, "purpose" | "unwrapsForAzure">;
  readonly secrets: KeyVault;
  readonly clusterKeys: KeyVault | undefined;
  readonly dataKeys: KeyVault | undefined;
  /** Keys that sites of the VPN share, by site: the configuration's, and else ones that were made. */
  readonly sharedKeys: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(
    private readonly platform: Platform,
    private readonly placement: Placement,
    tenantId: pulumi.Input<string>,
  ) {
    const { config, logs, network } = platform;
    const child = { parent: platform };
    this.common = {
      placement,
      tenantId,
      sku: config.vaultSku,
      recoverableDays: config.vaultRecoverableDays,
      access: network.access,
      diagnostics: logs.sink,
    };
    this.secrets = new KeyVault("vault", this.common, child);
    const { vpnSharedKeys, workloadSecrets } = config;
    const lifetime = { issued: config.secretsIssued, days: config.secretDays };
    const made = new PlatformSecrets(
      "secrets",
      {
        vault: this.secrets,
        lifetime,
        protect: config.protect,
        osmo: config.osmo,
        scoring: config.machineLearning,
        sites: config.vpnSites.map((site) => site.name).filter((site) => !(site in vpnSharedKeys)),
        given: asSecrets(workloadSecrets),
      },
      child,
    );
    this.sharedKeys = { ...made.sharedKeys, ...asSecrets(vpnSharedKeys) };
    if (config.osmo) new InternalCertificates("internal-certificates", { vault: this.secrets, lifetime }, child);
    this.clusterKeys = config.apiServerVnetIntegration
      ? new KeyVault("cluster-keys", { ...this.common, purpose: "kms" }, child)
      : undefined;
    this.dataKeys =
      config.customerManagedKeys.length > 0
        ? new KeyVault("data-keys", { ...this.common, purpose: "cmk", unwrapsForAzure: true }, child)
        : undefined;
  }

  /** Makes the key that `use` is encrypted with, and who comes for it; undefined where Azure keeps that key. Once for each use. */
  customerKey(use: CustomerKeyUse): CustomerKey | undefined {
    const { dataKeys, placement, platform } = this;
    if (!dataKeys || !platform.config.customerManagedKeys.includes(use)) return undefined;
    const identity = new WorkloadIdentity(`${use}-encryption`, { placement }, { parent: platform });
    const key = dataKeys.encryptionKey(use);
    return { key, identity, granted: dataKeys.grantWrap(identity, key) };
  }
}

/** Values of the configuration as secrets. */
function asSecrets(values: Readonly<Record<string, string>>): Readonly<Record<string, pulumi.Output<string>>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, pulumi.secret(value)]));
}
