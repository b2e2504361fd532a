import { expect } from "chai";
import { importCommands, nameOf, requiredImages } from "../../../components/registry/images";

const all = requiredImages({ osmo: true }, {});

describe("images to import", () => {
  it("hold those that the existing platform's list forgets", () => {
    expect(all.map(({ repository }) => repository)).to.include.members([
      "osmo/authz-sidecar",
      "osmo/backend-test-runner",
      "third-party/envoy",
      "third-party/oauth2-proxy",
      "third-party/ratelimit",
    ]);
  });

  it("are called by a name once each, and never by the tag latest", () => {
    expect(new Set(all.map(nameOf)).size).to.equal(all.length);
    expect(all.filter(({ tag }) => tag === "latest" || tag === "")).to.deep.equal([]);
  });

  it("leave OSMO's out where there is no OSMO", () => {
    const without = requiredImages({ osmo: false }, {});
    expect(without.filter(({ repository }) => /^(osmo|third-party)\//.test(repository))).to.deep.equal([]);
  });

  it("take digests from the configuration where nobody has published one", () => {
    const digest = `sha256:${"a".repeat(64)}`;
    const [image] = requiredImages({ osmo: true }, { "osmo/service:6.3.1": digest });
    expect(image).to.include({ repository: "osmo/service", digest });
  });

  it("are fetched by digest where there is one, by tag otherwise", () => {
    const image = { source: "quay.io/a/b", repository: "third-party/b", tag: "v1", neededBy: "tests" };
    expect(importCommands([image, { ...image, digest: "sha256:0" }], "cr")).to.deep.equal([
      "az acr import --name cr --source quay.io/a/b:v1 --image third-party/b:v1",
      "az acr import --name cr --source quay.io/a/b@sha256:0 --image third-party/b:v1",
    ]);
  });

  it("are written as no shell takes for more than a word", () => {
    expect(importCommands(all, "crphysaidev001").filter((line) => !/^[\w./:@ -]+$/.test(line))).to.deep.equal([]);
  });
});
