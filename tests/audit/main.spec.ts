import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { evidenceFrom, rehearsedEvidence, reportOn } from "../../assurance";
import { ended, startCommand } from "../offline/spawned-command";
import { logOf, preview, rehearsal } from "./rehearsed-run";

const start = (...args: readonly string[]) => startCommand("audit/main.ts", args);

describe("npm run assurance, without an engine", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "assurance-"));
    writeFileSync(join(folder, "events.ndjson"), logOf(preview()));
    writeFileSync(join(folder, "rehearsal.ndjson"), logOf(rehearsal()));
  });
  after(() => rmSync(folder, { recursive: true }));
  const file = (name: string) => join(folder, name);
  const contentsOf = (reports: string) =>
    Object.fromEntries(
      readdirSync(file(reports)).map((name) => [name, readFileSync(join(file(reports), name), "utf8")]),
    );

  it("makes of the two logs of a rehearsed preview the reports that the offline command writes itself", async () => {
    const offline = (events: ReturnType<typeof preview>) => evidenceFrom(events, { standIns: true });
    const report = reportOn(rehearsedEvidence(offline(preview()), offline(rehearsal())));
    report.write(file("offline"));
    const logs = ["--events", file("events.ndjson"), "--rehearsal", file("rehearsal.ndjson")];
    const { code, stdout, stderr } = await ended(start(...logs, "--out", file("assurance")));
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    expect(stdout).to.equal(report.terminal({ color: false }));
    expect(contentsOf("assurance")).to.deep.equal(contentsOf("offline"));
    expect(Object.keys(contentsOf("assurance"))).to.include.members(["evidence.json", "assessment.json", "report.md"]);
  });

  it("runs to its end where nobody reads on", async () => {
    const args = ["--events", file("events.ndjson"), "--out", file("unread")];
    expect(await ended(start(...args), { unread: ["stdout"] })).to.include({ code: 0, stderr: "" });
    expect(readdirSync(file("unread"))).to.include("report.html");
  });

  for (const [what, args, message] of [
    ["an option is none", ["--stack", "dev"], /^Unknown option '--stack'/],
    ["a rehearsal is given of a state", ["--state", "s", "--rehearsal", "r"], /^--rehearsal has no effect on --state/],
    ["a file is not there", ["--events", "/nowhere"], /^--events \/nowhere does not exist\.\n/],
  ] as const) {
    it(`ends with 2 and the way to help where ${what}`, async () => {
      const { code, stdout, stderr } = await ended(start(...args));
      expect({ code, stdout }).to.deep.equal({ code: 2, stdout: "" });
      expect(stderr).to.match(message);
      expect(stderr).to.match(/\nRun "npm run assurance -- --help" for what there is\.\n$/);
    });
  }
});
