import { expect } from "chai";
import { rolesOf } from "../../../components/osmo/role-policies";

const roles = rolesOf(["default", "night"], ["locomotion"]);
const granted = Object.entries(roles).flatMap(([role, { policies }]) =>
  policies.flatMap(({ actions, resources }) => actions.map((action) => ({ role, action, resources }))),
);

describe("OSMO's roles", () => {
  it("name what they allow; administrators alone may do everything", () => {
    const wide = granted.filter(({ action, resources }) => [action, ...resources].some((each) => each.includes("*")));
    expect([...new Set(wide.map(({ role }) => role))]).to.deep.equal(["osmo-admin"]);
  });

  it("let nobody issue tokens for others, but the rotation for the backend", () => {
    const tokens = granted.filter(({ action }) => action === "auth:Token");
    expect(tokens.map(({ role, resources }) => [role, resources])).to.deep.equal([
      ["osmo-default", []],
      ["osmo-token-rotator", ["user/backend-operator"]],
    ]);
  });

  it("let users run workflows in everybody's pools alone, and members of a team in theirs", () => {
    const create = granted.filter(({ action }) => action === "workflow:Create");
    expect(create).to.deep.equal([
      { role: "osmo-team-locomotion", action: "workflow:Create", resources: ["pool/locomotion"] },
      { role: "osmo-user", action: "workflow:Create", resources: ["pool/default", "pool/night"] },
    ]);
  });

  it("let nobody into what OSMO's parts tell each other but those parts", () => {
    const internal = granted.filter(({ action }) => action.startsWith("internal:"));
    expect(internal).to.deep.equal([
      { role: "osmo-backend", action: "internal:Operator", resources: ["backend/listener", "backend/worker"] },
      { role: "osmo-ctrl", action: "internal:Logger", resources: ["backend/workflow"] },
      {
        role: "osmo-ctrl",
        action: "internal:Router",
        resources: ["backend/exec", "backend/portforward", "backend/rsync", "backend/webserver"],
      },
    ]);
  });

  it("are given to everybody only as far as the one that everybody has", () => {
    const everybody = Object.entries(roles).filter(([, { external_roles }]) => external_roles.length === 0);
    expect(everybody.map(([name]) => name)).to.deep.equal(["osmo-default"]);
  });
});
