import { expect } from "chai";
import fc from "fast-check";
import type { EngineEvent } from "../../assurance/events";
import { evidenceFrom } from "../../assurance/evidence";
import { AWAITS, end, FAIL, judged, PASSES, stack, urn, violation, WAIVED } from "./runs";

const findingsOf = (...events: readonly EngineEvent[]) => evidenceFrom(events).findings;
const shortfallOf = (...events: readonly EngineEvent[]) => evidenceFrom(events).run.shortfall;
const foreign: EngineEvent = {
  policyEvent: { ...violation("mandatory", "canary-91c").policyEvent, policyPackName: "other", policyName: "tags" },
};

describe("the evidence of a run", () => {
  it("has of a failure what is wrong, where, and what to set", () => {
    expect(findingsOf(violation("mandatory", FAIL))).to.deep.equal([
      {
        control: "shared-key",
        serves: ["I-1"],
        subject: "data",
        resource: urn("data"),
        verdict: "fail",
        level: "mandatory",
        statement: "accepts keys",
        set: "a to false",
        remedy: "mend it",
        source: "event",
      },
    ]);
  });

  it("has of a waived failure whose waiver it is and what protects meanwhile", () => {
    expect(findingsOf(violation("advisory", WAIVED))[0]).to.deep.include({
      verdict: "waived",
      waiver: { owner: "team", expires: "2099-01-01", reason: "why", compensatingControl: "rotated" },
    });
  });

  it("has each of the findings that await the update, with its own resource", () => {
    const message = `${AWAITS}  D-2 own-nsg[a @ b] undetermined: b is not known yet @ ${urn("a @ urn: b")}\n`;
    expect(
      findingsOf(violation("advisory", message)).map(({ control, resource }) => [control, resource]),
    ).to.deep.equal([
      ["own-nsg", urn("a @ urn: b")],
      ["shared-key", urn("data")],
    ]);
  });

  it("is the same of a log with the engine's colours as of one without", () => {
    const coloured = violation("mandatory", `<{%reset%}>${FAIL.trim()}<{%reset%}>\n`);
    expect(findingsOf({ policyEvent: { ...coloured.policyEvent, policyName: "shared-key" } })).to.deep.equal(
      findingsOf(violation("mandatory", FAIL)),
    );
  });

  it("has a failure that only the engine counted as undetermined, on a resource and on the stack", () => {
    expect(
      findingsOf(judged([], "data", ["shared-key"]), stack([], ["own-nsg"])).map(({ control, verdict }) => [
        control,
        verdict,
      ]),
    ).to.deep.equal([
      ["own-nsg", "undetermined"],
      ["shared-key", "undetermined"],
    ]);
  });

  it("has a mandatory violation that can't be read as an error", () => {
    expect(findingsOf(violation("mandatory", "x"))[0]).to.include({ verdict: "error", level: "mandatory" });
  });

  it("lists violations of other packs apart, without their words", () => {
    const evidence = evidenceFrom([foreign]);
    expect(evidence.findings).to.deep.equal([]);
    expect(evidence.foreign).to.deep.equal([
      { pack: "other", policy: "tags", resource: urn("data"), level: "mandatory" },
    ]);
  });

  it("names the packs that judged", () => {
    expect(evidenceFrom([...PASSES, foreign]).run.packs.map(({ name }) => name)).to.deep.equal([
      "other",
      "physical-ai-stride",
    ]);
  });

  const step = (planning?: boolean): EngineEvent => ({ resourcePreEvent: { planning } });
  const operations: readonly [string, "preview" | "update", readonly EngineEvent[]][] = [
    ["a preview by its summary", "preview", [step(), end()]],
    ["an update by its summary", "update", [{ summaryEvent: { isPreview: false } }]],
    ["a preview that was cut off by its steps", "preview", [step(true)]],
    ["an update that was cut off by its steps", "update", [step()]],
  ];
  for (const [what, operation, events] of operations) {
    it(`knows ${what}`, () => expect(evidenceFrom(events).run.operation).to.equal(operation));
  }

  it("is whole where the run ended, and where only a mandatory violation ended it", () => {
    expect(shortfallOf(...PASSES)).to.equal(undefined);
    const lastWords = { diagnosticEvent: { severity: "error", message: "<{%reset%}>preview failed<{%reset%}>\n" } };
    expect(shortfallOf(judged([]), violation("mandatory", FAIL), stack(), lastWords, end("failed"))).to.equal(
      undefined,
    );
  });

  const shortfalls: readonly [string, string, readonly EngineEvent[]][] = [
    ["ends early", "its events end before the run does", PASSES.slice(0, -1)],
    ["was canceled", "it was canceled", [judged([]), stack(), end("canceled")]],
    ["failed for no reason it tells", "it failed", [judged([]), stack(), end("failed")]],
    ["had a failing operation", "an operation on a resource failed", [...PASSES, { resOpFailedEvent: {} }]],
    [
      "had an error of the engine",
      "the engine reported an error",
      [...PASSES, { diagnosticEvent: { severity: "error", message: "provider crashed" } }],
    ],
    [
      "lacks lines of its log",
      "events are missing from its log",
      PASSES.map((event, index) => ({ ...event, sequence: index === 0 ? 0 : index + 1 })),
    ],
    ["was not judged as a whole", "the stack as a whole was not judged", [judged([]), end()]],
  ];
  for (const [what, why, events] of shortfalls) {
    it(`says of a run that ${what}: ${why}`, () => expect(shortfallOf(...events)).to.equal(why));
  }

  it("does not depend on the order of the events", () => {
    const any = [
      ...PASSES,
      foreign,
      violation("mandatory", FAIL),
      violation("advisory", WAIVED),
      violation("advisory", FAIL),
      violation("advisory", AWAITS),
      judged([], "other", ["shared-key"]),
      stack([], ["own-nsg"]),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(any), (events) => {
        const inOrder = any.filter((event) => events.includes(event));
        expect(evidenceFrom(events)).to.deep.equal(evidenceFrom(inOrder));
      }),
    );
  });
});
