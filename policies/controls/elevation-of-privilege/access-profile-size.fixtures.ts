import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { accessProfileSize } from "./access-profile-size";

const PERSON = "00000000-0000-4000-8000-0000000000AA";
const roleId = (index: number) =>
  `/providers/Microsoft.Authorization/roleDefinitions/00000000-0000-4000-8000-00000000000${index}`;
/** Grants of so many different roles to one principal. */
const grants = (count: number, principalId: unknown = PERSON, from?: string): readonly FixtureResource[] =>
  Array.from({ length: count }, (_, index): FixtureResource => ({
    type: AZURE.roleAssignment,
    name: `grant-${index}`,
    properties: { principalId, roleDefinitionId: roleId(index), scope: "/subscriptions/0/resourceGroups/rg" },
    ...(from !== undefined && { from: { principalId: [from] } }),
  }));
const identity: FixtureResource = {
  type: AZURE.userAssignedIdentity,
  name: "identity",
  properties: { resourceName: "id-workload" },
};
const eighth: FixtureResource = { ...grants(9)[8]!, type: AZURE.roleEligibility };

export default fixtures(accessProfileSize, {
  pass: [
    { title: "eight roles", resources: grants(8) },
    {
      title: "one role for many things",
      resources: Array.from({ length: 12 }, (_, index) => ({ ...grants(1)[0]!, name: `grant-${index}` })),
    },
    {
      title: "nine roles of two principals that are not known yet",
      resources: [
        identity,
        { ...identity, name: "other", properties: { resourceName: "id-other" } },
        ...grants(8, unknown, "identity"),
        { ...grants(9, unknown, "other")[8]! },
      ],
    },
    { title: "more, where the configuration allows them", settings: { mostRoles: 9 }, resources: grants(9) },
  ],
  fail: [
    { title: "nine roles of one person", resources: grants(9) },
    {
      title: "nine roles, once by another spelling of the id and once to ask for",
      resources: [...grants(7), { ...grants(8, PERSON.toLowerCase())[7]! }, eighth],
    },
    {
      title: "nine roles of an identity that is not known yet",
      resources: [identity, ...grants(9, unknown, "identity")],
    },
    { title: "more than the configuration allows", settings: { mostRoles: 3 }, resources: grants(4) },
  ],
  unknown: [
    {
      title: "who gets a ninth role is not known yet",
      resources: [...grants(8), { ...grants(9, unknown)[8]! }],
    },
    {
      title: "which role is the ninth is not known yet",
      resources: [
        ...grants(8),
        {
          type: AZURE.roleAssignment,
          name: "grant-8",
          properties: { principalId: PERSON, roleDefinitionId: unknown },
        },
      ],
    },
    {
      title: "which of a cluster's identities gets nine roles is not known yet",
      resources: [
        { type: AZURE.managedCluster, name: "aks", properties: { resourceName: "aks" } },
        ...grants(9, unknown, "aks"),
      ],
    },
  ],
  notApplicable: [{ title: "a stack that gives nobody a role", resources: [identity] }],
});
