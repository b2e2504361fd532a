import * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import { grant, slugOf } from "../conventions/grants";
import type { Placement } from "../conventions/placement";
import type { BuiltInRole } from "../conventions/roles";
import { ACCESS_PROFILES, accessProfile } from "./role-profiles";
import type { ProfileName, ScopeName } from "./role-profiles";

export interface AccessProfilesArgs {
  readonly placement: Placement;
  /** Object id of the Entra group that has each profile; a profile without a group is granted to nobody. */
  readonly groups: Readonly<Partial<Record<ProfileName, string>>>;
  /** ARM ids of what there is to grant on. What is switched off is missing, and its roles with it. */
  readonly scopes: Readonly<Partial<Record<ScopeName, pulumi.Input<string>>>>;
  /** Subscription that the scopes are in. */
  readonly subscriptionId: pulumi.Input<string>;
  /** Whether administrators have to ask for their roles each time (Privileged Identity Management). */
  readonly adminsEligible: boolean;
}

/** What people may do: three profiles, given to groups, each role at the narrowest scope. Closes E-3. */
export class AccessProfiles extends pulumi.ComponentResource {
  constructor(name: string, args: AccessProfilesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:identity:AccessProfiles", name, {}, opts);
    for (const profile of ACCESS_PROFILES) {
      const group = args.groups[profile];
      if (group === undefined) continue;
      for (const { role, on } of accessProfile(profile)) {
        const scope = args.scopes[on];
        if (scope === undefined) continue;
        if (profile === "admins" && args.adminsEligible) this.makeEligible(args, group, role, scope, on);
        else {
          grant(this, {
            names: args.placement.names,
            principal: { grantName: profile, principalId: group, principalType: "Group" },
            role,
            scope,
            scopeName: on,
          });
        }
      }
    }
    this.registerOutputs({});
  }

  /** Lets the group's members take the role for a few hours, as the role's settings in Entra ID demand. */
  private makeEligible(
    { subscriptionId }: AccessProfilesArgs,
    group: string,
    role: BuiltInRole,
    scope: pulumi.Input<string>,
    scopeName: ScopeName,
  ): void {
    new authorization.PimRoleEligibilitySchedule(
      `admins-${slugOf(role)}-${scopeName}`,
      {
        scope,
        principalId: group,
        roleDefinitionId: pulumi.interpolate`/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role.id}`,
        scheduleInfo: { expiration: { type: "NoExpiration" } },
        justification: "Administrators of the platform ask for this role when they need it",
      },
      { parent: this },
    );
  }
}
