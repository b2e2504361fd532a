import { expect } from "chai";
import { AccessRoles } from "../../../../components/kubernetes/access/access-roles";
import type { AccessRolesArgs } from "../../../../components/kubernetes/access/access-roles";
import { at, register } from "../../registered";

const groups = { readers: "r-id", contributors: "c-id", admins: "a-id" };
const registered = async (args: AccessRolesArgs) =>
  (await register(() => new AccessRoles("access", args), "update")).all.filter(({ type }) =>
    type.startsWith("kubernetes:"),
  );
const namesOf = (all: Awaited<ReturnType<typeof registered>>, kind: string) =>
  all.filter(({ type }) => type.endsWith(`:${kind}`)).map(({ name }) => name);

describe("roles for people", () => {
  it("are bound to the groups of their profiles", async () => {
    const all = await registered({ groups, namespaces: ["osmo-workflows", "azureml"] });
    const bindings = all.filter(({ type }) => /:(Cluster)?RoleBinding$/.test(type));
    expect(Object.fromEntries(bindings.map(({ name, inputs }) => [name, at(inputs, "subjects.0.name")]))).to.deep.equal(
      {
        "physical-ai-readers": "r-id",
        "physical-ai-contributors": "c-id",
        "readers-osmo-workflows": "r-id",
        "readers-azureml": "r-id",
        "contributors-osmo-workflows": "c-id",
        "contributors-azureml": "c-id",
      },
    );
    expect(new Set(bindings.map(({ inputs }) => at(inputs, "subjects.0.kind")))).to.deep.equal(new Set(["Group"]));
  });

  it("are there only for groups and namespaces that there are", async () => {
    const all = await registered({ groups: { readers: "r-id" }, namespaces: ["azureml"] });
    expect([namesOf(all, "Role"), namesOf(all, "ClusterRole")]).to.deep.equal([
      ["readers-azureml"],
      ["physical-ai-readers"],
    ]);
    expect(namesOf(all, "ValidatingAdmissionPolicy")).to.deep.equal([]);
  });

  it("come with a policy for the jobs that contributors start, which refuses", async () => {
    const all = await registered({ groups, namespaces: ["osmo-workflows"] });
    expect(namesOf(all, "ValidatingAdmissionPolicy")).to.deep.equal(["physical-ai-jobs-of-people"]);
    const binding = all.find(({ type }) => type.endsWith(":ValidatingAdmissionPolicyBinding"));
    expect(at(binding?.inputs, "spec.validationActions")).to.deep.equal(["Deny", "Audit"]);
  });
});
