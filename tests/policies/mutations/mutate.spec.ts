import { expect } from "chai";
import { AZURE, KUBERNETES } from "../../../policies/framework/resource-types";
import { mutate } from "./mutate";
import type { Mutation, StackResource } from "./mutate";

const vault = resource(AZURE.keyVault, "vault", { properties: { acls: { rules: ["a", "b"] }, open: false } });
const other = resource(AZURE.keyVault, "other", {});
const job = resource("kubernetes:batch/v1:Job", "train", { spec: { parallelism: 1 } });
const all = [vault, other, job];

describe("mutate", () => {
  it("sets one value and leaves what it was given as it was", () => {
    const written = JSON.stringify(all);
    const path = ["properties", "open"];
    expect(propertiesAfter({ type: AZURE.keyVault, name: "vault", path, value: true })).to.deep.equal({
      properties: { acls: { rules: ["a", "b"] }, open: true },
    });
    expect(JSON.stringify(all)).to.equal(written);
  });

  it("makes a value of the one before", () => {
    const value = (before: unknown) => `${String(before)}!`;
    expect(
      propertiesAfter({ type: AZURE.keyVault, name: "vault", path: ["properties", "acls", "rules", 1], value }),
    ).to.deep.equal({ properties: { acls: { rules: ["a", "b!"] }, open: false } });
  });

  it("takes away a property or an item of a list", () => {
    const target = { type: AZURE.keyVault, name: "vault" } as const;
    expect(propertiesAfter({ ...target, path: ["properties", "open"], remove: true })).to.deep.equal({
      properties: { acls: { rules: ["a", "b"] } },
    });
    expect(propertiesAfter({ ...target, path: ["properties", "acls", "rules", 0], remove: true })).to.deep.equal({
      properties: { acls: { rules: ["b"] }, open: false },
    });
  });

  it("lets a changed property come from no other resource", () => {
    const [changed] = mutate([vault], { type: AZURE.keyVault, path: ["properties", "open"], value: true });
    expect(changed?.propertyDependencies).to.deep.equal({ tags: ["urn of tags"] });
  });

  it("finds a type whatever its API version", () => {
    expect(mutate(all, { type: KUBERNETES.job, drop: true })).to.deep.equal([vault, other]);
  });

  it("adds a resource and changes options", () => {
    const added = mutate(all, {
      add: { type: AZURE.subnet, name: "gpu", properties: { addressPrefix: "10.0.0.0/24" } },
    });
    expect(added.at(-1)).to.include({ type: AZURE.subnet, name: "gpu" });
    const [open] = mutate(all, { type: AZURE.keyVault, name: "vault", options: { protect: false } });
    expect(open?.options).to.deep.equal({ protect: false });
  });

  it("refuses what is not there, and what is there twice", () => {
    const missing = { type: AZURE.keyVault, name: "vault", path: ["properties", "nope", "x"], value: 1 } as const;
    expect(() => mutate(all, missing)).to.throw("properties.nope.x is not there");
    expect(() => mutate(all, { ...missing, path: ["nope"], remove: true })).to.throw("not there to be taken away");
    expect(() => mutate(all, { type: AZURE.keyVault, drop: true })).to.throw("2 resources are");
    expect(() => mutate(all, { type: AZURE.subnet, drop: true })).to.throw("0 resources are");
  });
});

function resource(type: string, name: string, properties: Record<string, unknown>): StackResource {
  const propertyDependencies = { properties: ["urn of properties"], tags: ["urn of tags"] };
  return { type, name, urn: `urn of ${name}`, properties, options: { protect: true }, propertyDependencies };
}

function propertiesAfter(mutation: Mutation): unknown {
  return mutate(all, mutation)[0]?.properties;
}
