import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as pulumi from "@pulumi/pulumi";
import type { Principal } from "../conventions/grants";
import type { Placement } from "../conventions/placement";

export interface WorkloadIdentityArgs {
  readonly placement: Placement;
  /** Whose tokens stand for this identity: exactly one subject of one issuer each. */
  readonly federations?: Readonly<Record<string, Federation>>;
}

export interface Federation {
  /** Address of the issuer, as in the cluster's OIDC issuer. */
  readonly issuer: pulumi.Input<string>;
  /** As in `system:serviceaccount:NAMESPACE:NAME`; Azure compares it exactly. */
  readonly subject: pulumi.Input<string>;
}

/** Microsoft's audience for tokens that are exchanged; the only one that Entra ID takes by default. */
const TOKEN_EXCHANGE = "api://AzureADTokenExchange";

/** Who a workload is to Azure, without a password or a key: pods exchange their service account's token. Carries G1. */
export class WorkloadIdentity extends pulumi.ComponentResource implements Principal {
  readonly identity: managedidentity.UserAssignedIdentity;
  readonly grantName: string;
  /** What Azure calls it, known before it is there. */
  readonly identityName: string;
  readonly principalId: pulumi.Output<string>;
  readonly clientId: pulumi.Output<string>;
  readonly principalType = "ServicePrincipal";

  constructor(
    name: string,
    { placement, federations = {} }: WorkloadIdentityArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("physical-ai:identity:WorkloadIdentity", name, {}, opts);
    const { resourceGroup, location, names, tags } = placement;
    this.grantName = name;
    this.identityName = names.of("userAssignedIdentity", name);
    this.identity = new managedidentity.UserAssignedIdentity(
      name,
      { resourceGroupName: resourceGroup.name, location, resourceName: this.identityName, tags },
      { parent: this },
    );
    // Azure writes an identity's credentials one at a time, and refuses the second meanwhile.
    let previous: managedidentity.FederatedIdentityCredential | undefined;
    for (const [federation, { issuer, subject }] of Object.entries(federations)) {
      previous = new managedidentity.FederatedIdentityCredential(
        `${name}-${federation}`,
        {
          resourceGroupName: resourceGroup.name,
          resourceName: this.identity.name,
          federatedIdentityCredentialResourceName: federation,
          issuer,
          subject,
          audiences: [TOKEN_EXCHANGE],
        },
        { parent: this.identity, dependsOn: previous ? [previous] : [] },
      );
    }
    this.principalId = this.identity.principalId;
    this.clientId = this.identity.clientId;
    this.registerOutputs({ clientId: this.clientId });
  }
}
