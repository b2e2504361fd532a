import { expect } from "chai";
import { columns } from "../../../assurance/plain-text";
import { catalogue } from "../../../policies/catalogue";
import { finding } from "../assessed";
import { end, FAIL, judged, PASSES, urn, violation } from "../runs";
import { goldenRuns, prodWith, textsOf, textsOfEvents } from "./text-runs";
import type { Run } from "./text-runs";

const named = (name: keyof typeof goldenRuns) => textsOf((goldenRuns[name] as () => Run)());
const lines = (text: string) => text.trimEnd().split("\n");
const prod = (...args: Parameters<typeof prodWith>) => textsOf({ evidence: prodWith(...args), catalogue });

/** The second-level headings and the titles of folds, in their order. */
const partsOf = (markdown: string) =>
  [...markdown.matchAll(/^(?:## |<summary>)(.*?)(?:<\/summary>)?$/gm)].map(([, title]) => title);

describe("the report in the terminal", () => {
  it("has colour only where asked, and no other word by it", () => {
    const { terminal, coloured } = named("blocked-preview");
    expect(terminal).not.to.contain("\u001b");
    expect(coloured).to.contain("\u001b[31mmandatory fail\u001b[39m");
    // eslint-disable-next-line no-control-regex
    expect(coloured.replace(/\u001b\[\d+m/g, "")).to.equal(terminal);
  });

  it("lets no colour span a line's end", () => {
    for (const name of Object.keys(goldenRuns)) {
      for (const line of lines(named(name).coloured)) {
        // eslint-disable-next-line no-control-regex
        const codes = [...line.matchAll(/\u001b\[(\d+)m/g)].map(([, code]) => Number(code));
        const closing = codes.filter((code) => code === 39 || code === 22);
        expect(closing.length * 2, line).to.equal(codes.length);
      }
    }
  });

  it("fits 100 columns", () => {
    for (const name of Object.keys(goldenRuns)) {
      for (const line of lines(named(name).terminal)) expect(columns(line), line).to.be.at.most(100);
    }
  });

  it("ends with the register, the metrics, the counts and the verdict", () => {
    const { terminal } = named("blocked-preview");
    const titles = lines(terminal).filter((line) => /^(Reservations|Baseline|Threat register|Metrics)$/.test(line));
    expect(titles).to.deep.equal(["Baseline", "Reservations", "Threat register", "Metrics"]);
    expect(lines(terminal).slice(-2)).to.deep.equal([
      "19 threats: 1 mitigated, 1 not exercised, 2 accepted, 2 undetermined, 13 without a control",
      "Blocked: 2 mandatory findings fail, 1 mandatory violation of other packs.",
    ]);
  });

  it("has every failure whole, and folds what is waived or undetermined by control", () => {
    const subjects = ["a", "b", "c", "d", "e"];
    const { terminal } = prod([
      ...subjects.map((subject) => finding("subnet-own-nsg", "fail", { subject, set: `the NSG of ${subject}` })),
      ...subjects.map((subject) => finding("token-expiry", "undetermined", { subject })),
    ]);
    for (const subject of subjects) expect(terminal).to.contain(`    set: the NSG of ${subject}\n`);
    expect(lines(terminal).filter((line) => line.includes("token-expiry (E-2)"))).to.deep.equal([
      "     5  token-expiry (E-2): a, b, c and 2 more",
    ]);
  });

  it("names fewer of what it folds where they would not fit a line, the first cut where it alone does not", () => {
    const subject = (letter: string) => `${letter}${"-long".repeat(10)}`;
    const folded = ["a", "b"].map((letter) => finding("token-expiry", "undetermined", { subject: subject(letter) }));
    const alone = finding("osmo-rate-limit", "undetermined", { subject: "x".repeat(90) });
    const { terminal } = prod([...folded, alone]);
    expect(terminal).to.contain(`     2  token-expiry (E-2): ${subject("a")} and 1 more\n`);
    expect(terminal).to.contain(`     1  osmo-rate-limit (D-4): ${"x".repeat(68)}…\n`);
  });

  it("counts current waivers and names those that need somebody", () => {
    const { terminal } = named("preview-that-holds");
    expect(terminal).to.contain("1 near expiry, 1 current; days are counted from 2026-11-25");
    expect(terminal).to.contain("near expiry  data-team until 2026-12-04, 10 days left");
    expect(terminal).not.to.contain("platform-team");
  });
});

describe("the report in Markdown", () => {
  it("begins with the verdict and the counts, and has the comparison before all else", () => {
    const { markdown } = named("compared-update");
    expect(lines(markdown)[2]).to.equal(
      "**Holds: nothing mandatory fails (findings: 1 advisory fail, 1 waived).** 19 threats: 17 mitigated, 2 accepted.",
    );
    expect(partsOf(markdown).slice(0, 4)).to.deep.equal([
      "Since the preview of physical-ai/prod, 2026-11-25 12:55:20 UTC",
      "Findings since then: 1 new, 0 worse, 1 better",
      "Metrics",
      "Threat register",
    ]);
  });

  it("has what blocks right below the register", () => {
    const parts = partsOf(named("blocked-preview").markdown);
    expect(parts.slice(0, 4)).to.deep.equal(["Metrics", "Threat register", "What blocks", "What else fails"]);
  });

  it("folds waivers unless one needs somebody", () => {
    expect(named("compared-update").markdown).to.contain("<summary>Waivers on 2026-11-26: 1 current</summary>");
    expect(named("preview-that-holds").markdown).to.contain("\n## Waivers on 2026-11-25: 1 near expiry, 1 current\n");
  });

  it("draws the assurance case from ids and statuses alone", () => {
    const { markdown } = named("compared-update");
    expect(markdown).to.contain('  G3["G3<br>supported"]:::supported\n');
    expect(markdown).to.contain('  E2(("E2<br>undetermined")):::undetermined\n');
    expect(markdown).to.contain("  G0 -.- A1\n");
  });

  it("leaves no fold open and none closed twice", () => {
    for (const name of Object.keys(goldenRuns)) {
      const { markdown } = named(name);
      expect(markdown.match(/^<\/details>$/gm)?.length).to.equal(markdown.match(/^<details>$/gm)?.length);
    }
  });
});

describe("the reports that are text", () => {
  it("say when a run did not come to its end, and why", () => {
    const { terminal, markdown } = textsOfEvents([judged(["shared-key"]), end("canceled")]);
    for (const text of [terminal, markdown]) {
      expect(text).to.contain("did not come to its end (it was canceled)");
      expect(text).to.contain("Not decided: nothing mandatory fails as far as the run came");
    }
  });

  it("say when the pack judged nothing, without a list of all that it did not judge", () => {
    const { terminal, markdown } = textsOfEvents([end()]);
    for (const text of [terminal, markdown]) {
      expect(text).to.contain("The policy pack judged nothing");
      expect(text).to.contain("Not judged: the policy pack was not there.");
      expect(text).not.to.contain("own-nsg");
    }
  });

  it("say what is made up, what is undetermined, and what else the run has to tell", () => {
    const { terminal, markdown } = prod([finding("token-expiry", "undetermined")], {
      standIns: true,
      rehearsed: true,
      caveats: ["A chart could not be had: *osmo*."],
    });
    expect(terminal).to.contain("- A chart could not be had: *osmo*.\n");
    expect(markdown).to.contain("> - A chart could not be had: \\*osmo\\*.\n");
    for (const text of [terminal, markdown]) {
      expect(text).to.contain("Stand-ins answered for Azure in this run");
      expect(text).to.contain("decided by a rehearsed update on stand-ins");
      expect(text).to.contain("1 finding is undetermined");
    }
  });

  it("name a finding as a waiver names it", () => {
    const { terminal } = textsOfEvents([...PASSES, violation("mandatory", FAIL.replace("[data]", "[a%5Bb%5D]"))]);
    expect(terminal).to.contain("I-1 shared-key[a%5Bb%5D]: accepts keys");
    expect(terminal).to.contain(`resource: data (${urn("x").split("::")[2]})`);
  });
});
