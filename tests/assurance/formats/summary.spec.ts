import { expect } from "chai";
import { assessmentOf } from "../../../assurance/assessment";
import type { Evidence, Finding } from "../../../assurance/evidence";
import { caveats, judgedBy, runTitle, verdictLine } from "../../../assurance/formats/summary";
import { catalogue } from "../../../policies/catalogue";
import { evidenceOf, finding } from "../assessed";
import { prodWith } from "./text-runs";

const verdictOf = (evidence: Evidence) =>
  verdictLine(evidence, assessmentOf(evidence, catalogue, { today: "2026-11-25" }));

const key = finding("mek-outside-configmap", "fail", { level: "mandatory" });
const foreign = { pack: "company-tags", policy: "owner", resource: "", level: "mandatory" } as const;

describe("the verdict line", () => {
  const of = (findings: readonly Finding[], run: Partial<Evidence["run"]> = {}) => verdictOf(evidenceOf(findings, run));

  it("holds where nothing mandatory fails, and counts what else was found", () => {
    expect(of([finding("token-expiry", "pass")])).to.equal("Holds: nothing mandatory fails.");
    expect(of([finding("token-expiry", "fail"), finding("osmo-rate-limit", "undetermined")])).to.equal(
      "Holds: nothing mandatory fails (findings: 1 advisory fail, 1 undetermined).",
    );
  });

  it("blocks on what is mandatory, of whatever pack", () => {
    expect(of([key])).to.equal("Blocked: 1 mandatory finding fails.");
    expect(verdictOf({ ...evidenceOf([key, { ...key, subject: "b" }]), foreign: [foreign] })).to.equal(
      "Blocked: 2 mandatory findings fail, 1 mandatory violation of other packs.",
    );
    expect(verdictOf({ ...evidenceOf([]), foreign: [foreign] })).to.equal(
      "Blocked: 1 mandatory violation of other packs.",
    );
  });

  it("claims nothing of a run that was not judged, or not to its end", () => {
    expect(of([], { judged: false })).to.equal("Not judged: the policy pack was not there.");
    expect(of([], { complete: false, shortfall: "it was canceled" })).to.equal(
      "Not decided: nothing mandatory fails as far as the run came, which was not its end.",
    );
    expect(of([key], { complete: false, shortfall: "it was canceled" })).to.equal(
      "Blocked: 1 mandatory finding fails, in a run that did not come to its end.",
    );
  });
});

describe("the caveats of a run", () => {
  it("are none where there is nothing to know", () => {
    expect(caveats(evidenceOf([finding("token-expiry", "pass")]))).to.deep.equal([]);
  });

  it("have the gravest first", () => {
    const undetermined = finding("token-expiry", "undetermined");
    const run = {
      complete: false,
      shortfall: "it was canceled",
      rehearsed: true,
      standIns: true,
      caveats: ["A chart was not there."],
    };
    expect(caveats(evidenceOf([undetermined, { ...undetermined, subject: "b" }], run))).to.deep.equal([
      "The run did not come to its end (it was canceled): what it did not reach is not judged, and nothing counts as mitigated.",
      "A chart was not there.",
      "2 findings are undetermined: what decides is not known in this run. Nothing undetermined counts as mitigated.",
      "What the preview could not know was decided by a rehearsed update on stand-ins: values that only Azure knows are made up.",
      "Stand-ins answered for Azure in this run: values that only Azure knows are made up.",
    ]);
  });
});

describe("what was judged", () => {
  it("is told with its stack, its time and the pack", () => {
    const evidence = prodWith([]);
    expect(runTitle(evidence)).to.equal("preview of physical-ai/prod, 2026-11-25 12:55:20 UTC");
    expect(judgedBy(evidence)).to.equal(
      "620 resources judged by physical-ai-stride 0.1.0 against Physical AI STRIDE threat model 1.0.0",
    );
  });

  it("is told of a run that names no stack and no time", () => {
    expect(
      runTitle({ run: { ...prodWith([]).run, project: "", stack: "", started: undefined, ended: undefined } }),
    ).to.equal("preview of no stack");
  });
});
