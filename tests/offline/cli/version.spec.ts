import { expect } from "chai";
import { isAtLeast, parseVersion } from "../../../offline/cli/version";

describe("parseVersion", () => {
  const versions: Record<string, readonly number[] | undefined> = {
    "v3.255.0": [3, 255, 0],
    "3.250.0-alpha.1+dirty": [3, 250, 0],
    "go1.26.8": [1, 26, 8],
    "go1.27rc1": [1, 27, 0],
    "1.25": [1, 25, 0],
    "v3.255.0\n": [3, 255, 0],
    "devel go1.28": undefined,
    "": undefined,
  };
  for (const [text, version] of Object.entries(versions)) {
    it(`reads ${JSON.stringify(text)}`, () => expect(parseVersion(text)).to.deep.equal(version));
  }
});

describe("isAtLeast", () => {
  it("holds for the same version", () => expect(isAtLeast([3, 249, 0], [3, 249, 0])).to.equal(true));
  it("compares numbers, not text", () => expect(isAtLeast([3, 1000, 0], [3, 249, 0])).to.equal(true));
  it("lets a higher minor outweigh a lower patch", () => expect(isAtLeast([1, 26, 0], [1, 25, 11])).to.equal(true));
  it("fails for an older patch", () => expect(isAtLeast([1, 25, 10], [1, 25, 11])).to.equal(false));
  it("fails for an older major whatever follows", () => expect(isAtLeast([2, 999, 9], [3, 249, 0])).to.equal(false));
});
