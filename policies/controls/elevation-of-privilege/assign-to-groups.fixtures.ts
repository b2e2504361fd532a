import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { assignToGroups } from "./assign-to-groups";

const assignment = (principalType?: unknown): FixtureResource => ({
  type: AZURE.roleAssignment,
  name: "grant",
  properties: { principalId: unknown, principalType },
});

export default fixtures(assignToGroups, {
  pass: [
    { title: "a group", resources: [assignment("Group")] },
    { title: "a workload", resources: [assignment("ServicePrincipal")] },
    { title: "another case", resources: [assignment("group")] },
  ],
  fail: [
    { title: "a person", resources: [assignment("User")] },
    { title: "nothing is said, so Azure takes it for a person", resources: [assignment()] },
    { title: "a device", resources: [assignment("Device")] },
    { title: "a person in another case", resources: [assignment("user")] },
    {
      title: "an old API version",
      resources: [{ ...assignment("User"), type: "azure-native:authorization/v20200401preview:RoleAssignment" }],
    },
  ],
  unknown: [{ title: "to whom is not known yet", resources: [assignment(unknown)] }],
  notApplicable: [
    {
      title: "a request for eligibility, which does not say to whom",
      resources: [{ ...assignment(), type: AZURE.roleEligibility }],
    },
  ],
});
