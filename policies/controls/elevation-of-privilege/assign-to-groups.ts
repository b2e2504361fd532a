import { ROLE_GRANTS } from "../../framework/azure-roles";
import { resourceControl } from "../../framework/control";
import { oneOf } from "../../framework/expectation";
import { AZURE } from "../../framework/resource-types";

export const assignToGroups = resourceControl({
  name: "assign-to-groups",
  threats: ["E-3"],
  severity: "medium",
  title: "People get roles by groups, never by themselves",
  rationale:
    "What one person was given stays when that person changes teams or leaves: nobody looks through assignments. A group has an owner, a review and a place where joiners and leavers are known, and no script has to hand out nine roles to each newcomer.",
  remediation: 'Assign the role to a group and set principalType to "Group": components/identity/access-profiles.ts.',
  references: { psrule: ["Azure.RBAC.UseGroups"] },
  resources: ROLE_GRANTS,
  *check(grant) {
    // A request for eligibility does not say to whom, unless by another API version: Azure looks it up.
    if (grant.type === AZURE.roleEligibility && grant.read("principalType").state === "absent") return;
    yield grant.expect("principalType", oneOf("Group", "ForeignGroup", "ServicePrincipal"), {
      // Left out, Azure takes it for a user.
      otherwise: "gives a role to one person, or to whom it does not say",
      set: 'principalType to "Group", with principalId of a group, or to "ServicePrincipal" for a workload',
    });
  },
});
