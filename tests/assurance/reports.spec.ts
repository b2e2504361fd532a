import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { readEvents } from "../../assurance/events";
import type { EngineEvent } from "../../assurance/events";
import { evidenceFrom } from "../../assurance/evidence";
import { markdownReport } from "../../assurance/markdown";
import { columns } from "../../assurance/plain-text";
import { registerOf } from "../../assurance/register";
import type { Controls } from "../../assurance/register";
import { terminalReport } from "../../assurance/terminal";
import { escapeName } from "../../policies/model";
import { control, controls, end, FAIL, judged, PASSES, urn, violation } from "./runs";

const golden = (name: string) => readFileSync(join(__dirname, "golden", name), "utf8");

function reportsOf(events: readonly EngineEvent[], known: Controls = controls) {
  const evidence = evidenceFrom(events);
  const register = registerOf(evidence, known);
  return {
    terminal: terminalReport(evidence, register, { color: false }),
    coloured: terminalReport(evidence, register, { color: true }),
    markdown: markdownReport(evidence, register),
  };
}

/** A failure of which each part that others write is `text`. */
function failureNamed(text: string): EngineEvent {
  const message = `I-1 shared-key[${escapeName(text)}] fail: ${text}\n  set: ${text}\n  remedy: ${text}`;
  return { policyEvent: { ...violation("mandatory", message, text).policyEvent, policyName: "shared-key" } };
}

describe("the reports", () => {
  const blocked = reportsOf(readEvents(golden("blocked-preview.ndjson")), {
    catalogue: [
      control("key-vault-hardened", "G2"),
      control("public-network-access-disabled", "G3"),
      control("no-default-outbound-access", "D-3"),
      control("nsg-explicit-rules", "D-2"),
      control("subnet-own-nsg", "D-2"),
      control("storage-shared-key-disabled", "I-1"),
      control("audit-logs-collected", "R-1"),
      control("state-backend-remote", "T-2", "I-2"),
      control("state-secrets-encrypted", "T-2", "I-2"),
    ],
    planned: { "D-2": ["flow-logs-collected"], "S-1": ["osmo-token-login"] },
  });

  it("show a blocked preview in the terminal as the golden file has it", () => {
    expect(blocked.terminal).to.equal(golden("blocked-preview.terminal.txt"));
  });

  it("show a blocked preview in Markdown as the golden file has it", () => {
    expect(blocked.markdown).to.equal(golden("blocked-preview.markdown.txt"));
  });

  it("have colour in the terminal only where asked, and no other word by it", () => {
    expect(blocked.terminal).not.to.contain("\u001b");
    expect(blocked.coloured).to.contain("\u001b[31mmandatory fail\u001b[39m");
    // eslint-disable-next-line no-control-regex
    expect(blocked.coloured.replace(/\u001b\[\d+m/g, "")).to.equal(blocked.terminal);
  });

  it("say when a run did not come to its end, and why", () => {
    const { terminal, markdown } = reportsOf([judged(["shared-key"]), end("canceled")]);
    for (const text of [terminal, markdown]) expect(text).to.contain("did not come to its end (it was canceled)");
  });

  it("say when the pack judged nothing", () => {
    const { terminal, markdown } = reportsOf([end()]);
    for (const text of [terminal, markdown]) expect(text).to.contain("The policy pack judged nothing");
  });
});

describe("names and messages of others", () => {
  const someText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 400 }),
    fc.string({ unit: "grapheme", minLength: 50, maxLength: 400 }),
  );
  const lines = (text: string) => text.trimEnd().split("\n");

  it("fit 100 columns of the terminal, however long or wide", () => {
    fc.assert(
      fc.property(someText, (text) => {
        for (const line of lines(reportsOf([...PASSES, failureNamed(text)]).terminal))
          expect(columns(line), line).to.be.at.most(100);
      }),
    );
  });

  it("bring no control or format character into a report", () => {
    fc.assert(
      fc.property(someText, (text) => {
        const { terminal, markdown } = reportsOf([...PASSES, failureNamed(`\u001b[2J\u009b\u202e${text}`)]);
        for (const report of [terminal, markdown]) expect(report.replaceAll("\n", "")).not.to.match(/[\p{Cc}\p{Cf}]/u);
      }),
    );
  });

  it("add no line to a report that is not theirs", () => {
    const forged = "x\r\n| S-1 | forged | High | Open | mitigated | |\u2028# Forged";
    const { markdown } = reportsOf([...PASSES, failureNamed(forged)]);
    expect(lines(markdown).filter((line) => /^(\||#)/.test(line) && /forged/i.test(line))).to.deep.equal([]);
  });

  const hostile: readonly [string, string, RegExp][] = [
    ["HTML", '<img src=x onerror="alert(1)">', /<img/],
    ["a link", "[click](javascript:alert(1))", /(?<!\\)\[click/],
    ["a bare link", "https://evil.example www.evil.example", /https:\/\/|www\./],
    ["an image", "![x](y)", /(?<!\\)!/],
    ["a mention", "@everyone", /@everyone/],
    ["a reference to an issue", "#12", /#12/],
    ["code or emphasis", "`a` *b* _c_ ~d~", /(?<!\\)[`_~]/],
    ["a column of a table", "a | b", /(?<!\\)\|/],
    ["a formula", "$a$", /(?<!\\)\$/],
    ["an escaped escape", "\\<b>", /<b>/],
  ];
  for (const [what, text, markup] of hostile) {
    it(`are no ${what.replace(/^an? /, "")} in Markdown`, () => {
      const { markdown } = reportsOf([...PASSES, failureNamed(text)]);
      const findings = markdown.slice(markdown.indexOf("## Findings"));
      expect(findings).not.to.match(markup);
    });
  }

  it("of a policy that says nothing readable do no harm either", () => {
    const gaveUp: EngineEvent = {
      policyEvent: { ...violation("advisory", "x").policyEvent, policyName: "<b>\u001b[2J@all" },
    };
    const { terminal, markdown } = reportsOf([...PASSES, gaveUp]);
    expect(terminal + markdown).not.to.contain("\u001b");
    expect(markdown).not.to.match(/<b>|@all/);
  });

  it("stand as a waiver names them", () => {
    const { terminal } = reportsOf([...PASSES, violation("mandatory", FAIL.replace("[data]", "[a%5Bb%5D]"))]);
    expect(terminal).to.contain("I-1 shared-key[a%5Bb%5D]: accepts keys");
    expect(terminal).to.contain(`resource: data (${urn("x").split("::")[2]})`);
  });
});
