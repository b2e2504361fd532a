import { expect } from "chai";
import fc from "fast-check";
import { roles } from "../../../components/conventions/roles";
import { ACCESS_PROFILES, accessProfile } from "../../../components/identity/role-profiles";

const anyProfile = fc.constantFrom(...ACCESS_PROFILES);
const table = (profile: (typeof ACCESS_PROFILES)[number]) =>
  accessProfile(profile).map(({ role, on }) => `${role.name} on ${on}`);

describe("access profiles", () => {
  it("let readers see, and change nothing", () => {
    expect(table("readers")).to.deep.equal([
      "Reader on resource-group",
      "Azure Kubernetes Service Cluster User Role on cluster",
      "Log Analytics Reader on logs",
      "Grafana Viewer on grafana",
      "Storage Blob Data Reader on datasets",
      "Storage Blob Data Reader on models",
    ]);
  });

  it("let contributors work with data, images and jobs", () => {
    expect(table("contributors").slice(3)).to.deep.equal([
      "Grafana Editor on grafana",
      "Storage Blob Data Contributor on datasets",
      "Storage Blob Data Contributor on checkpoints",
      "Storage Blob Data Contributor on models",
      "AcrPush on registry",
      "AzureML Data Scientist on machine-learning",
      "Storage Blob Data Contributor on machine-learning-storage",
    ]);
  });

  it("let admins into the cluster and the vault", () => {
    expect(table("admins").slice(3)).to.deep.equal([
      "Azure Kubernetes Service RBAC Cluster Admin on cluster",
      "Grafana Admin on grafana",
      "Key Vault Secrets Officer on vault",
      "AcrPush on registry",
      "Storage Blob Data Contributor on state",
    ]);
  });

  it("never hold a role that rules over all of Azure, or manages its own rights", () => {
    const ruling = /^(Owner|Contributor|User Access Administrator|Role Based Access Control Administrator)$/;
    fc.assert(
      fc.property(anyProfile, (profile) => accessProfile(profile).every(({ role }) => !ruling.test(role.name))),
    );
  });

  it("hold nothing but reading on the whole resource group", () => {
    fc.assert(
      fc.property(anyProfile, (profile) =>
        accessProfile(profile).every(({ role, on }) => on !== "resource-group" || role.id === roles.reader.id),
      ),
    );
  });

  it("hold each role on each thing once", () => {
    fc.assert(fc.property(anyProfile, (profile) => new Set(table(profile)).size === table(profile).length));
  });
});

describe("roles", () => {
  it("are told apart by name and id", () => {
    const all = Object.values(roles);
    expect(new Set(all.map(({ id }) => id)).size).to.equal(all.length);
    expect(new Set(all.map(({ name }) => name)).size).to.equal(all.length);
  });

  it("have ids as Azure writes them", () => {
    expect(
      Object.values(roles).filter(({ id }) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)),
    ).to.deep.equal([]);
  });

  it("leave out the three that rule over everything", () => {
    const ruling = [
      "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
      "b24988ac-6180-42a0-ab88-20f7382dd24c",
      "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
    ];
    expect(Object.values(roles).filter(({ id }) => ruling.includes(id))).to.deep.equal([]);
  });
});
