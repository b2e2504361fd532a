import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { KeyVault } from "./key-vault";
import type { Lifetime } from "./lifetime";
import { SECRET_NAMES } from "./secret-names";

export interface PlatformSecretsArgs {
  readonly vault: KeyVault;
  readonly lifetime: Lifetime;
  /** Whether the master key, without which data is lost, refuses to be deleted. */
  readonly protect: boolean;
  /** Whether OSMO is there, and what is made for it. */
  readonly osmo: boolean;
  /** Whether models answer from the cluster, by a certificate that the operator brings. */
  readonly scoring: boolean;
  /** Sites of the VPN for which the operator has no key. */
  readonly sites: readonly string[];
  /** Secrets of others that workloads need, by name: tokens of model hubs and registries. */
  readonly given: Readonly<Record<string, pulumi.Output<string>>>;
}

/** The vault's name for certificates and keys of the kind that programs read. */
const PEM = "application/x-pem-file";

/** Characters, and bytes of keys. */
const LENGTHS = { password: 43, sharedKey: 64, bytes: 32 };

/**
 * The platform's secrets: made here, kept in the vault, told to nobody. All end with their lifetime; those that can be made
 * anew are, once the day of issue changes. OSMO's master key cannot: what it wraps would be lost. Part of T-1, S-2, E-2 and G2.
 */
export class PlatformSecrets extends pulumi.ComponentResource {
  /** Keys that were made for sites of the VPN, by site. */
  readonly sharedKeys: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: PlatformSecretsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:vault:PlatformSecrets", name, {}, opts);
    const { vault, lifetime, sites } = args;
    const keep = (secretName: string, value: pulumi.Input<string>, description: string) =>
      vault.secret(secretName, { value, lifetime, description });
    if (args.osmo) {
      keep(SECRET_NAMES.masterKey, this.masterKey(args.protect), "Master encryption key of OSMO");
      keep(
        SECRET_NAMES.database,
        this.password(SECRET_NAMES.database, LENGTHS.password, lifetime),
        "Password of OSMO's database role",
      );
      keep(SECRET_NAMES.cookie, this.cookie(lifetime), "Key of the gateway's cookies");
      vault.reserveSecret(SECRET_NAMES.backendToken, { lifetime, description: "Token of OSMO's backend" });
      vault.reserveSecret(SECRET_NAMES.redisKey, { lifetime, description: "Access key of Redis" });
      vault.reserveSecret(SECRET_NAMES.gatewayCertificate, { lifetime, description: PEM });
    }
    if (args.scoring) {
      vault.reserveSecret(SECRET_NAMES.scoringCertificate, { lifetime, description: PEM });
      vault.reserveSecret(SECRET_NAMES.scoringKey, { lifetime, description: PEM });
    }
    this.sharedKeys = Object.fromEntries(
      sites.map((site) => {
        const key = this.password(`vpn-${site}`, LENGTHS.sharedKey, lifetime);
        keep(`vpn-${site}`, key, `Shared key of the VPN site ${site}`);
        return [site, key];
      }),
    );
    for (const [secretName, value] of Object.entries(args.given)) keep(secretName, value, "Given by the operator");
    this.registerOutputs({});
  }

  private password(name: string, length: number, { issued }: Lifetime): pulumi.Output<string> {
    return new random.RandomPassword(
      name,
      { length, special: false, minLower: 4, minUpper: 4, minNumeric: 4, keepers: { issued } },
      { parent: this, additionalSecretOutputs: ["result", "bcryptHash"] },
    ).result;
  }

  private cookie({ issued }: Lifetime): pulumi.Output<string> {
    return new random.RandomBytes(
      SECRET_NAMES.cookie,
      { length: LENGTHS.bytes, keepers: { issued } },
      { parent: this, additionalSecretOutputs: ["base64", "hex"] },
    ).base64.apply(urlSafe);
  }

  private masterKey(protect: boolean): pulumi.Output<string> {
    const bytes = new random.RandomBytes(
      SECRET_NAMES.masterKey,
      { length: LENGTHS.bytes },
      { parent: this, protect, additionalSecretOutputs: ["base64", "hex"] },
    );
    return bytes.base64.apply(masterKeyFile);
  }
}

/** OSMO's file of master keys: a JSON web key (RFC 7517) in base64 for each name, and the name of the current one. */
export function masterKeyFile(base64: string): string {
  const name = "key1";
  const key = JSON.stringify({ k: urlSafe(base64), kid: name, kty: "oct" });
  return `currentMek: ${name}\nmeks:\n  ${name}: ${Buffer.from(key).toString("base64")}\n`;
}

function urlSafe(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
