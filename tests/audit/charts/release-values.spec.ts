import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { releaseValues } from "../../../audit/charts/release-values";
import { asset, encrypted, UNKNOWN } from "./deployments";

describe("the values of a Helm release", () => {
  const folder = mkdtempSync(join(tmpdir(), "release-values-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function reason(inputs: Record<string, unknown>): Promise<string> {
    try {
      await releaseValues(inputs, folder);
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error("It was read.");
  }

  it("are those of its files, each in place of what came before at the top, and then its own, merged", async () => {
    writeFileSync(join(folder, "second.yaml"), "auth: { port: 2 }\nhosts: [c]\n");
    const { values } = await releaseValues(
      {
        valueYamlFiles: [
          asset({ text: "auth: { enabled: true, port: 1 }\nhosts: [a, b]\nlevel: INFO\n" }),
          asset({ path: "second.yaml" }),
        ],
        values: { auth: { user: "somebody" }, hosts: [], replicas: 0 },
      },
      folder,
    );
    expect(values).to.deep.equal({ auth: { port: 2, user: "somebody" }, hosts: [], level: "INFO", replicas: 0 });
  });

  it("have no nulls, so that none takes away a default of the chart", async () => {
    const inputs = { values: { a: null, b: { c: null, d: 1 }, e: [1, null, { f: null }] } };
    expect((await releaseValues(inputs, folder)).values).to.deep.equal({ b: { d: 1 }, e: [1, {}] });
  });

  it("keep their nulls where the program allows them", async () => {
    const inputs = { values: { a: null, b: { c: null } }, allowNullValues: true };
    expect((await releaseValues(inputs, folder)).values).to.deep.equal({ a: null, b: { c: null } });
  });

  it("keep a key that JavaScript has a meaning for", async () => {
    const inputs = { values: JSON.parse('{"__proto__": {"polluted": true}}') as Record<string, unknown> };
    const { values } = await releaseValues(inputs, folder);
    expect(JSON.stringify(values)).to.equal('{"__proto__":{"polluted":true}}');
    expect({}).not.to.have.property("polluted");
  });

  it("have stand-ins for what is unknown and secret, which are remembered", async () => {
    const { values, guesses } = await releaseValues({ values: { host: UNKNOWN, password: encrypted } }, folder);
    expect(values).to.deep.equal({ host: "value-not-known-yet", password: "value-kept-secret" });
    expect(guesses).to.deep.equal([
      { path: "host", kind: "unknown" },
      { path: "password", kind: "secret" },
    ]);
  });

  for (const [title, inputs, expected] of [
    ["unknown as a whole", { values: UNKNOWN }, "values are not known, as a whole"],
    ["no map", { values: [1] }, "values hold no map of values"],
    ["in files that are not known", { valueYamlFiles: UNKNOWN }, "its value files are not known before the update"],
    [
      "in a file that is not here",
      { valueYamlFiles: [asset({ path: "elsewhere.yaml" })] },
      "file 1 of its valueYamlFiles can't be read here (ENOENT)",
    ],
    [
      "in a file that would have to be fetched",
      { valueYamlFiles: [asset({ text: "{}" }), asset({ uri: "https://example.org/values.yaml" })] },
      "file 2 of its valueYamlFiles lies elsewhere, and nothing is fetched here",
    ],
    [
      "in a file that is no YAML",
      { valueYamlFiles: [asset({ text: "a: [" })] },
      "file 1 of its valueYamlFiles is no YAML",
    ],
  ] as const) {
    it(`are not to be had where they are ${title}`, async () => {
      expect(await reason(inputs)).to.equal(expected);
    });
  }
});
