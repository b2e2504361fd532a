import { expect } from "chai";
import fc from "fast-check";
import type { Evidence, Finding } from "../../../assurance/evidence";
import { otmReport } from "../../../assurance/formats/otm";
import { finding } from "../assessed";
import { urn } from "../runs";
import { otmViolations } from "../schemas/validate";
import { EACH, reported } from "./machine-readable";

/** What these tests read of a model. */
interface ThreatModel {
  readonly project: { readonly id: string; readonly description: string; readonly attributes: Attributes };
  readonly assets: readonly {
    readonly id: string;
    readonly name: string;
    readonly risk: Readonly<Record<string, unknown>>;
  }[];
  readonly trustZones: readonly Element[];
  readonly components: readonly (Element & { readonly threats: readonly ThreatInstance[] })[];
  readonly dataflows: readonly (Element & { readonly source: string; readonly destination: string })[];
  readonly threats: readonly (Element & { readonly categories: readonly string[]; readonly risk: unknown })[];
  readonly mitigations: readonly (Element & { readonly riskReduction: number })[];
}

interface Element {
  readonly id: string;
  readonly name: string;
  readonly parent?: { readonly trustZone: string };
  readonly attributes: Attributes;
}

type Attributes = Readonly<Record<string, string>>;

interface ThreatInstance {
  readonly threat: string;
  readonly state: string;
  readonly mitigations: readonly { readonly mitigation: string; readonly state: string }[];
}

const modelOf = (findings: readonly Finding[], run?: Partial<Evidence["run"]>) =>
  reported<ThreatModel>(otmReport, findings, run);
const instanceOf = (id: string, ...args: Parameters<typeof modelOf>) =>
  modelOf(...args)
    .components.flatMap(({ threats }) => threats)
    .find(({ threat }) => threat === id)!;
const statesOf = (...args: Parameters<typeof instanceOf>) =>
  instanceOf(...args).mitigations.map(({ mitigation, state }) => `${mitigation} ${state}`);

describe("the Open Threat Model report", () => {
  it("is valid by the published schema, also with hostile names and without anything to tell", () => {
    expect(otmViolations(modelOf(EACH))).to.deep.equal([]);
    expect(otmViolations(modelOf([], { project: "", stack: "", packs: [], judged: false }))).to.deep.equal([]);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const hostile = finding("own-nsg", "fail", { subject: text, statement: text, resource: urn(text) });
        expect(otmViolations(modelOf([hostile], { stack: text, caveats: [text] }))).to.deep.equal([]);
      }),
      { numRuns: 50 },
    );
  });

  it("has the 19 threats with category, boundary and risk of the model", () => {
    const { threats } = modelOf(EACH);
    expect(threats.length).to.equal(19);
    expect(threats.find(({ id }) => id === "T-2")).to.deep.include({
      name: "Terraform State Local Storage",
      categories: ["Tampering"],
      tags: ["TB-5"],
      risk: { likelihood: 83, likelihoodComment: "High in the model", impact: 83, impactComment: "High in the model" },
    });
  });

  it("has each threat at exactly one component", () => {
    const placed = modelOf(EACH).components.flatMap(({ threats }) => threats.map(({ threat }) => threat));
    expect([...placed].sort()).to.deep.equal(
      modelOf(EACH)
        .threats.map(({ id }) => id)
        .sort(),
    );
  });

  it("has each of the eight boundaries as a flow between components in different zones", () => {
    const { dataflows, components } = modelOf(EACH);
    const zoneOf = (id: string) => components.find((component) => component.id === id)?.parent?.trustZone;
    expect(dataflows.map(({ id }) => id).join(" ")).to.equal("TB-1 TB-2 TB-3 TB-4 TB-5 TB-6 TB-7 TB-8");
    for (const { id, source, destination } of dataflows) {
      expect(zoneOf(source), id).not.to.equal(undefined);
      expect(zoneOf(destination), id).not.to.equal(undefined);
      expect(zoneOf(source), id).not.to.equal(zoneOf(destination));
    }
  });

  it("gives each boundary two zones as its sides, within which its flow begins and ends", () => {
    const { trustZones, dataflows, components } = modelOf(EACH);
    const around = (zone: string | undefined): string[] =>
      zone === undefined ? [] : [zone, ...around(trustZones.find(({ id }) => id === zone)?.parent?.trustZone)];
    const zonesOf = (end: string) => around(components.find(({ id }) => id === end)?.parent?.trustZone);
    for (const { id, source, destination } of dataflows) {
      const sides = trustZones.filter(({ attributes }) => attributes.boundaries?.split(",").includes(id));
      const [from, to] = [zonesOf(source), zonesOf(destination)].map((zones) =>
        sides.filter((side) => zones.includes(side.id)).map((side) => side.id),
      );
      expect([...from!, ...to!].sort(), id).to.deep.equal(sides.map((side) => side.id).sort());
      expect([from!.length, to!.length], id).to.deep.equal([1, 1]);
    }
  });

  it("names only zones and assets that it has, and no id twice", () => {
    const model = modelOf(EACH);
    const zones = model.trustZones.map(({ id }) => id);
    for (const { id, parent } of [...model.components, ...model.trustZones]) {
      if (parent) expect(zones, id).to.include(parent.trustZone);
    }
    for (const elements of [model.assets, model.trustZones, model.components, model.threats, model.mitigations]) {
      const ids = elements.map(({ id }) => id);
      expect(ids).to.deep.equal([...new Set(ids)]);
    }
  });

  it("rates an asset by what the threats to it harm", () => {
    expect(modelOf(EACH).assets.find(({ name }) => name === "AKS cluster")?.risk).to.deep.equal({
      confidentiality: 0,
      integrity: 0,
      availability: 83,
      comment: "Impact of D-1, by what their category harms",
    });
  });

  it("has a threat as mitigated where every control passes, with its controls as implemented", () => {
    const passes = [finding("own-nsg", "pass"), finding("explicit-rules", "pass")];
    expect(instanceOf("D-2", passes).state).to.equal("mitigated");
    expect(statesOf("D-2", passes)).to.deep.equal(["own-nsg implemented", "explicit-rules implemented"]);
  });

  const pass = finding("explicit-rules", "pass");
  const states: readonly [string, string, string, readonly Finding[], Partial<Evidence["run"]>][] = [
    ["a mandatory failure", "exposed", "required", [finding("own-nsg", "fail", { level: "mandatory" }), pass], {}],
    ["an advisory failure", "accepted", "recommended", [finding("own-nsg", "fail"), pass], {}],
    ["a waived failure", "accepted", "rejected", [finding("own-nsg", "waived"), pass], {}],
    ["a finding that is not decided", "exposed", "required", [finding("own-nsg", "undetermined"), pass], {}],
    ["a control that threw", "exposed", "required", [finding("own-nsg", "error"), pass], {}],
    ["a control without anything to judge", "exposed", "recommended", [pass], {}],
    [
      "passes of a run that is not whole",
      "exposed",
      "required",
      [finding("own-nsg", "pass"), pass],
      { complete: false },
    ],
    ["passes without the pack", "exposed", "required", [finding("own-nsg", "pass"), pass], { judged: false }],
  ];
  for (const [what, threat, mitigation, findings, run] of states) {
    it(`has a threat with ${what} as ${threat}, the control as ${mitigation}`, () => {
      expect(instanceOf("D-2", findings, run).state).to.equal(threat);
      expect(statesOf("D-2", findings, run)[0]).to.equal(`own-nsg ${mitigation}`);
    });
  }

  it("keeps the exact status and the model's own beside it", () => {
    const { attributes } = modelOf(EACH).threats.find(({ id }) => id === "I-1")!;
    expect(attributes).to.include({ status: "open", modelStatus: "Accepted", rating: "Medium" });
  });

  it("has each control with what the run showed of it, sharing the threat equally", () => {
    const { mitigations } = modelOf(EACH);
    expect(mitigations.map(({ id, riskReduction }) => [id, riskReduction])).to.deep.equal([
      ["shared-key-disabled", 100],
      ["own-nsg", 50],
      ["explicit-rules", 50],
      ["hardened", 0],
    ]);
    expect(mitigations[1]?.attributes).to.include({ serves: "D-2", verdict: "error", pass: "1", error: "1" });
  });

  it("says of whose run it tells, and what the reader has to know of it", () => {
    const run = {
      complete: false,
      shortfall: "it was canceled",
      standIns: true,
      rehearsed: true,
      caveats: ["The chart of osmo could not be had."],
    };
    const { id, description, attributes } = modelOf(EACH, run).project;
    expect(id).to.equal("shop-dev");
    expect(description).to.contain("it was canceled");
    expect(description).to.contain("Stand-ins answered for Azure");
    expect(description).to.contain("was decided by a rehearsed update");
    expect(description).to.contain("The chart of osmo could not be had.");
    expect(attributes).to.include({ complete: "false", standIns: "true", rehearsed: "true", judged: "true" });
  });
});
