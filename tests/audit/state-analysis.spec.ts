import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { AnalysisError, analyzeState } from "../../audit/state-analysis";
import type { AnalysisOptions } from "../../audit/state-analysis";
import { evidenceFrom } from "../../assurance";
import { UsageError } from "../../offline/usage";
import { END, line, PASSES, says, StandInCli } from "./stand-in-cli";
import { encrypted, ROOT, stateOf, urnOf } from "./states";

const account = { type: "azure-native:storage:StorageAccount", inputs: { key: encrypted } };
const STATE = stateOf([ROOT, account], { secrets_providers: { type: "passphrase", state: { salt: "v1:x" } } });

describe("the analysis of a state", () => {
  let cli: StandInCli;
  beforeEach(() => (cli = new StandInCli()));
  afterEach(() => cli.remove());

  async function analyze(more: Partial<AnalysisOptions> = {}) {
    const before = process.env.TMPDIR;
    process.env.TMPDIR = cli.temporary;
    try {
      return await analyzeState({
        state: STATE,
        cli: cli.root,
        packFolder: "/pack",
        env: { PATH: process.env.PATH },
        ...more,
      });
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
      expect(readdirSync(cli.temporary), "left behind").to.deep.equal([]);
    }
  }

  it("gives the CLI's events, and with them what it leaves out: the resources, and that the stack was judged", async () => {
    cli.does(says(PASSES, END));
    const evidence = evidenceFrom((await analyze()).events, { source: "state" });
    expect(evidence.run).to.include({ operation: "audit", complete: true, judged: true, project: "p", stack: "dev" });
    expect(evidence.run.packs).to.deep.equal([{ name: "physical-ai-stride", version: "0.1.0" }]);
    expect(evidence.resources).to.equal(2);
    expect(evidence.findings).to.deep.equal([
      {
        control: "account-closed",
        serves: ["T-1"],
        subject: "data",
        resource: urnOf(account),
        verdict: "pass",
        level: "advisory",
        statement: "holds",
        source: "state",
        time: "2026-11-24T03:42:05.000Z",
      },
    ]);
  });

  it("is whole where nothing at all has passed or failed", async () => {
    cli.does(says(END));
    expect(evidenceFrom((await analyze()).events, { source: "state" }).run).to.include({
      complete: true,
      judged: true,
    });
  });

  it("asks for what has passed, whatever else is configured", async () => {
    cli.does(`cp "$config" "$seen/config"; ${says(END)}`);
    const policyConfig = join(cli.root, "config.json");
    writeFileSync(policyConfig, '{"all":"mandatory","passed-findings":"disabled"}');
    await analyze({ policyConfig });
    expect(JSON.parse(cli.seen("config"))).to.deep.equal({ all: "mandatory", "passed-findings": "advisory" });
  });

  it("hands on of the user's settings for Pulumi only what decrypts the state", async () => {
    cli.does(`env >"$seen/env"; ${says(END)}`);
    await analyze({
      env: {
        PATH: process.env.PATH,
        AZURE_TENANT_ID: "t",
        PULUMI_CONFIG_PASSPHRASE: "x",
        PULUMI_CONFIG_PASSPHRASE_FILE: "passphrase",
        PULUMI_ACCESS_TOKEN: "y",
        PULUMI_BACKEND_URL: "https://example.com",
        PULUMI_STACK: "prod",
      },
    });
    const env = cli.seen("env");
    expect(env).to.match(/^AZURE_TENANT_ID=t$/m);
    expect(env).to.match(/^PULUMI_CONFIG_PASSPHRASE=x$/m);
    expect(env).to.match(/^PULUMI_CONFIG_PASSPHRASE_FILE=\/.*\/passphrase$/m);
    expect(env).to.match(/^PULUMI_BACKEND_URL=file:\/\//m);
    expect(env).not.to.match(/^PULUMI_(ACCESS_TOKEN|STACK)=/m);
  });

  it("lets nobody else read the state", async () => {
    cli.does(`ls -l "$state" >"$seen/mode"; ${says(END)}`);
    await analyze();
    expect(cli.seen("mode")).to.match(/^-rw-------/);
  });

  it("is made again with unknown values where the secrets can't be decrypted, and says so", async () => {
    cli.does(`n=$(ls "$seen" | wc -l); cp "$state" "$seen/state$((n))"
      [ "$n" -eq 0 ] && echo "warning: could not decrypt secrets in state.json" >&2
      ${says(PASSES, END)}`);
    const { caveats, events } = await analyze();
    expect(caveats).to.have.length(1);
    expect(caveats[0]).to.contain("what hangs on them is undetermined. Set PULUMI_CONFIG_PASSPHRASE");
    expect(events.filter(({ policyEvent }) => policyEvent)).to.have.length(1);
    expect(JSON.parse(cli.seen("state1"))).to.deep.equal({
      version: 3,
      deployment: {
        resources: [
          { urn: urnOf(ROOT), type: ROOT.type },
          { urn: urnOf(account), type: account.type, inputs: { key: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } },
        ],
      },
    });
  });

  it("is one where a mandatory control fails", async () => {
    cli.does(`${says(line(0, { summaryEvent: { result: "failed" } }))}
      echo "error: one or more mandatory policy violations were found" >&2; exit 1`);
    expect((await analyze()).events).not.to.deep.equal([]);
  });

  const failure = async () => {
    const error: unknown = await analyze().catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(AnalysisError);
    return (error as AnalysisError).message;
  };

  it("fails where the CLI does, in its own words", async () => {
    cli.does(`${says(END)}
      echo 'warning: using the shim' >&2
      echo 'error: running policy analysis: the pack has ended' >&2
      exit 1`);
    expect(await failure()).to.equal("The state can't be analysed: running policy analysis: the pack has ended");
  });

  it("fails where the CLI ends before its analysis does", async () => {
    cli.does(says(PASSES));
    expect(await failure()).to.equal("The state can't be analysed: the CLI ended before its analysis did");
  });

  it("fails where the CLI prints something else than events, and does not repeat it", async () => {
    cli.does(says("canary-7f3a91"));
    expect(await failure()).to.match(/^The state can't be analysed: Line 1 of the event log is no JSON/);
  });

  for (const [what, text, message] of [
    ["is not there", undefined, "can't be read (ENOENT)"],
    ["is no JSON", "{", "is no JSON"],
    ["is a list", "[]", "is no JSON object"],
  ] as const) {
    it(`refuses a policy configuration that ${what}`, async () => {
      cli.does(`touch "$seen/ran"`);
      const policyConfig = join(cli.root, "config.json");
      if (text !== undefined) writeFileSync(policyConfig, text);
      const error = await analyze({ policyConfig }).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(UsageError);
      expect((error as Error).message).to.contain(`--policy-config ${policyConfig} ${message}`);
      expect(existsSync(join(cli.root, "seen", "ran"))).to.equal(false);
    });
  }

  it("refuses a policy configuration that the CLI refuses, in its words", async () => {
    cli.does(
      `echo 'error: loading policy packs: parsing enforcement level for "all": "strict" is not a valid enforcement level' >&2; exit 1`,
    );
    const policyConfig = join(cli.root, "config.json");
    writeFileSync(policyConfig, '{"all":"strict"}');
    const error = await analyze({ policyConfig }).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(UsageError);
    expect((error as Error).message).to.equal(
      `--policy-config ${policyConfig}: parsing enforcement level for "all": "strict" is not a valid enforcement level`,
    );
  });

  it("ends with what it started when it is called off", async () => {
    cli.does(`echo $$ >"$seen/pid"; exec sleep 600`);
    const controller = new AbortController();
    const analysis = analyze({ signal: controller.signal }).catch((thrown: unknown) => thrown);
    while (!existsSync(join(cli.root, "seen", "pid")) || cli.seen("pid") === "") await new Promise(setImmediate);
    controller.abort(new Error("called off"));
    expect(((await analysis) as Error).message).to.equal("called off");
    expect(() => process.kill(Number(cli.seen("pid")), 0)).to.throw();
  });
});
