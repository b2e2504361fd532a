import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { STACKS, platform } from "./built-platform";
import { grantTable } from "./grant-table";
import { idOf } from "./registered";
import type { Registrations } from "./registered";

for (const stack of STACKS) {
  describe(`Rights of ${stack}`, () => {
    let registered: Registrations;
    before(async () => {
      registered = await platform("update", stack);
    });

    it("grants exactly what the golden file says", () => {
      const file = join(__dirname, "golden", `grants.${stack}.txt`);
      expect(grantTable(registered)).to.equal(readFileSync(file, "utf8"));
    });

    it("makes nobody owner, contributor or administrator of access, and grants nothing beyond its resource group", () => {
      const ids = [
        ...registered.of("authorization:RoleAssignment"),
        ...registered.of("authorization:PimRoleEligibilitySchedule"),
      ].map(({ inputs }) => [String(inputs.roleDefinitionId), String(inputs.scope)]);
      const ruling = /8e3af657-a8ff-443c-a75c-2fe8c4bcb635|b24988ac-6180-42a0-ab88-20f7382dd24c|18d7d88d-d35e/;
      expect(ids.filter(([role]) => ruling.test(role!))).to.deep.equal([]);
      expect(ids.filter(([, scope]) => /^\/subscriptions\/[^/]+$|^\/$/.test(scope!))).to.deep.equal([]);
    });

    it("grants nothing on the whole resource group but reading", () => {
      const group = idOf(registered.one("resources:ResourceGroup"));
      const wide = registered
        .of("authorization:RoleAssignment")
        .filter(({ inputs }) => inputs.scope === group)
        .map(({ inputs }) => inputs.roleDefinitionId);
      expect(wide.filter((role) => !String(role).endsWith("acdd72a7-3385-48ef-bd42-f606fba81ae7"))).to.deep.equal([]);
    });

    it("names each grant by a uuid of its own, and says what kind of principal it is for", () => {
      const grants = registered.of("authorization:RoleAssignment").map(({ inputs }) => inputs);
      expect(new Set(grants.map((each) => each.roleAssignmentName)).size).to.equal(grants.length);
      expect(new Set(grants.map((each) => each.principalType))).to.deep.equal(new Set(["ServicePrincipal", "Group"]));
    });

    it("defines roles without a wildcard", () => {
      const actions = registered
        .of("authorization:RoleDefinition")
        .flatMap(({ inputs }) => inputs.permissions as { actions: string[]; dataActions: string[] }[])
        .flatMap((each) => [...each.actions, ...each.dataActions]);
      expect(actions.filter((action) => action.includes("*"))).to.deep.equal([]);
    });

    it("calls no function of Azure but for whom it is", () => {
      // The second answers where the API server is and who signed its certificate, and holds no credential.
      expect(new Set(registered.calls)).to.deep.equal(
        new Set([
          "azure-native:authorization:getClientConfig",
          "azure-native:containerservice:listManagedClusterUserCredentials",
        ]),
      );
    });
  });
}

describe("Platforms of one tenant", () => {
  it("name their grants differently", async () => {
    const namesOf = (each: Registrations) =>
      each.of("authorization:RoleAssignment").map(({ inputs }) => inputs.roleAssignmentName);
    const [dev, prod] = [namesOf(await platform("update", "dev")), namesOf(await platform("update", "prod"))];
    expect(dev.filter((name) => prod.includes(name))).to.deep.equal([]);
  });
});

describe("environments of GitHub", () => {
  it("have an identity each, which reads the resource group and changes nothing", async () => {
    const changes = { githubRepository: "robots/platform", githubEnvironments: ["dev", "prod"] };
    const registered = await platform("update", "dev", changes);
    const subjects = registered
      .of("managedidentity:FederatedIdentityCredential")
      .map(({ inputs }) => String(inputs.subject))
      .filter((subject) => subject.startsWith("repo:"));
    expect(subjects).to.deep.equal(["repo:robots/platform:environment:dev", "repo:robots/platform:environment:prod"]);
    const rights = grantTable(registered)
      .split("\n")
      .filter((line) => line.startsWith("github-"));
    expect(rights).to.deep.equal([
      "github-dev: Reader on /resources:ResourceGroup/platform",
      "github-prod: Reader on /resources:ResourceGroup/platform",
    ]);
  });
});
