import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";
import type { KeyVault } from "../vault/key-vault";
import type { Lifetime } from "../vault/lifetime";
import { SECRET_NAMES } from "../vault/secret-names";
import { AUTHORITY_HOURS, certificateHours, internalNames, pemFile, RENEWAL_HOURS } from "./certificate-profile";

export interface InternalCertificatesArgs {
  readonly vault: Pick<KeyVault, "secret">;
  /** From when the certificate is, and for how long; another day of issue makes a new one. */
  readonly lifetime: Lifetime;
}

/**
 * What OSMO's services prove themselves with to each other: an authority of the platform's own and one certificate that it
 * signed. Keys are in the vault and, encrypted, in the state. Part of S-1 and G3.
 *
 * The authority's key stays, so that certificates of one issue and the authority of the next trust each other: pods may
 * take over the new ones one after the other. Whom the key was stolen from replaces it with
 * `pulumi up --target-replace` and restarts the services.
 *
 * The day of issue renews them. Beside it the provider, which knows the time, calls a certificate that ends soon due for
 * renewal; users report that Pulumi does not hear of it (github.com/pulumi/pulumi-tls/issues/39).
 */
export class InternalCertificates extends pulumi.ComponentResource {
  constructor(name: string, args: InternalCertificatesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:osmo:InternalCertificates", name, {}, opts);
    const { vault, lifetime } = args;
    const authorityKey = this.key(`${name}-authority`, "P384");
    const authority = new tls.SelfSignedCert(
      `${name}-authority`,
      {
        privateKeyPem: authorityKey.privateKeyPem,
        subject: { commonName: "OSMO internal authority" },
        isCaCertificate: true,
        setSubjectKeyId: true,
        allowedUses: ["cert_signing", "crl_signing"],
        validityPeriodHours: AUTHORITY_HOURS,
        earlyRenewalHours: RENEWAL_HOURS,
      },
      { parent: this, additionalSecretOutputs: ["privateKeyPem"], replacementTrigger: lifetime.issued },
    );
    const key = this.key(`${name}-services`, "P256", lifetime.issued);
    const request = new tls.CertRequest(
      `${name}-services`,
      {
        privateKeyPem: key.privateKeyPem,
        subject: { commonName: "OSMO services" },
        dnsNames: [...internalNames()],
      },
      { parent: this, additionalSecretOutputs: ["privateKeyPem"] },
    );
    const certificate = new tls.LocallySignedCert(
      `${name}-services`,
      {
        caPrivateKeyPem: authorityKey.privateKeyPem,
        caCertPem: authority.certPem,
        certRequestPem: request.certRequestPem,
        allowedUses: ["digital_signature", "server_auth"],
        validityPeriodHours: certificateHours(lifetime),
        earlyRenewalHours: RENEWAL_HOURS,
      },
      { parent: this, additionalSecretOutputs: ["caPrivateKeyPem"], replacementTrigger: lifetime.issued },
    );
    vault.secret(SECRET_NAMES.internalCertificate, {
      value: pulumi
        .all([key.privateKeyPemPkcs8, certificate.certPem, authority.certPem])
        .apply((parts) => pemFile(...parts)),
      lifetime,
      description: "Key and certificates of OSMO's services",
    });
    vault.secret(SECRET_NAMES.internalAuthority, {
      value: authority.certPem,
      lifetime,
      description: "Certificate of the authority that OSMO's services trust",
    });
    this.registerOutputs({});
  }

  private key(name: string, ecdsaCurve: "P256" | "P384", issued?: string): tls.PrivateKey {
    return new tls.PrivateKey(
      name,
      { algorithm: "ECDSA", ecdsaCurve },
      {
        parent: this,
        additionalSecretOutputs: ["privateKeyPem", "privateKeyPemPkcs8", "privateKeyOpenssh"],
        ...(issued !== undefined && { replacementTrigger: issued }),
      },
    );
  }
}
