import { expect } from "chai";
import { oncePerObject, oncePerResource, oncePerText } from "../../../policies/framework/once";
import { Resource } from "../../../policies/framework/resource";

/** `read` that counts how often it is done. */
function counted<K, T>(read: (key: K) => T): { read: (key: K) => T; times: () => number } {
  let times = 0;
  return {
    read: (key) => {
      times += 1;
      return read(key);
    },
    times: () => times,
  };
}

const resource = (type: string, properties: unknown) => new Resource({ type, urn: "urn", name: "data", properties });

describe("what is done once", () => {
  it("for each text is, also where nothing comes of it", () => {
    const { read, times } = counted((text: string) => (text === "key" ? "value" : undefined));
    const once = oncePerText(read);
    expect([once("key"), once("key"), once("other"), once("other")]).to.deep.equal([
      "value",
      "value",
      undefined,
      undefined,
    ]);
    expect(times()).to.equal(2);
  });

  it("for each text goes on being right, and remembers no more, where somebody makes up texts without end", () => {
    const { read, times } = counted((text: string) => text.length);
    const once = oncePerText(read);
    for (let index = 0; index < 10_001; index += 1) once(`text-${index}`);
    expect([once("text-0"), once("text-10000"), once("text-10000")]).to.deep.equal([6, 10, 10]);
    expect(times()).to.equal(10_003);
  });

  it("for each object is, and for another that looks the same is done again", () => {
    const { read, times } = counted((object: { a: number }) => object.a);
    const once = oncePerObject(read);
    const object = { a: 1 };
    expect([once(object), once(object), once({ a: 1 })]).to.deep.equal([1, 1, 1]);
    expect(times()).to.equal(2);
  });

  it("for each resource is for all that have the same properties and type", () => {
    const { read, times } = counted((of: Resource) => of.type);
    const once = oncePerResource(read);
    const properties = { a: 1 };
    const pod = "kubernetes:core:Pod";
    const job = "kubernetes:batch:Job";
    const read3 = [resource(pod, properties), resource(pod, properties), resource(job, properties)].map(once);
    expect(read3).to.deep.equal([pod, pod, job]);
    expect(times()).to.equal(2);
  });
});
