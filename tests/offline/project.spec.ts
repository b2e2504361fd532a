import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { entryOf, readProject } from "../../offline/project";
import { UsageError } from "../../offline/usage";

describe("a project for the offline engine", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "project-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

  it("has its name and configuration schema from Pulumi.yaml, and its configuration from the stack's file", () => {
    write("Pulumi.yaml", "name: robots\nruntime: nodejs\nconfig:\n  size: {type: integer, default: 3}\n");
    write("Pulumi.dev.yaml", "config:\n  robots:size: 4\n  robots:shape: {sides: [1, 2]}\n");
    const project = readProject(folder, "dev");
    expect(project.settings).to.deep.include({ name: "robots", config: { size: { type: "integer", default: 3 } } });
    expect(project.config).to.deep.equal({ "robots:size": 4, "robots:shape": { sides: [1, 2] } });
  });

  it("leaves out the backend, which is the run's own", () => {
    write("Pulumi.yaml", "name: robots\nruntime: nodejs\nbackend: {url: azblob://elsewhere}\n");
    write("Pulumi.dev.yaml", "");
    expect(readProject(folder, "dev").settings).not.to.have.property("backend");
  });

  it("puts a secret stand-in where a value is encrypted for a key elsewhere", () => {
    write("Pulumi.yaml", "name: robots\nruntime: nodejs\n");
    write("Pulumi.dev.yaml", "config:\n  robots:key: {secure: v1:abc}\n");
    const { config, encrypted } = readProject(folder, "dev");
    expect(config).to.deep.equal({});
    expect(encrypted["robots:key"]).to.include({ secret: true });
    expect(encrypted["robots:key"]?.value).not.to.contain("abc");
  });

  it("is refused where there is no Pulumi.yaml, naming the folder", () => {
    expect(() => readProject(folder, "dev")).to.throw(UsageError, `${folder} holds no Pulumi program`);
  });

  it("is refused for a stack without a file, naming the stacks there are", () => {
    write("Pulumi.yaml", "name: robots\nruntime: nodejs\n");
    write("Pulumi.prod.yaml", "");
    expect(() => readProject(folder, "dev")).to.throw(UsageError, /no stack "dev".*Stacks here: prod\./);
  });

  it("is refused where a file is no YAML, naming the file and the line", () => {
    write("Pulumi.yaml", "name: robots\nruntime: nodejs\n");
    write("Pulumi.dev.yaml", "config:\n  a: [1\n");
    expect(() => readProject(folder, "dev")).to.throw(UsageError, /Pulumi\.dev\.yaml is no valid YAML: .* at line \d/);
  });

  it("is refused where its configuration is a list", () => {
    write("Pulumi.yaml", "name: robots\nruntime: nodejs\n");
    write("Pulumi.dev.yaml", "config: [1]\n");
    expect(() => readProject(folder, "dev")).to.throw(UsageError, /Pulumi\.dev\.yaml: expected keys and values/);
  });

  it("is refused where its program shares no SDK with the engine's host", () => {
    write("Pulumi.yaml", "name: robots\nruntime: nodejs\n");
    write("Pulumi.dev.yaml", "");
    expect(() => entryOf(readProject(folder, "dev"))).to.throw(UsageError, /finds no @pulumi\/pulumi/);
    const own = join(folder, "node_modules", "@pulumi", "pulumi");
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, "package.json"), JSON.stringify({ name: "@pulumi/pulumi", main: "index.js" }));
    writeFileSync(join(own, "index.js"), "");
    expect(() => entryOf(readProject(folder, "dev"))).to.throw(UsageError, /has a @pulumi\/pulumi of its own/);
  });
});
