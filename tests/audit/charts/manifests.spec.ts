import { expect } from "chai";
import { manifestsIn } from "../../../audit/charts/manifests";

const configMap = (name: string, more = "") => `---
# Source: fleet/templates/settings.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
${more}`;

describe("the objects that a chart renders", () => {
  it("are its documents, without empty ones", () => {
    const text = `${configMap("one")}---\n# Source: fleet/templates/empty.yaml\n---\n\n${configMap("two")}---\nnull\n`;
    expect(manifestsIn(text)).to.deep.equal([
      { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "one" } },
      { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "two" } },
    ]);
  });

  it("are none where nothing is rendered", () => {
    expect(manifestsIn("")).to.deep.equal([]);
    expect(manifestsIn("\n---\n# nothing\n")).to.deep.equal([]);
  });

  it("are read as Kubernetes reads YAML", () => {
    const data =
      "yes: yes\noff: OFF\noctal: 010\ndate: 2026-01-02\ntime: 12:30:45\nquoted: 'yes'\nbinary: 0b11\ntwice: 1\ntwice: 2\n";
    const [object] = manifestsIn(`apiVersion: v1\nkind: ConfigMap\n${data}`);
    expect(object).to.deep.equal({
      apiVersion: "v1",
      kind: "ConfigMap",
      true: true,
      false: false,
      octal: 8,
      date: "2026-01-02",
      time: "12:30:45",
      quoted: "yes",
      binary: 3,
      twice: 2,
    });
  });

  it("have their anchors and merge keys resolved", () => {
    const [object] = manifestsIn(configMap("one", "data:\n  a: &a { x: '1', z: '1' }\n  b: { <<: *a, x: '2' }\n"));
    expect(object?.data).to.deep.equal({ a: { x: "1", z: "1" }, b: { x: "2", z: "1" } });
  });

  it("are those of a list, whose items need not repeat its kind", () => {
    const list = `apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: one } }
  - apiVersion: apps/v1
    kind: DeploymentList
    items: [{ metadata: { name: two } }, null]
`;
    expect(manifestsIn(list)).to.deep.equal([
      { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "one" } },
      { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "two" } },
    ]);
  });

  it("include an object of a kind called ...List that is none", () => {
    expect(manifestsIn("apiVersion: example.org/v1\nkind: AllowList\nspec: {}\n")).to.have.length(1);
  });

  for (const [hook, isThere] of [
    ["pre-install,pre-upgrade", true],
    ["test", false],
    ["test-success", false],
    ["test, post-install", true],
    ["", true],
  ] as const) {
    it(`${isThere ? "include" : "leave out"} a hook for "${hook}"`, () => {
      const hooked = configMap("one").replace("  name: one", `  name: one\n  annotations: { helm.sh/hook: "${hook}" }`);
      expect(manifestsIn(hooked)).to.have.length(isThere ? 1 : 0);
    });
  }

  for (const [title, text, reason] of [
    ["no YAML", configMap("one", "data: [\n"), "a document of fleet/templates/settings.yaml is no YAML"],
    ["a list at the top", `${configMap("one")}---\n- a\n`, "its document 2 is no object of Kubernetes"],
    ["a text", "hello\n", "its document 1 is no object of Kubernetes"],
    ["an object without a kind", "apiVersion: v1\nmetadata: {}\n", "its document 1 is no object of Kubernetes"],
    [
      "an object whose kind is no text",
      "apiVersion: v1\nkind: { a: 1 }\n",
      "its document 1 is no object of Kubernetes",
    ],
    [
      "a document that is part of itself",
      "apiVersion: v1\nkind: ConfigMap\ndata: &data\n  self: *data\n",
      "its document 1 repeats itself without end",
    ],
  ] as const) {
    it(`are not to be had from ${title}`, () => {
      expect(() => manifestsIn(text)).to.throw(reason);
    });
  }

  it("are not to be had from aliases that unfold to millions", () => {
    const levels = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
    for (const [above, below] of ["ba", "cb", "dc", "ed", "fe", "gf"]) {
      levels.push(`${above}: &${above} [${Array.from({ length: 10 }, () => `*${below}`).join(", ")}]`);
    }
    expect(() => manifestsIn(`apiVersion: v1\nkind: ConfigMap\n${levels.join("\n")}\n`)).to.throw("without end");
  });
});
