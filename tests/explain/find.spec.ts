import { expect } from "chai";
import fc from "fast-check";
import { find, names, suggestions } from "../../explain/find";

/** What of the subject tells it from others. */
function foundBy(word: string): string | undefined {
  const subject = find(word);
  switch (subject?.kind) {
    case undefined:
      return undefined;
    case "threat":
      return subject.threat.id;
    case "element":
      return subject.element.id;
    case "inherited control":
      return subject.inherited.id;
    case "boundary":
      return subject.boundary.id;
    case "category":
      return subject.category;
    case "control":
      return subject.finding ?? subject.control.name;
    case "run policy":
      return subject.policy.name;
  }
}

describe("a name", () => {
  it("is found in whatever case", () => {
    for (const name of names) expect(foundBy(name.toUpperCase()), name).to.equal(foundBy(name));
    for (const name of names) expect(foundBy(name.toLowerCase()), name).not.to.equal(undefined);
  });

  const cases: readonly (readonly [string, string])[] = [
    ["t1", "T-1"],
    ["tb4", "TB-4"],
    ["Denial of Service", "Denial of Service"],
    ["denial_of_service", "Denial of Service"],
    ["MEK outside ConfigMap", "mek-outside-configmap"],
    ["mek-outside-configmap[osmo/mek-config]", "mek-outside-configmap[osmo/mek-config]"],
    ["MEK-outside-configmap[Osmo/MEK]", "mek-outside-configmap[Osmo/MEK]"],
    ["T-1 mek-outside-configmap[osmo/mek-config] fail: holds a key", "mek-outside-configmap[osmo/mek-config]"],
    ["waivers[waiver 3 of images-pinned]", "waivers"],
  ];
  for (const [word, name] of cases) it(`is found as "${word}"`, () => expect(foundBy(word)).to.equal(name));

  it("tells the threat E-1 from the evidence E1", () => {
    expect([foundBy("e-1"), foundBy("e1")]).to.deep.equal(["E-1", "E1"]);
  });

  const nothing = [
    "",
    "T-9",
    "T-1[osmo]",
    "no-such-control[x]",
    "mek-outside-configmap[]",
    "mek-outside-configmap[x",
    "..",
    "E 1",
  ];
  for (const word of nothing) it(`is not "${word}"`, () => expect(find(word)).to.equal(undefined));

  it("is not a word longer than any id", () => {
    expect(find(`mek-outside-configmap[${"x".repeat(300)}]`)).to.equal(undefined);
  });
});

describe("a word that names nothing", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["T-9", ["T-1"]],
    ["tamperin", ["tampering"]],
    ["mek-outside-configmpa", ["mek-outside-configmap"]],
    ["mek-outside-configmpa[osmo/x]", ["mek-outside-configmap[osmo/x]"]],
    ["mek", ["mek-outside-configmap", "mek-synced-from-key-vault"]],
    ["something else altogether", []],
    ["x", []],
  ];
  for (const [word, meant] of cases) {
    it(`brings up ${meant.length > 0 ? meant.join(" and ") : "nothing"} as "${word}"`, () => {
      expect(suggestions(word)).to.deep.equal(meant);
    });
  }

  it("brings up at most three names, each of which is found", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.constantFrom(...names).map((name) => name.slice(1)),
        ),
        (word) => {
          const meant = suggestions(word);
          expect(meant.length).to.be.at.most(3);
          for (const name of meant) expect(find(name), name).not.to.equal(undefined);
        },
      ),
    );
  });
});
