import type * as authorization from "@pulumi/azure-native/authorization";
import * as containerregistry from "@pulumi/azure-native/containerregistry";
import * as pulumi from "@pulumi/pulumi";
import { grant } from "../conventions/grants";
import type { Principal } from "../conventions/grants";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";
import type { PrivateAccess } from "../conventions/private-access";
import { roles } from "../conventions/roles";
import type { Role } from "../conventions/roles";
import type { Cleanup } from "./cleanups";

export interface ContainerRegistryArgs {
  readonly placement: Placement;
  readonly zoneRedundant: boolean;
  /** `soft-delete`: what is deleted can be brought back for so many days; `purge-untagged`: what has no tag is deleted after them. */
  readonly cleanup: Cleanup;
  /** Days, 1 to 90. */
  readonly cleanupDays: number;
  /** The only way in. */
  readonly access: PrivateAccess;
  readonly diagnostics: LogSink;
}

/** The only place that the cluster pulls images from: private, identity-only, and nothing leaves it. Part of G3 and G4. */
export class ContainerRegistry extends pulumi.ComponentResource {
  readonly registry: containerregistry.Registry;
  readonly loginServer: pulumi.Output<string>;

  constructor(
    private readonly registryName: string,
    private readonly args: ContainerRegistryArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("physical-ai:registry:ContainerRegistry", registryName, {}, opts);
    const { resourceGroup, location, names, tags, protect } = args.placement;
    const softDelete = args.cleanup === "soft-delete";
    this.registry = new containerregistry.Registry(
      registryName,
      {
        resourceGroupName: resourceGroup.name,
        location,
        registryName: names.of("containerRegistry"),
        // Private endpoints are there in no other tier.
        sku: { name: "Premium" },
        adminUserEnabled: false,
        anonymousPullEnabled: false,
        dataEndpointEnabled: true,
        publicNetworkAccess: "Disabled",
        networkRuleBypassOptions: "None",
        networkRuleSet: { defaultAction: "Deny" },
        zoneRedundancy: args.zoneRedundant ? "Enabled" : "Disabled",
        policies: {
          exportPolicy: { status: "disabled" },
          // Nodes of AKS sign in with tokens for Azure Resource Manager.
          azureADAuthenticationAsArmPolicy: { status: "enabled" },
          quarantinePolicy: { status: "disabled" },
          softDeletePolicy: { status: softDelete ? "enabled" : "disabled", retentionDays: args.cleanupDays },
          retentionPolicy: { status: softDelete ? "disabled" : "enabled", days: args.cleanupDays },
        },
        tags,
      },
      { parent: this, protect },
    );
    this.loginServer = this.registry.loginServer;
    args.access.connect(this, registryName, { target: this.registry.id, services: ["registry"] });
    args.diagnostics.collect(this, registryName, this.registry.id);
    this.registerOutputs({ loginServer: this.loginServer });
  }

  /** Lets `principal` pull images and nothing else (AcrPull). */
  grantPull(principal: Principal): authorization.RoleAssignment {
    return this.grantOn(principal, roles.acrPull);
  }

  /** Lets `principal` pull and push images (AcrPush). */
  grantPush(principal: Principal): authorization.RoleAssignment {
    return this.grantOn(principal, roles.acrPush);
  }

  /** Grants any role on the registry. */
  grantOn(principal: Principal, role: Role): authorization.RoleAssignment {
    return grant(this, {
      names: this.args.placement.names,
      principal,
      role,
      scope: this.registry.id,
      scopeName: this.registryName,
    });
  }
}
