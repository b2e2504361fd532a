import { createRequire } from "node:module";
import { expect } from "chai";
import fc from "fast-check";
import { Properties, unknown, withoutProxy } from "../../../policies/framework/reading";

/** The policy SDK's own proxy, which its types do not show. */
const { unknownCheckingProxy } = createRequire(__filename)("@pulumi/policy/proxy") as {
  unknownCheckingProxy: (properties: object) => object;
};
const read = (raw: unknown) => new Properties(raw);

describe("reading a property", () => {
  it("tells what is known, absent, unknown and malformed", () => {
    const properties = read({ a: { b: "x" }, none: null, later: unknown, text: "x" });
    expect(properties.text("a.b")).to.deep.equal({ state: "known", value: "x" });
    expect(properties.text("a.c").state).to.equal("absent");
    expect(properties.text("none").state).to.equal("absent");
    expect(properties.text("later").state).to.equal("unknown");
    expect(properties.text("later.deeper").state).to.equal("unknown");
    expect(properties.text("a").state).to.equal("malformed");
    expect(properties.text("text.deeper").state).to.equal("malformed");
  });

  it("takes the spellings of true and false that providers take", () => {
    for (const value of [true, "true", "True"])
      expect(read({ value }).flag("value")).to.deep.equal({ state: "known", value: true });
    for (const value of [false, "false", "FALSE"])
      expect(read({ value }).flag("value")).to.deep.equal({ state: "known", value: false });
    expect(read({ value: "yes" }).flag("value").state).to.equal("malformed");
  });

  it("finds nothing that only the language has put there", () => {
    for (const path of ["constructor", "toString", "__proto__", "a.constructor"])
      expect(read({ a: {} }).read(path).state, path).to.equal("absent");
  });

  it("reads on past an unknown value behind the policy SDK's proxy", () => {
    const proxied = unknownCheckingProxy({ later: unknown, now: "x", list: [unknown, "y"] });
    const properties = read(withoutProxy(proxied));
    expect(properties.text("later").state).to.equal("unknown");
    expect(properties.text("now")).to.deep.equal({ state: "known", value: "x" });
    const list = properties.list("list");
    expect(list.state === "known" && list.value.map((item) => item.text().state)).to.deep.equal(["unknown", "known"]);
  });

  it("never throws, whatever is there", () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true }),
        fc.array(fc.constantFrom("a", "b", "[0]", "__proto__"), { minLength: 1 }),
        (raw, path) => {
          const properties = read(raw);
          for (const method of ["read", "text", "flag", "number", "list", "entries"] as const)
            properties[method](path.join("."));
        },
      ),
    );
  });
});
