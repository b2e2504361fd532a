import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { auditState, shippedConfigOf } from "../../audit/audit-state";
import type { AuditOptions } from "../../audit/audit-state";
import { contentOf } from "../../audit/exported-state";
import { END, PASSES, says, StandInCli } from "./stand-in-cli";
import { ROOT, stateOf, urnOf } from "./states";

const SECRET = { type: "kubernetes:core/v1:Secret", name: "rendered", inputs: { stringData: { a: "placeholder" } } };

describe("the audit of a state", () => {
  let cli: StandInCli;
  beforeEach(() => (cli = new StandInCli()));
  afterEach(() => cli.remove());
  const audit = (state: AuditOptions["state"], more: Partial<AuditOptions> = {}) =>
    auditState({ state, cli: cli.root, packFolder: "/pack", env: { PATH: process.env.PATH }, ...more });

  it("is what the pack finds, and what only the state shows", async () => {
    cli.does(says(PASSES, END));
    const { findings } = await audit(stateOf([ROOT]));
    expect(findings.map(({ control, verdict, source }) => [control, verdict, source])).to.deep.equal([
      ["account-closed", "pass", "state"],
      ["state-holds-no-plain-secrets", "pass", "state"],
    ]);
  });

  it("says how far the state may be from what is deployed", async () => {
    cli.does(says(END));
    const pending = [{ type: "creating" }, { type: "updating" }];
    const state = stateOf([ROOT], {
      manifest: { time: "2026-11-25T13:11:37.89874986Z" },
      pending_operations: pending,
    });
    expect((await audit(state)).run.caveats).to.deep.equal([
      "The state is as of 2026-11-25T13:11:37Z; what was changed since, or outside of Pulumi, is not in it.",
      "2 operations were interrupted before the state was written: the cloud may differ from it. Run pulumi refresh.",
    ]);
    expect((await audit(stateOf([ROOT]))).run.caveats).to.deep.equal([]);
  });

  it("has the pack judge what encrypts the state's secrets, and not what the program declares", async () => {
    cli.does(`cp "$state" "$seen/state"; ${says(END)}`);
    const backend = {
      type: "physical-ai:operations:StateBackend",
      inputs: { secretsProvider: "azurekeyvault" },
      outputs: { secretsProvider: "azurekeyvault" },
    };
    const { run } = await audit(stateOf([ROOT, backend], { secrets_providers: { type: "passphrase" } }));
    const [, judged] = contentOf(JSON.parse(cli.seen("state")) as AuditOptions["state"]).resources ?? [];
    expect(judged).to.deep.include({
      inputs: { secretsProvider: "passphrase" },
      outputs: { secretsProvider: "passphrase" },
    });
    expect(run.caveats[0]).to.contain("The program declares that azurekeyvault encrypts");
  });

  it("has the pack judge what charts were rendered to, which are no secrets of the state", async () => {
    cli.does(`cp "$state" "$seen/state"; ${says(END)}`);
    const { findings } = await audit(stateOf([ROOT]), {
      charts: {
        deployment: stateOf([ROOT, SECRET]),
        rendered: new Set([urnOf(SECRET)]),
        releases: [],
        unavailable: [],
      },
    });
    expect(cli.seen("state")).to.contain("placeholder");
    expect(findings.map(({ verdict }) => verdict)).to.deep.equal(["pass"]);
  });
});

describe("the configuration that the pack has for a stack", () => {
  let pack: string;
  before(() => {
    pack = mkdtempSync(join(tmpdir(), "audit-state-"));
    mkdirSync(join(pack, "config"));
    for (const file of ["config/dev.json", "secret.json"]) writeFileSync(join(pack, file), "{}");
  });
  after(() => rmSync(pack, { recursive: true, force: true }));

  it("is the one of the stack's name", () => {
    expect(shippedConfigOf("dev", pack)).to.equal(join(pack, "config", "dev.json"));
  });

  it("is none for another stack, and for a name that leads elsewhere", () => {
    for (const name of ["several", "", "../secret", "..", "dev/../../secret"])
      expect(shippedConfigOf(name, pack), name).to.equal(undefined);
  });
});
