import { expect } from "chai";
import type { Finding } from "../../../assurance/evidence";
import { chartFindings, withChartsNamed } from "../../../audit/charts/chart-findings";
import { stateWithCharts } from "../../../audit/charts/evidence-with-charts";
import type { RenderedCharts } from "../../../audit/charts/render-charts";
import { chartsRendered, servedByObjects } from "../../../audit/charts/unavailable-charts";
import { evidenceFrom } from "../../../assurance";
import { catalogue } from "../../../policies/catalogue";

const RELEASE = "urn:pulumi:dev::small::kubernetes:helm.sh/v3:Release::fleet";
const OTHER = "urn:pulumi:dev::small::kubernetes:helm.sh/v3:Release::service";
const OBJECT =
  "urn:pulumi:dev::small::kubernetes:helm.sh/v3:Release$kubernetes:core/v1:ConfigMap::fleet/robots/settings";
const finding = (resource: string): Finding => ({
  control: "mek-outside-configmap",
  serves: ["T-1"],
  subject: "settings",
  resource,
  verdict: "fail",
  level: "mandatory",
  statement: "holds a master encryption key",
  source: "state",
});
const charts: RenderedCharts = {
  deployment: { version: 3, deployment: {} },
  rendered: new Set([OBJECT]),
  releases: [
    { urn: RELEASE, chart: "robot-fleet", version: "1.2.0", objects: 1, guesses: [{ path: "host", kind: "unknown" }] },
  ],
  unavailable: [
    {
      urn: OTHER,
      chart: "service",
      reason: "the chart folder lacks service 1.3.1, and nothing is fetched",
      isAtHand: false,
    },
  ],
};

describe("findings on rendered objects", () => {
  const findings = [finding(RELEASE), finding(OBJECT), finding("")];

  it("are all that counts of an analysis where the run has judged the rest", () => {
    expect(chartFindings(findings, charts.rendered)).to.deep.equal([{ ...finding(OBJECT), source: "chart" }]);
  });

  it("are told from those of the state", () => {
    expect(withChartsNamed(findings, charts.rendered).map(({ source }) => source)).to.deep.equal([
      "state",
      "chart",
      "state",
    ]);
  });
});

describe("charts-rendered", () => {
  it("passes for a release that was rendered, and says what it was rendered without", () => {
    const [rendered] = chartsRendered(charts, catalogue, "2026-01-02T03:04:05.000Z");
    expect(rendered).to.deep.include({
      control: "charts-rendered",
      subject: "fleet",
      resource: RELEASE,
      verdict: "pass",
      level: "advisory",
      statement:
        "its chart robot-fleet 1.2.0 was rendered, and its 1 object judged, without 1 value that is not known here",
      source: "chart",
      time: "2026-01-02T03:04:05.000Z",
    });
  });

  it("is undetermined for one that could not be, and says why and what to do", () => {
    const [, unavailable] = chartsRendered(charts, catalogue);
    expect(unavailable).to.deep.include({
      resource: OTHER,
      verdict: "undetermined",
      statement:
        "what its chart service puts into the cluster was not judged: the chart folder lacks service 1.3.1, and nothing is fetched",
      set: "--chart-dir to a folder with the chart, as <name>-<version>.tgz or unpacked (docs/charts.md)",
    });
    expect(unavailable).not.to.have.property("time");
  });

  it("asks for no chart where it is there, and fails", () => {
    const unavailable = [{ urn: OTHER, chart: "service", reason: "its schema refuses these values", isAtHand: true }];
    expect(chartsRendered({ releases: [], unavailable }, catalogue)[0]).not.to.have.property("set");
  });

  it("serves what the controls of Kubernetes objects serve, those of the whole stack among them", () => {
    expect(servedByObjects(catalogue)).to.deep.equal([
      "D-1",
      "D-4",
      "E-2",
      "G0",
      "G1",
      "G2",
      "G4",
      "I-1",
      "I-4",
      "I-5",
      "R-1",
      "S-1",
      "S-2",
      "T-1",
    ]);
  });

  it("does not serve what only looks at releases, or at Azure", () => {
    const [entry] = catalogue;
    if (entry === undefined) throw new Error("The catalogue is empty.");
    const judging = (serves: string, ...judges: string[]) => ({ ...entry, serves: [serves], judges });
    expect(
      servedByObjects([
        judging("S-1", "kubernetes:helm.sh:Release"),
        judging("I-1", "azure-native:storage:StorageAccount"),
        judging("T-1", "kubernetes:helm.sh:Release", "kubernetes:core:ConfigMap"),
      ]),
    ).to.deep.equal(["T-1"]);
  });
});

describe("the evidence of a state with its charts", () => {
  it("has a finding for each release, and tells a reader what was left out", () => {
    const evidence = { ...evidenceFrom([], { source: "state" }), findings: [finding(OBJECT)] };
    const { findings, run } = stateWithCharts(evidence, charts);
    expect(findings.map(({ control, source, verdict }) => [control, source, verdict])).to.deep.equal([
      ["mek-outside-configmap", "chart", "fail"],
      ["charts-rendered", "chart", "pass"],
      ["charts-rendered", "chart", "undetermined"],
    ]);
    expect(run.caveats).to.deep.equal([
      "1 of the charts was rendered without values that are secret or not known before the update; with them the objects may differ.",
      "The charts of 1 of 2 Helm releases could not be rendered: what they put into the cluster was not judged.",
    ]);
  });
});
