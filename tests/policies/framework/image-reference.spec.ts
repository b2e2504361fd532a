import { expect } from "chai";
import { comesFrom, imageReference, pinOf } from "../../../policies/framework/image-reference";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const parts = (text: string) => {
  const { registry, repository, tag, digest } = imageReference(text) ?? {};
  return [registry, repository, tag, digest];
};
const isFrom = (text: string, ...approved: readonly string[]) => {
  const reference = imageReference(text);
  return reference !== undefined && comesFrom(reference, approved);
};

describe("a reference to an image", () => {
  it("means Docker Hub where it names no host", () => {
    expect(parts("python")).to.deep.equal(["docker.io", "library/python", undefined, undefined]);
    expect(parts("bitnami/redis:8")).to.deep.equal(["docker.io", "bitnami/redis", "8", undefined]);
  });

  it("has a host where its first part has a dot or a port, or is localhost", () => {
    expect(parts("quay.io/a/b:1")).to.deep.equal(["quay.io", "a/b", "1", undefined]);
    expect(parts("localhost/a")).to.deep.equal(["localhost", "a", undefined, undefined]);
    expect(parts("registry:5000/a")).to.deep.equal(["registry:5000", "a", undefined, undefined]);
  });

  it("has a tag and a digest", () => {
    expect(parts(`quay.io/a:1@${DIGEST}`)).to.deep.equal(["quay.io", "a", "1", DIGEST]);
  });

  for (const text of ["", "https://quay.io/a", "quay.io/a@b@c", "quay.io/A b", "quay.io/", "quаy.io/a", " quay.io/a"]) {
    it(`is none in "${text}"`, () => expect(imageReference(text)).to.equal(undefined));
  }

  it("comes from a host that is approved, whatever the case", () => {
    expect(isFrom("MCR.microsoft.com/a", "mcr.microsoft.com")).to.equal(true);
    expect(isFrom("mcr.microsoft.com.example/a", "mcr.microsoft.com")).to.equal(false);
  });

  it("comes from one label in place of the asterisk", () => {
    expect(isFrom("cr.azurecr.io/a", "*.azurecr.io")).to.equal(true);
    expect(isFrom("a.cr.azurecr.io/a", "*.azurecr.io")).to.equal(false);
    expect(isFrom("azurecr.io/a", "*.azurecr.io")).to.equal(false);
  });

  it("comes from a place in a registry by whole parts of its path", () => {
    expect(isFrom("nvcr.io/nvidia/a", "nvcr.io/nvidia/")).to.equal(true);
    expect(isFrom("nvcr.io/nvidia-evil/a", "nvcr.io/nvidia")).to.equal(false);
  });

  it("is pinned by 64 digits of SHA-256 alone", () => {
    expect(pinOf({ digest: DIGEST })).to.equal("digest");
    expect(pinOf({ digest: DIGEST.toUpperCase() })).to.equal("tag");
    expect(pinOf({ tag: "1" })).to.equal("tag");
    expect(pinOf({ tag: "latest" })).to.equal("latest");
    expect(pinOf({})).to.equal("latest");
  });
});
