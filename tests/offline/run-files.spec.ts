import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Deployment, EngineEvent } from "@pulumi/pulumi/automation";
import { writeRunFiles } from "../../offline/run-files";

const urn = "urn:pulumi:dev::robots::azure-native:network:Subnet::a::b";
const events = [
  {
    sequence: 0,
    resourcePreEvent: {
      metadata: { op: "create", new: { urn, type: "azure-native:network:Subnet", inputs: { x: 1 } } },
    },
  },
  { sequence: 1, resourcePreEvent: { metadata: { op: "delete", old: { urn: "gone" } } } },
  { sequence: 2, summaryEvent: {} },
] as unknown as EngineEvent[];

describe("the files of a run", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "run-files-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const read = (name: string) => readFileSync(join(folder, name), "utf8");

  it("hold every event of the engine, one to a line", () => {
    writeRunFiles(folder, { events });
    expect(
      read("events.ndjson")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).to.deep.equal(events);
  });

  it("hold each registered resource with urn, type, name and inputs", () => {
    writeRunFiles(folder, { events });
    expect(JSON.parse(read("resources.json"))).to.deep.equal([
      { urn, type: "azure-native:network:Subnet", name: "a::b", inputs: { x: 1 } },
    ]);
  });

  it("hold the state where there is one, and leave nothing unfinished behind", () => {
    writeRunFiles(join(folder, "new"), { events, state: { version: 3 } as unknown as Deployment });
    expect(readdirSync(join(folder, "new")).sort()).to.deep.equal(["events.ndjson", "resources.json", "state.json"]);
  });

  it("hold the events of a rehearsal apart", () => {
    writeRunFiles(folder, { events, rehearsal: events.slice(2) });
    expect(read("rehearsal.ndjson")).to.equal('{"sequence":2,"summaryEvent":{}}\n');
  });

  it("lose the rehearsal of an earlier run, which decides nothing of this one", () => {
    writeRunFiles(folder, { events, rehearsal: events });
    writeRunFiles(folder, { events });
    expect(readdirSync(folder).sort()).to.deep.equal(["events.ndjson", "resources.json"]);
  });
});
