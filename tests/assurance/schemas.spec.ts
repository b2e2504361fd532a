import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { assessmentOf } from "../../assurance/assessment";
import { assessmentSchema } from "../../assurance/assessment-schema";
import { readEvents } from "../../assurance/events";
import { evidenceFrom } from "../../assurance/evidence";
import { json } from "../../assurance/formats/json";
import { schemaFiles } from "../../assurance/schemas";
import { catalogue } from "../../policies/catalogue";
import { violationsOf } from "./schemas/validate";
import { end, ERROR, FAIL, judged, stack, violation, WAIVED } from "./runs";

const REPOSITORY = join(__dirname, "..", "..");
const [EVIDENCE, ASSESSMENT] = ["evidence-1.schema.json", "assessment-1.schema.json"];

const read = (path: string) => JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
const published = (name: string) => read(join(REPOSITORY, "assurance", "schema", name));

const events = readEvents(readFileSync(join(__dirname, "golden", "blocked-preview.ndjson"), "utf8"));
const evidence = evidenceFrom(events, { standIns: true, caveats: ["a chart could not be had"] });
const earlier = evidenceFrom([
  judged(["subnet-own-nsg"]),
  violation("mandatory", FAIL),
  violation("advisory", ERROR),
  violation("advisory", WAIVED),
  violation("mandatory", "D-2 waivers[waiver 1 of subnet-own-nsg] fail: expired on 2020-01-01\n"),
  stack(),
  end(),
]);

/** As a reader of the file has them. */
const written = (value: unknown): unknown => JSON.parse(json(value));
const assess = (of: typeof evidence) => assessmentOf(of, catalogue, { today: "2026-11-25", earlier });

describe("the published JSON Schemas", () => {
  for (const [path, text] of schemaFiles()) {
    it(`are what the program makes of its types: ${path}`, () => {
      expect(read(join(REPOSITORY, path)), "stale: npm run docs writes it anew").to.deep.equal(JSON.parse(text));
    });
  }

  it("have their version in their name and their id", () => {
    expect([...schemaFiles().keys()]).to.deep.equal([
      "assurance/schema/evidence-1.schema.json",
      "assurance/schema/assessment-1.schema.json",
    ]);
    expect(published(EVIDENCE).$id).to.equal("urn:physical-ai:evidence:1");
    expect(published(ASSESSMENT).$id).to.equal("urn:physical-ai:assessment:1");
  });

  it("take the evidence and the assessment of a run", () => {
    for (const each of [evidence, earlier]) {
      expect(violationsOf(published(EVIDENCE), written(each))).to.deep.equal([]);
      expect(violationsOf(published(ASSESSMENT), written(assess(each)))).to.deep.equal([]);
    }
  });

  it("refuse what has more or less than that", () => {
    const whole = written(evidence) as Record<string, unknown>;
    expect(violationsOf(published(EVIDENCE), { ...whole, more: 1 })).to.deep.equal([
      " must NOT have additional properties",
    ]);
    expect(violationsOf(published(EVIDENCE), { ...whole, version: 2 })).to.deep.equal([
      "/version must be equal to constant",
    ]);
    const { threats, ...rest } = assess(evidence);
    expect(threats.length).to.equal(19);
    expect(violationsOf(published(ASSESSMENT), written(rest))).to.deep.equal([
      " must have required property 'threats'",
    ]);
  });
});

describe("the form of an assessment", () => {
  it("has everything that the assessment of a run has, and nothing else", () => {
    for (const each of [evidence, earlier]) expect(assessmentSchema.parse(assess(each))).to.deep.equal(assess(each));
  });
});
