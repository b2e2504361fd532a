import { expect } from "chai";
import { isConstrainedDelegation } from "../../../policies/framework/delegation-condition";

const ACR_PULL = "7f951dda-4ed3-4680-a7ca-43fe172d538d";
const PRIVILEGED = [
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
  "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
];
const OF_ROLE = "[Microsoft.Authorization/roleAssignments:RoleDefinitionId]";
const unlessWriting = (asked: string) =>
  `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (${asked}))`;
const unlessDeleting = (asked: string) =>
  `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/delete'})) OR (${asked}))`;
const only = (of: string, ...roles: readonly string[]) =>
  `${of}${OF_ROLE} ForAnyOfAnyValues:GuidEquals {${roles.join(", ")}}`;
const none = (of: string, ...roles: readonly string[]) =>
  `${of}${OF_ROLE} ForAllOfAllValues:GuidNotEquals {${roles.join(", ")}}`;
const TO_WORKLOADS =
  "@Request[Microsoft.Authorization/roleAssignments:PrincipalType] StringEqualsIgnoreCase {'ServicePrincipal'}";
const both = (of: (target: string) => string) =>
  `${unlessWriting(of("@Request"))} AND ${unlessDeleting(of("@Resource"))}`;

describe("a condition of who may give out roles", () => {
  const holding: Record<string, string> = {
    "listed roles": both((of) => only(of, ACR_PULL)),
    "every role but those that give out roles": both((of) => none(of, ...PRIVILEGED)),
    "listed roles to workloads": unlessWriting(`${only("@Request", ACR_PULL)} AND ${TO_WORKLOADS}`),
  };
  for (const [what, condition] of Object.entries(holding)) {
    it(`holds back to ${what}`, () => expect(isConstrainedDelegation(condition)).to.equal(true));
  }

  const loose: Record<string, string> = {
    "an empty text": "",
    "a role that gives out roles among the listed": both((of) => only(of, ACR_PULL, PRIVILEGED[0]!)),
    "every role but Owner": both((of) => none(of, PRIVILEGED[0]!)),
    "listed principals only": unlessWriting(TO_WORKLOADS),
    "listed roles when they are taken away only": unlessDeleting(only("@Resource", ACR_PULL)),
    "another way out": `${both((of) => only(of, ACR_PULL))} OR (1 NumericEquals 1)`,
    "another action as a way out": unlessWriting(`${only("@Request", ACR_PULL)} OR ${TO_WORKLOADS}`),
    "text that nobody knows": `${both((of) => only(of, ACR_PULL))} AND something`,
  };
  for (const [what, condition] of Object.entries(loose)) {
    it(`does not hold back with ${what}`, () => expect(isConstrainedDelegation(condition)).to.equal(false));
  }
});
