import { expect } from "chai";
import { resolve } from "node:path";
import { readCommandLine, USAGE } from "../../audit/command-line";
import { UsageError } from "../../offline/usage";

const NOTHING = {
  rehearsal: undefined,
  policyConfig: undefined,
  renderCharts: false,
  chartDir: undefined,
  compare: undefined,
  out: undefined,
};

describe("the command line of npm run assurance", () => {
  it("takes an event log or a state", () => {
    expect(readCommandLine(["--events", "e.ndjson"])).to.deep.equal({
      source: "events",
      file: resolve("e.ndjson"),
      ...NOTHING,
    });
    expect(readCommandLine(["--state", "/s.json"])).to.deep.equal({ source: "state", file: "/s.json", ...NOTHING });
  });

  it("takes everything else beside them, files as seen from where it was called", () => {
    const args = ["--state", "s", "--policy-config", "p", "--render-charts", "--chart-dir", "c", "--compare", "e"];
    expect(readCommandLine([...args, "--out", "o"])).to.deep.equal({
      source: "state",
      file: resolve("s"),
      rehearsal: undefined,
      policyConfig: resolve("p"),
      renderCharts: true,
      chartDir: resolve("c"),
      compare: resolve("e"),
      out: resolve("o"),
    });
  });

  it("takes the rehearsal of a run beside its event log", () => {
    expect(readCommandLine(["--events", "/e", "--rehearsal", "r"])).to.include({
      source: "events",
      file: "/e",
      rehearsal: resolve("r"),
    });
  });

  it("takes a policy configuration for the charts of an event log", () => {
    expect(readCommandLine(["--events", "e", "--render-charts", "--policy-config", "/p"])).to.include({
      policyConfig: "/p",
    });
  });

  it("is undefined where help is asked for, which names every option", () => {
    expect(readCommandLine(["-h"])).to.equal(undefined);
    for (const option of [
      "events",
      "rehearsal",
      "state",
      "policy-config",
      "render-charts",
      "chart-dir",
      "compare",
      "out",
    ])
      expect(USAGE).to.contain(`--${option}`);
  });

  for (const [what, args, message] of [
    ["neither", [], "give --events FILE or --state FILE"],
    ["both", ["--events", "e", "--state", "s"], "not both"],
    ["an empty file name", ["--state", ""], "--state is empty"],
    ["a rehearsal of a state", ["--state", "s", "--rehearsal", "r"], "--rehearsal has no effect on --state"],
    ["a rehearsal of nothing", ["--rehearsal", "r"], "give --events FILE or --state FILE"],
    ["an empty rehearsal", ["--events", "e", "--rehearsal", ""], "--rehearsal is empty"],
    ["charts that nobody renders", ["--state", "s", "--chart-dir", "c"], "no effect without --render-charts"],
    ["a configuration for a run that is over", ["--events", "e", "--policy-config", "p"], "has no effect on --events"],
    ["an unknown option", ["--stack", "dev"], "--stack"],
    ["an argument too many", ["--state", "s", "dev"], '"dev" is one argument too many'],
    ["an option without its value", ["--state"], "--state"],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(() => readCommandLine(args))
        .to.throw(UsageError)
        .with.property("message")
        .that.contains(message);
    });
  }
});
