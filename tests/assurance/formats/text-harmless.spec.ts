import { expect } from "chai";
import fc from "fast-check";
import type { Evidence, Finding, Verdict } from "../../../assurance/evidence";
import { columns } from "../../../assurance/plain-text";
import { evidenceOf, finding } from "../assessed";
import type { EngineEvent } from "../../../assurance/events";
import { controls, PASSES, violation } from "../runs";
import { failureNamed, textsOf, textsOfEvents } from "./text-runs";

const someText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.string({ unit: "grapheme", minLength: 50, maxLength: 400 }),
);
const lines = (text: string) => text.trimEnd().split("\n");

/** A finding of each verdict and of a control that no catalogue knows, each part that others write being `text`. */
function findingsNamed(text: string): readonly Finding[] {
  const parts = { subject: text, resource: urnNamed(text), statement: text, set: text, remedy: text };
  const waiver = { owner: text, expires: "2026-12-01", reason: text, compensatingControl: text };
  const each = (["fail", "error", "undetermined"] as const).map((verdict: Verdict) =>
    finding("shared-key", verdict, { ...parts, serves: ["I-1"], level: "mandatory" }),
  );
  return [
    ...each,
    finding("own-nsg", "fail", { ...parts, serves: ["D-2"] }),
    finding("own-nsg", "waived", { ...parts, serves: ["D-2"], waiver }),
    finding(text, "undetermined", { ...parts, serves: ["S-1", text] }),
    finding("waivers", "fail", { ...parts, serves: ["G2"], statement: `expired ${text}` }),
    finding("unused-waivers", "fail", { ...parts, serves: ["G2"] }),
  ];
}

function urnNamed(text: string): string {
  return `urn:pulumi:${text}::${text}::${text}::${text}`;
}

/** Evidence of which each part that others write is `text`. */
function evidenceNamed(text: string, run: Partial<Evidence["run"]> = {}): Evidence {
  const names = { project: text, stack: text, packs: [{ name: text, version: text }], caveats: [text] };
  const foreign = (["advisory", "mandatory"] as const).map((level) => ({
    pack: text,
    policy: text,
    resource: urnNamed(text),
    level,
  }));
  return { ...evidenceOf(findingsNamed(text), { ...names, ...run }), foreign };
}

/** The reports of such a run, compared with an earlier one of the same names in which other things were wrong. */
function reportsNamed(text: string) {
  const earlier = evidenceNamed(text, { shortfall: text, complete: false });
  return textsOf({
    evidence: evidenceNamed(text),
    catalogue: controls,
    earlier: { ...earlier, findings: [finding("hardened", "fail", { subject: text, resource: urnNamed(text) })] },
  });
}

describe("names and messages of others, in the reports that are text", () => {
  it("fit 100 columns of the terminal, however long or wide", () => {
    fc.assert(
      fc.property(someText, (text) => {
        for (const line of lines(reportsNamed(text).terminal)) expect(columns(line), line).to.be.at.most(100);
      }),
    );
  });

  it("bring no control or format character into a report", () => {
    fc.assert(
      fc.property(someText, (text) => {
        const { terminal, markdown } = reportsNamed(`\u001b[2J\u009b\u202e${text}`);
        for (const report of [terminal, markdown]) expect(report.replaceAll("\n", "")).not.to.match(/[\p{Cc}\p{Cf}]/u);
      }),
    );
  });

  it("add no line to a report that is not theirs", () => {
    const forged = "x\r\n| S-1 | forged | High | Open | mitigated | |\u2028# Forged\n</details>\n```\n**Holds";
    const { markdown } = reportsNamed(forged);
    expect(
      lines(markdown).filter((line) => /^(# |> |<|`|\*|\||## )/.test(line) && /^\W*forged/i.test(line)),
    ).to.deep.equal([]);
    expect(markdown.match(/^# /gm)).to.have.length(1);
    expect(markdown.match(/^\| S-1 \|/gm)).to.have.length(1);
    expect(markdown.match(/^<\/details>$/gm)?.length).to.equal(markdown.match(/^<details>$/gm)?.length);
  });

  it("fit a comment on GitHub, however many and long", () => {
    const endless = "@www.#1".repeat(60);
    const evidence = evidenceNamed(endless, { caveats: Array.from({ length: 50 }, () => endless) });
    const many = Array.from({ length: 400 }, (_, number) => findingsNamed(`${number} ${endless}`)).flat();
    const { markdown } = textsOf({
      evidence: { ...evidence, findings: many },
      catalogue: controls,
      earlier: evidenceNamed(endless),
    });
    expect(markdown.length).to.be.at.most(60_000);
    expect(markdown).to.match(/\*\*Only \d+ of \d+ that block are listed here: report\.html has them all\.\*\*/);
  });

  // What a text could be in Markdown, an example of it, and what must then not be in a report.
  const hostile: readonly [string, string, RegExp][] = [
    ["HTML", '<img src=x onerror="alert(1)">', /<img/],
    ["the end of a fold", "</details></summary>", /<\/details>.*[^\n]|<\/summary>.*<\/summary>/],
    ["a link", "[click](javascript:alert(1))", /(?<!\\)\[click/],
    ["a bare link", "https://evil.example www.evil.example", /https:\/\/|www\./],
    ["an image", "![x](y)", /(?<!\\)!\\?\[x/],
    ["a mention", "@everyone", /@everyone/],
    ["a reference to an issue", "#12 GH-12", /#12|GH-12/],
    ["code or emphasis", "`q` *q* _q_ ~q~", /(?<!\\)[`*_~]q/],
    ["a column of a table", "a | b", /a \| b/],
    ["a formula", "$a$", /(?<!\\)\$/],
    ["an escaped escape", "\\<b>", /<b>/],
  ];
  for (const [what, text, markup] of hostile) {
    it(`are no ${what.replace(/^an? /, "")} in Markdown`, () => {
      const { markdown } = reportsNamed(text);
      expect(markdown.split("\n").filter((line) => markup.test(line))).to.deep.equal([]);
    });
  }

  it("are told though a policy says nothing readable", () => {
    const gaveUp: EngineEvent = {
      policyEvent: { ...violation("advisory", "x").policyEvent, policyName: "<b>\u001b[2J@all" },
    };
    const { terminal, markdown } = textsOfEvents([...PASSES, gaveUp]);
    expect(terminal + markdown).not.to.contain("\u001b");
    expect(markdown).to.contain("&lt;b&gt;\\[2J@<!-- -->all");
  });

  it("are the same in a log's own words", () => {
    const { markdown } = textsOfEvents([...PASSES, failureNamed("<b> @all | #1")]);
    expect(markdown).to.contain("**mandatory fail** I-1 shared-key\\[&lt;b&gt; @<!-- -->all \\| \\#<!-- -->1\\]");
  });
});
