import * as proxy from "@pulumi/policy/proxy";
import { expect } from "chai";
import fc from "fast-check";
import { Properties, withoutProxy } from "../../../policies/framework/reading";

// The SDK's type declarations leave out what it calls internal.
const sdk = proxy as unknown as Readonly<Record<string, string>> & {
  unknownCheckingProxy: (properties: object) => object;
};
const KINDS = ["Boolean", "Number", "String", "Array", "Asset", "Archive", "Object"] as const;
const sentinelOf = (kind: (typeof KINDS)[number]) => sdk[`unknown${kind}Value`];
const READS = ["read", "text", "flag", "number", "list", "entries"] as const;
const seen = (raw: object) => new Properties(withoutProxy(sdk.unknownCheckingProxy(raw)));

describe("a value that the engine does not know yet", () => {
  for (const kind of KINDS) {
    it(`is unknown to every read, when it will be of the kind ${kind}`, () => {
      const properties = seen({ later: sentinelOf(kind) });
      expect(READS.map((read) => properties[read]("later").state)).to.deep.equal(READS.map(() => "unknown"));
    });

    it(`is unknown through and through, when it will be of the kind ${kind}`, () => {
      const properties = seen({ later: sentinelOf(kind) });
      expect(properties.text("later.deep.deeper").state).to.equal("unknown");
      expect(properties.text("later[3].deeper").state).to.equal("unknown");
    });
  }

  it("leaves what is beside it known, in objects and lists", () => {
    const properties = seen({
      acls: { later: sentinelOf("String"), access: "Disabled" },
      ports: [sentinelOf("Number"), 443],
    });
    expect(properties.text("acls.access")).to.deep.equal({ state: "known", value: "Disabled" });
    expect(properties.number("ports[1]")).to.deep.equal({ state: "known", value: 443 });
    expect(properties.number("ports[0]")).to.deep.equal({ state: "unknown" });
  });

  it("leaves the entries beside it known", () => {
    const entries = seen({ tags: { later: sentinelOf("String"), now: "x" } }).entries("tags");
    const states = entries.state === "known" && entries.value.map(([key, value]) => [key, value.text().state]);
    expect(states).to.deep.equal([
      ["later", "unknown"],
      ["now", "known"],
    ]);
  });

  it("is not any text that only holds it", () => {
    expect(seen({ text: `x${sentinelOf("String")}` }).text("text").state).to.equal("known");
  });
});

describe("reading through the policy SDK's proxy", () => {
  it("finds what stands below it, whatever was planted there, and never throws", () => {
    const leaf = fc.oneof(
      fc.constantFrom(...KINDS.map(sentinelOf)),
      fc.string(),
      fc.boolean(),
      fc.double(),
      fc.constant(null),
    );
    const keys = fc.constantFrom("a", "b", "__proto__", "constructor", "toString", "__isSpecialProxy", "length");
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie("tree")), fc.dictionary(keys, tie("tree"))),
    }));
    const paths = fc
      .array(fc.oneof(keys, fc.constantFrom("[0]", "[9]", "", ".", "][")))
      .map((steps) => steps.join("."));
    fc.assert(
      fc.property(tree, fc.string(), paths, (value, key, path) => {
        const properties = seen({ [key]: value, a: value });
        for (const read of READS) {
          expect(["known", "absent", "unknown", "malformed"]).to.include(properties[read](path).state);
          expect(["known", "absent", "unknown", "malformed"]).to.include(properties[read](`a.${path}`).state);
        }
      }),
    );
  });
});

describe("reading a number", () => {
  it("takes a numeric text for one, and nothing else", () => {
    const values = [7, "7", " 7 ", "-0.5", "", " ", "7 days", true, null, [7], Number.NaN, Number.POSITIVE_INFINITY];
    const states = values.map((value) => new Properties({ value }).number("value").state);
    expect(states).to.deep.equal([
      ...["known", "known", "known", "known"],
      ...["malformed", "malformed", "malformed", "malformed"],
      ...["absent", "malformed", "malformed", "malformed"],
    ]);
  });
});
