import * as apps from "@pulumi/kubernetes/apps";
import * as core from "@pulumi/kubernetes/core";
import type * as kubernetes from "@pulumi/kubernetes/types/input";
import * as pulumi from "@pulumi/pulumi";
import { CLIENT_ID_ANNOTATION } from "../kubernetes/client-id-annotation";
import { KeyVaultSecrets, VAULT_MOUNT, vaultVolume } from "../kubernetes/key-vault-secrets";
import type { VaultReader } from "../kubernetes/key-vault-secrets";
import type { NamespaceName } from "../kubernetes/namespaces";
import { READ_ONLY, RUNTIME_SECCOMP, userAndGroup } from "../kubernetes/pod-security";
import { SECRET_NAMES } from "../vault/secret-names";
import { SCORING_CERTIFICATE } from "./extension-settings";

export interface ScoringCertificateArgs {
  /** Where the operator's certificate and key are, and who reads them. */
  readonly reader: VaultReader;
  /** What the pod runs, which only waits: PAUSE_IMAGE as the cluster pulls it. */
  readonly image: pulumi.Input<string>;
}

/** Name of the service account, the pods' label `app` and everything else of it. */
const NAME = "scoring-certificate";
/** Only there does the extension look for the Secret. */
const NAMESPACE: NamespaceName = "azureml";
/** User of the image that waits; it has no other. */
const USER = 65535;

/**
 * The certificate that models answer with, as the Secret that the extension of Azure Machine Learning reads: kept like the
 * vault's by a pod that mounts it, for as long as that pod is there. Has to be there before the extension. Part of T-3.
 */
export class ScoringCertificate extends pulumi.ComponentResource {
  /** Is ready once the Secret is there. */
  readonly deployment: apps.v1.Deployment;

  constructor(name: string, args: ScoringCertificateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:ml:ScoringCertificate", name, {}, opts);
    const child = { parent: this };
    const account = new core.v1.ServiceAccount(
      NAME,
      {
        metadata: {
          name: NAME,
          namespace: NAMESPACE,
          annotations: { [CLIENT_ID_ANNOTATION]: args.reader.clientId },
        },
        automountServiceAccountToken: false,
      },
      child,
    );
    const secrets = new KeyVaultSecrets(
      NAME,
      {
        namespace: NAMESPACE,
        reader: args.reader,
        files: [
          { secret: SECRET_NAMES.scoringCertificate, file: "cert.pem" },
          { secret: SECRET_NAMES.scoringKey, file: "key.pem" },
        ],
        synced: [{ name: SCORING_CERTIFICATE, data: { "cert.pem": "cert.pem", "key.pem": "key.pem" } }],
      },
      child,
    );
    this.deployment = new apps.v1.Deployment(
      NAME,
      {
        metadata: { name: NAME, namespace: NAMESPACE, labels: { app: NAME } },
        spec: {
          replicas: 1,
          selector: { matchLabels: { app: NAME } },
          template: { metadata: { labels: { app: NAME } }, spec: podSpec(args.image) },
        },
      },
      { parent: this, dependsOn: [account, secrets.providerClass] },
    );
    this.registerOutputs({});
  }
}

/**
 * A pod that waits. It mounts the Secret's public half beside the vault's files: the driver makes the Secret from those
 * files, and until it has, the pod does not start. So whoever waits for the pod waits for the Secret.
 */
function podSpec(image: pulumi.Input<string>): kubernetes.core.v1.PodSpec {
  return {
    serviceAccountName: NAME,
    automountServiceAccountToken: false,
    securityContext: { ...userAndGroup(USER), ...RUNTIME_SECCOMP },
    containers: [
      {
        name: "wait",
        image,
        securityContext: READ_ONLY,
        resources: { requests: { cpu: "5m", memory: "8Mi" }, limits: { cpu: "20m", memory: "16Mi" } },
        volumeMounts: [
          { name: "vault", mountPath: VAULT_MOUNT, readOnly: true },
          { name: "synced", mountPath: "/mnt/synced", readOnly: true },
        ],
      },
    ],
    volumes: [
      vaultVolume(NAME),
      {
        name: "synced",
        secret: { secretName: SCORING_CERTIFICATE, items: [{ key: "cert.pem", path: "cert.pem" }], defaultMode: 0o444 },
      },
    ],
  };
}
