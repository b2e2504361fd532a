import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Evidence, Verdict } from "../../assurance/evidence";
import { resolveCli } from "../../offline/cli/resolve";
import { ended, REPOSITORY, Workplace } from "./offline-command";
import type { Ended } from "./offline-command";

interface State {
  readonly deployment: { readonly resources: { type: string; inputs?: Record<string, unknown> }[] };
}

const WORST: readonly Verdict[] = ["pass", "waived", "undetermined", "fail", "error"];
const CANARY = "canary-7f3a91";
/** What the offline engine encrypts its states with. */
const PASSPHRASE = { PULUMI_CONFIG_PASSPHRASE: "offline" };

/** The worst that each control showed anywhere. */
function verdictsOf({ findings }: Evidence): Record<string, Verdict> {
  const verdicts: Record<string, Verdict> = {};
  for (const { control, verdict } of findings) {
    const before = verdicts[control];
    if (before === undefined || WORST.indexOf(verdict) > WORST.indexOf(before)) verdicts[control] = verdict;
  }
  return verdicts;
}

/** Controls of which the two show something else, with what they show. */
function differences(a: Evidence, b: Evidence): Record<string, readonly (Verdict | undefined)[]> {
  const [one, other] = [verdictsOf(a), verdictsOf(b)];
  const controls = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(
    controls.filter((name) => one[name] !== other[name]).map((name) => [name, [one[name], other[name]]]),
  );
}

describe("npm run assurance", () => {
  const place = new Workplace();
  let cli: string;
  let update: Evidence;
  before(async () => {
    await place.open();
    cli = (await resolveCli({})).root;
    const { code, stdout, stderr } = await place.offline("up", "--out", place.out);
    expect(code, stdout + stderr).to.equal(0);
    update = place.json<Evidence>("evidence.json");
  });
  after(() => place.remove());

  function start(args: readonly string[], env: NodeJS.ProcessEnv = PASSPHRASE): ChildProcess {
    return spawn(process.execPath, ["--import", "tsx", join(REPOSITORY, "audit", "main.ts"), ...args], {
      cwd: REPOSITORY,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PULUMI_CLI: cli, TMPDIR: place.temporary, ...env },
    });
  }
  /** Runs it to its end, with its reports in `reports`, and leaves nothing else. */
  async function assurance(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended> {
    const end = await ended(start([...args, "--out", place.folder + "/reports"], env));
    expect(end.stderr).not.to.match(/^\s+at /m);
    expect(place.leftovers()).to.deep.equal([]);
    return end;
  }
  const evidence = () => JSON.parse(readFileSync(join(place.folder, "reports", "evidence.json"), "utf8")) as Evidence;
  const stateFile = () => join(place.out, "state.json");
  function file(name: string, text: string): string {
    writeFileSync(join(place.folder, name), text);
    return join(place.folder, name);
  }

  it("finds in the state what the update found, but for what only one of them can show", async () => {
    const { code, stderr } = await assurance(["--state", stateFile()]);
    expect(code, stderr).to.equal(1);
    const audit = evidence();
    expect(audit.run).to.deep.include({
      operation: "audit",
      complete: true,
      judged: true,
      standIns: true,
      stack: "dev",
    });
    expect(audit.resources).to.equal(update.resources);
    expect(audit.actions).to.equal(update.actions);
    expect(differences(update, audit)).to.deep.equal({
      // Only a state shows it.
      "state-holds-no-plain-secrets": [undefined, "pass"],
      // The program declares a key in Key Vault; the offline engine has a passphrase, and the file shows it.
      "state-secrets-encrypted": ["pass", "fail"],
      // A policy on the run itself, of which an analysis only tells what is amiss.
      "unused-waivers": ["pass", undefined],
    });
    expect(audit.findings.every(({ source }) => source === "state")).to.equal(true);
  });

  it("leaves undetermined what hangs on secrets that it can't decrypt, and lets nothing pass by it", async () => {
    await assurance(["--state", stateFile()]);
    const decrypted = evidence();
    await assurance(["--state", stateFile()], { PULUMI_CONFIG_PASSPHRASE: undefined });
    const blind = evidence();
    expect(blind.run.caveats.join("\n")).to.contain("could not be decrypted");
    // The vault's secrets are looked through for the login of the server's administrator.
    expect(differences(decrypted, blind)).to.deep.equal({ "postgres-dedicated-login": ["pass", "undetermined"] });
  });

  it("finds a secret that stands in the state in the open, and tells it to nobody", async () => {
    const state = JSON.parse(readFileSync(stateFile(), "utf8")) as State;
    const secret = state.deployment.resources.find(({ type }) => type === "azure-native:keyvault:Secret");
    secret!.inputs!.properties = { value: CANARY };
    const { code, stdout, stderr } = await assurance(["--state", file("planted.json", JSON.stringify(state))]);
    expect(code).to.equal(1);
    const found = evidence().findings.filter(({ control }) => control === "state-holds-no-plain-secrets");
    expect(found.map(({ verdict, level, statement }) => [verdict, level, statement])).to.deep.equal([
      ["fail", "mandatory", "stands unencrypted in the inputs of the state, where resources of this type keep secrets"],
    ]);
    expect(found[0]?.subject).to.match(/^[\w-]+\/properties\.value$/);
    const reports = readdirSync(join(place.folder, "reports"));
    for (const text of [
      stdout,
      stderr,
      ...reports.map((name) => readFileSync(join(place.folder, "reports", name), "utf8")),
    ])
      expect(text).not.to.contain(CANARY);
  });

  it("reports of an event log what the run itself reported", async () => {
    const { code } = await assurance(["--events", join(place.out, "events.ndjson")]);
    expect(code).to.equal(0);
    expect(evidence()).to.deep.equal(update);
  });

  it("says of an event log that is cut off that nothing holds by it", async () => {
    const lines = place.read("events.ndjson").split("\n");
    const { code, stdout } = await assurance(["--events", file("cut.ndjson", lines.slice(0, 400).join("\n"))]);
    expect(code).to.equal(3);
    expect(stdout).to.contain("The run did not come to its end");
  });

  it("compares with earlier evidence", async () => {
    const { code, stderr } = await assurance(["--state", stateFile(), "--compare", join(place.out, "evidence.json")]);
    expect(code, stderr).to.equal(1);
    const assessment = readFileSync(join(place.folder, "reports", "assessment.json"), "utf8");
    expect(JSON.parse(assessment)).to.have.property("comparison");
  });

  for (const [what, args, message] of [
    [
      "a state that is cut off",
      () => ["--state", file("cut.json", place.read("state.json").slice(0, 9_000))],
      "is cut off",
    ],
    ["an event log for a state", () => ["--state", join(place.out, "events.ndjson")], "Give it with --events"],
    ["a state for an event log", () => ["--events", stateFile()], "Give it with --state"],
    ["a file that is not there", () => ["--state", "none.json"], "does not exist"],
    ["a report for earlier evidence", () => ["--state", stateFile(), "--compare", stateFile()], "state.json: "],
    [
      "a policy configuration that the engine refuses",
      () => ["--state", stateFile(), "--policy-config", file("strict.json", '{"all":"strict"}')],
      '"strict" is not a valid enforcement level',
    ],
  ] as const) {
    it(`refuses ${what}, and says what to do`, async () => {
      const { code, stderr } = await assurance(args());
      expect(code, stderr).to.equal(2);
      expect(stderr).to.contain(message);
    });
  }

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`leaves no process and no file behind when it is ended by ${signal}`, async () => {
      const out = join(place.folder, "interrupted");
      const child = start(["--state", stateFile(), "--out", out]);
      // The analysis follows at once.
      const begun = new Promise<void>((resolve) => {
        child.stderr?.on("data", (text: string) => text.includes("Policy configuration: ") && resolve());
      });
      const end = ended(child);
      await Promise.race([begun, end]);
      child.kill(signal);
      expect((await end).code).to.equal(130);
      expect(place.leftovers()).to.deep.equal([]);
      expect(place.processes()).to.deep.equal([]);
      expect(existsSync(out)).to.equal(false);
    });
  }
});
