import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import type { Finding } from "../../../assurance/evidence";
import { sarifReport } from "../../../assurance/formats/sarif";
import { findingId } from "../../../policies/model";
import { finding } from "../assessed";
import { urn } from "../runs";
import { sarifViolations } from "../schemas/validate";
import { EACH, reported, reportText } from "./machine-readable";

/** What these tests read of a log. */
interface Log {
  readonly runs: readonly [Run];
}

interface Run {
  readonly tool: { readonly driver: { readonly version?: string; readonly rules: readonly Rule[] } };
  readonly automationDetails: { readonly id: string };
  readonly invocations: readonly [
    { readonly executionSuccessful: boolean; readonly toolExecutionNotifications: readonly Notification[] },
  ];
  readonly results: readonly Result[];
  readonly taxonomies: readonly [{ readonly taxa: readonly { readonly id: string }[] }];
}

interface Rule {
  readonly id: string;
  readonly defaultConfiguration?: { readonly level: string };
  readonly relationships: readonly { readonly target: { readonly id: string; readonly index: number } }[];
  readonly properties: Readonly<Record<string, unknown>> & { readonly tags: readonly string[] };
}

interface Notification {
  readonly level: string;
  readonly descriptor: { readonly id: string };
  readonly message: { readonly text: string };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions: readonly { readonly justification: string }[];
  readonly locations: readonly {
    readonly logicalLocations: readonly { readonly name: string; readonly fullyQualifiedName: string }[];
  }[];
}

type Options = Parameters<typeof reported>;
const runOf = (findings: readonly Finding[], run?: Options[2], rest?: Options[3]): Run =>
  reported<Log>(sarifReport, findings, run, rest).runs[0];
const resultOf = (one: Finding): Result => runOf([one]).results[0]!;
const fingerprintOf = (one: Finding): string => resultOf(one).partialFingerprints.primaryLocationLineHash!;
const notificationsOf = (...args: Parameters<typeof runOf>) =>
  runOf(...args).invocations[0].toolExecutionNotifications.map(({ level, descriptor }) => `${level} ${descriptor.id}`);

describe("the SARIF report", () => {
  it("is what the golden file has", () => {
    const golden = readFileSync(join(__dirname, "golden", "each-verdict.sarif.txt"), "utf8");
    expect(reportText(sarifReport, EACH)).to.equal(golden);
  });

  it("is valid by the published schema, also with hostile names and without anything to tell", () => {
    expect(sarifViolations(reported(sarifReport, EACH))).to.deep.equal([]);
    expect(sarifViolations(reported(sarifReport, [], { project: "", stack: "", packs: [] }))).to.deep.equal([]);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const hostile = finding(text, "fail", { subject: text, statement: text, set: text, resource: urn(text) });
        expect(sarifViolations(reported(sarifReport, [hostile], { stack: text, caveats: [text] }))).to.deep.equal([]);
      }),
      { numRuns: 50 },
    );
  });

  it("has a rule for each control, in the catalogue's order, then for what only the run knows", () => {
    const { rules } = runOf([finding("newer", "fail", { serves: ["T-1"] })]).tool.driver;
    expect(rules.map(({ id }) => id)).to.deep.equal([
      "shared-key-disabled",
      "own-nsg",
      "explicit-rules",
      "hardened",
      "newer",
    ]);
  });

  it("gives a rule the level and the score of its severity, and counts its passes", () => {
    const [rule] = runOf([finding("shared-key-disabled", "pass"), finding("shared-key-disabled", "pass")]).tool.driver
      .rules;
    expect(rule?.defaultConfiguration?.level).to.equal("error");
    expect(rule?.properties).to.deep.include({ "security-severity": "8.0", verdict: "pass" });
    expect(rule?.properties.counts).to.include({ pass: 2, fail: 0 });
  });

  it("relates a rule to each threat and goal that it serves, by its place in the taxonomy", () => {
    const { tool, taxonomies } = runOf(EACH);
    const targets = tool.driver.rules[2]!.relationships.map(({ target }) => target);
    expect(targets.map(({ id }) => id)).to.deep.equal(["D-2", "G3"]);
    for (const { id, index } of targets) expect(taxonomies[0].taxa[index]?.id).to.equal(id);
  });

  it("tags every rule as security, with at most the 20 tags that GitHub takes", () => {
    for (const { properties } of runOf(EACH).tool.driver.rules) {
      expect(properties.tags).to.include("security");
      expect(properties.tags.length).to.be.at.most(20);
    }
  });

  const levels: readonly [Finding["verdict"], Finding["level"], string, string][] = [
    ["fail", "mandatory", "fail", "error"],
    ["fail", "advisory", "fail", "warning"],
    ["error", "mandatory", "fail", "error"],
    ["error", "advisory", "fail", "warning"],
    ["waived", "advisory", "fail", "warning"],
    ["undetermined", "advisory", "open", "none"],
    ["undetermined", "mandatory", "open", "none"],
  ];
  for (const [verdict, level, kind, sarifLevel] of levels) {
    it(`has a finding that is ${verdict} and ${level} as ${kind}, ${sarifLevel}`, () => {
      expect(resultOf(finding("own-nsg", verdict, { level }))).to.include({ kind, level: sarifLevel });
    });
  }

  it("has no result for a pass", () => expect(runOf([finding("own-nsg", "pass")]).results).to.deep.equal([]));

  it("suppresses a waived finding, naming owner, last day, reason and what protects meanwhile, and no other", () => {
    const suppressed = runOf(EACH).results.map(({ ruleId, suppressions }) => [ruleId, suppressions.length]);
    expect(suppressed).to.deep.equal([
      ["explicit-rules", 1],
      ["hardened", 0],
      ["own-nsg", 0],
      ["shared-key-disabled", 0],
    ]);
    expect(runOf(EACH).results[0]?.suppressions[0]?.justification).to.equal(
      "network-team accepts it until 2026-12-31: the peer has none. Meanwhile: traffic is filtered at the hub.",
    );
  });

  it("points each result at its rule", () => {
    const { results, tool } = runOf(EACH);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).to.equal(ruleId);
  });

  it("names the resource by its URN, and the stack where that is what was judged", () => {
    const placeOf = (resource: string) =>
      resultOf(finding("own-nsg", "fail", { resource })).locations[0]!.logicalLocations[0];
    expect(placeOf(urn("data"))).to.deep.equal({ name: "data", fullyQualifiedName: urn("data"), kind: "resource" });
    expect(placeOf("")).to.deep.equal({ name: "stack", fullyQualifiedName: "shop/dev", kind: "stack" });
  });

  it("says in the message what is wrong, where, and what to do", () => {
    expect(runOf(EACH).results.at(-1)?.message.text).to.equal(
      "shared-key-disabled[data]: takes shared keys; resource: data (azure-native:storage:StorageAccount); " +
        "set: allowSharedKeyAccess to false; remedy: Set allowSharedKeyAccess to false.",
    );
  });

  it("lets no name be a link, a placeholder or an escape sequence of the message", () => {
    const { text } = resultOf(
      finding("own-nsg", "fail", { subject: "a](https://b.example)", statement: "\u001b[31mred\u001b[0m {0} [x](y)" }),
    ).message;
    expect(text).to.contain("[31mred[0m {{0}} [x] (y)");
    expect(text).not.to.contain("](").and.not.to.contain("\u001b");
  });

  it("says whose run it is, each name as one part of the path", () => {
    expect(runOf([]).automationDetails.id).to.equal("physical-ai/shop/dev/");
    expect(runOf([], { project: "", stack: "a/b" }).automationDetails.id).to.equal("physical-ai/unknown/a%2Fb/");
  });
});

describe("the fingerprint of a SARIF result", () => {
  const one = finding("own-nsg", "fail", { subject: "data/rules", statement: "has none", level: "mandatory" });

  it("stays when verdict, level, wording, time and the resource's place in the program change", () => {
    const moved = "urn:pulumi:dev::p::app:Platform$app:Data$azure-native:storage:StorageAccount::data";
    const changes: readonly Partial<Finding>[] = [
      { verdict: "waived", level: "advisory" },
      { statement: "has no rules", set: "rules", remedy: "add some" },
      { time: "2027-01-01T00:00:00.000Z", source: "rehearsal" },
      { resource: moved },
    ];
    for (const change of changes) expect(fingerprintOf({ ...one, ...change })).to.equal(fingerprintOf(one));
  });

  it("stays whatever else the run found, and in whatever order", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...EACH]), (others) => {
        const found = runOf([...others, one]).results.map(({ partialFingerprints }) => partialFingerprints);
        expect(found.map(({ primaryLocationLineHash }) => primaryLocationLineHash)).to.include(fingerprintOf(one));
      }),
    );
  });

  it("differs by control, subject, resource and stack", () => {
    const others = [
      fingerprintOf({ ...one, control: "explicit-rules" }),
      fingerprintOf({ ...one, subject: "data" }),
      fingerprintOf({ ...one, resource: urn("other") }),
      runOf([one], { stack: "prod" }).results[0]?.partialFingerprints.primaryLocationLineHash,
    ];
    expect(new Set([...others, fingerprintOf(one)]).size).to.equal(5);
  });

  it("differs for each finding of a run, as for a waiver", () => {
    const { results } = runOf(EACH);
    const hashes = results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
    expect(new Set(hashes).size).to.equal(
      new Set(EACH.map(({ control, subject }) => findingId(control, subject))).size - 1,
    );
  });
});

describe("the execution that the SARIF report tells of", () => {
  const success = (...args: Parameters<typeof runOf>) => runOf(...args).invocations[0].executionSuccessful;
  const [failure] = EACH.slice(-1);

  it("is successful where the run is whole, whatever fails in it", () => {
    expect(success([failure!])).to.equal(true);
    expect(notificationsOf([failure!])).to.deep.equal([]);
  });

  it("is not where the run did not come to its end, and says why", () => {
    const run = { complete: false, shortfall: "it was canceled" };
    expect(success([], run)).to.equal(false);
    expect(runOf([], run).invocations[0].toolExecutionNotifications[0]?.message.text).to.contain("it was canceled");
  });

  it("is not where the pack judged nothing", () => {
    expect(success([], { judged: false })).to.equal(false);
    expect(notificationsOf([], { judged: false })).to.deep.equal(["error run-not-whole"]);
  });

  it("is not where a control could not be evaluated", () => {
    expect(success([finding("own-nsg", "error")])).to.equal(false);
    expect(notificationsOf([finding("own-nsg", "error")])).to.deep.equal(["error control-threw"]);
  });

  it("tells of stand-ins, a rehearsal, caveats and other packs, and is successful all the same", () => {
    const run = { standIns: true, rehearsed: true, caveats: ["the chart could not be had"] };
    const foreign = [{ pack: "other", policy: "tags", resource: "", level: "advisory" }] as const;
    expect(success([], run, { foreign })).to.equal(true);
    expect(notificationsOf([], run, { foreign })).to.deep.equal([
      "warning run-caveat",
      "note stand-ins",
      "note rehearsed",
      "warning other-pack",
    ]);
  });
});
