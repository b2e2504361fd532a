import * as core from "@pulumi/kubernetes/core";
import * as helm from "@pulumi/kubernetes/helm";
import * as pulumi from "@pulumi/pulumi";
import { CLIENT_ID_ANNOTATION } from "../kubernetes/client-id-annotation";
import { KeyVaultSecrets } from "../kubernetes/key-vault-secrets";
import type { VaultReader } from "../kubernetes/key-vault-secrets";
import type { BackendOperatorNeeds } from "./backend-operator-values";
import { backendOperatorValues } from "./backend-operator-values";
import { OPERATOR_NAMESPACE, RELEASES, SECRET_CLASSES, SERVICE_ACCOUNTS, WORKFLOWS_NAMESPACE } from "./cluster-names";
import { operatorSecretClass } from "./osmo-secrets";
import { pinnedRelease } from "./releases";

export interface BackendOperatorArgs {
  /** What the chart's values are computed from. */
  readonly needs: BackendOperatorNeeds;
  /** Who reads the backend's token, and nothing else. */
  readonly reader: VaultReader;
  /** Client id of the identity that workflows' pods are. */
  readonly workflowClientId: pulumi.Input<string>;
}

/**
 * OSMO's backend in this cluster, which runs the workflows' pods. It signs in by a token that ends (S-1, E-2). The release
 * is not awaited: the first token is there only once the control plane has issued it (docs/osmo.md), and pods wait for it.
 */
export class BackendOperator extends pulumi.ComponentResource {
  readonly release: helm.v3.Release;

  constructor(name: string, args: BackendOperatorArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:osmo:BackendOperator", name, {}, opts);
    const { needs, reader, workflowClientId } = args;
    new core.v1.ServiceAccount(
      SERVICE_ACCOUNTS.workflow,
      {
        metadata: {
          name: SERVICE_ACCOUNTS.workflow,
          namespace: WORKFLOWS_NAMESPACE,
          annotations: { [CLIENT_ID_ANNOTATION]: workflowClientId },
        },
        automountServiceAccountToken: false,
      },
      { parent: this },
    );
    const secrets = new KeyVaultSecrets(
      SECRET_CLASSES.operator,
      { namespace: OPERATOR_NAMESPACE, reader, ...operatorSecretClass },
      { parent: this },
    );
    this.release = new helm.v3.Release(
      name,
      {
        ...pinnedRelease("backend-operator"),
        // To take it back would take the accounts of its pods away, without which no first token can be tried.
        atomic: false,
        skipAwait: true,
        name: RELEASES.operator,
        namespace: OPERATOR_NAMESPACE,
        values: { ...backendOperatorValues(needs) },
      },
      { parent: this, dependsOn: [secrets] },
    );
    this.registerOutputs({});
  }
}
