import { join } from "node:path";
import type { Deployment } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { evidenceFrom } from "../../assurance";
import type { Evidence, Finding } from "../../assurance/evidence";
import { runWithCharts, stateWithCharts } from "../../audit/charts/evidence-with-charts";
import { renderCharts } from "../../audit/charts/render-charts";
import { analyzeState } from "../../audit/state-analysis";
import { resolveCli } from "../../offline/cli/resolve";
import { CHARTS, helmOrSkip } from "./helm-or-skip";
import { REPOSITORY, Workplace } from "./offline-command";
import { smallProgram } from "./program-folder";

const PACK = join(REPOSITORY, "policies");

/** A release of each kind, and by hand the objects that the weak one renders to. */
const PROGRAM = `
  import * as pulumi from "@pulumi/pulumi";
  import * as apps from "@pulumi/kubernetes/apps";
  import * as core from "@pulumi/kubernetes/core";
  import * as helm from "@pulumi/kubernetes/helm";
  import * as random from "@pulumi/random";
  import * as managedidentity from "@pulumi/azure-native/managedidentity";
  new core.v1.Namespace("robots", { metadata: { name: "robots" } });
  const identity = new managedidentity.UserAssignedIdentity("robots", { resourceGroupName: "robots", location: "westus3" });
  const password = new random.RandomPassword("robots", { length: 32 });
  const chart = { chart: "robot-fleet", version: "1.2.0", repositoryOpts: { repo: "https://charts.example.org" } };
  new helm.v3.Release("weak", {
    ...chart, name: "weak", namespace: "robots",
    values: { telemetry: { enabled: true }, level: identity.clientId, password: password.result },
  });
  new helm.v3.Release("hardened", {
    ...chart, name: "hardened", namespace: "robots",
    valueYamlFiles: [new pulumi.asset.FileAsset(${JSON.stringify(join(CHARTS, "hardened-values.yaml"))})],
  });
  new helm.v3.Release("gone", { ...chart, name: "gone", namespace: "robots", version: "9.9.9" });
  new helm.v3.Release("broken", {
    chart: ${JSON.stringify(join(CHARTS, "broken"))}, version: "0.1.0", name: "broken", namespace: "robots",
  });
  new apps.v1.Deployment("by-hand", {
    metadata: { name: "by-hand", namespace: "robots" },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: "by-hand" } },
      template: {
        metadata: { labels: { app: "by-hand" } },
        spec: {
          automountServiceAccountToken: false,
          serviceAccountName: "by-hand",
          containers: [{
            name: "main",
            image: "example.org/robot-fleet:1.2",
            env: [{ name: "LOG_LEVEL", value: identity.clientId }],
            securityContext: { privileged: true },
            resources: {},
          }],
        },
      },
    },
  });
  const key = Buffer.from('{"k":"ZXhhbXBsZS1leGFtcGxlLWV4YW1wbGUtZXhhbXBsZSE=","kid":"key1","kty":"oct"}').toString("base64");
  new core.v1.ConfigMap("by-hand-settings", {
    metadata: { name: "by-hand-settings", namespace: "robots" },
    data: { level: identity.clientId, "mek.yaml": "currentMek: key1\\nmeks:\\n  key1: " + key + "\\n" },
  });
`;

/** What the findings on the resource called `name` say, each once. */
function verdictsOn({ findings }: Evidence, name: string): string[] {
  const own = findings.filter(({ resource }) => resource.split("::").slice(3).join("::") === name);
  return [...new Set(own.map(({ control, verdict }) => `${control} ${verdict}`))].sort();
}

const failures = (evidence: Evidence, name: string) =>
  verdictsOn(evidence, name).filter((each) => each.endsWith("fail"));
const ofRelease = ({ findings }: Evidence, name: string): Finding | undefined =>
  findings.find(({ control, subject }) => control === "charts-rendered" && subject === name);

describe("charts of a stack's Helm releases, rendered", () => {
  const place = new Workplace();
  const program = smallProgram(PROGRAM);
  let state: Evidence;
  let preview: Evidence;
  after(() => {
    place.remove();
    program.remove();
  });

  before(async function () {
    const helm = await helmOrSkip(this);
    await place.open();
    const cli = (await resolveCli({})).root;
    const options = { helm, chartDir: CHARTS, folder: CHARTS };
    const run = async (operation: string) => {
      const args = [operation, "--program", program.folder, "--policy-config", program.path("advisory.json")];
      const { code, stdout, stderr } = await place.offline(...args, "--out", join(place.out, operation));
      expect(code, stdout + stderr).to.equal(0);
    };
    await run("preview");
    await run("up");
    const charts = await renderCharts(place.json<Deployment>("up/state.json"), options);
    const env = { ...process.env, PULUMI_CONFIG_PASSPHRASE: "offline" };
    const analysis = { cli, packFolder: PACK, policyConfig: program.path("advisory.json"), env };
    const { events } = await analyzeState({ ...analysis, state: charts.deployment });
    state = stateWithCharts(evidenceFrom(events, { source: "state" }), charts);
    const log = place.read("preview/events.ndjson");
    preview = await runWithCharts(place.json<Evidence>("preview/evidence.json"), log, { ...analysis, ...options });
  });

  it("fail by the same controls as the objects do that a program has itself", () => {
    for (const [rendered, own] of [
      ["weak/robots/weak", "by-hand"],
      ["weak/robots/weak-settings", "by-hand-settings"],
    ] as const) {
      expect(verdictsOn(state, rendered), rendered).to.deep.equal(verdictsOn(state, own));
    }
    expect(failures(state, "weak/robots/weak-settings")).to.deep.equal(["mek-outside-configmap fail"]);
    expect(failures(state, "weak/robots/weak")).to.include.members([
      "images-from-approved-registries fail",
      "pod-security-restricted fail",
      "resource-limits fail",
      "workload-read-only-root fail",
    ]);
  });

  it("have their hooks and the charts in them judged", () => {
    expect(failures(state, "weak/robots/weak-migration")).to.include("pod-security-restricted fail");
    expect(failures(state, "weak/robots/weak-telemetry")).to.include("pod-security-restricted fail");
    expect(failures(state, "hardened/robots/hardened-telemetry")).to.deep.equal([]);
  });

  it("pass with values that harden them, from a file", () => {
    expect(failures(state, "hardened/robots/hardened")).to.deep.equal([]);
    expect(failures(state, "hardened/robots/hardened-settings")).to.deep.equal([]);
    expect(verdictsOn(state, "hardened/robots/hardened")).to.include("pod-security-restricted pass");
  });

  it("are evidence of a chart, and tell where they were rendered and where not", () => {
    const sources = new Set(
      state.findings.filter(({ resource }) => resource.includes("Release$kubernetes:")).map(({ source }) => source),
    );
    expect([...sources]).to.deep.equal(["chart"]);
    expect(ofRelease(state, "hardened")).to.deep.include({ verdict: "pass" });
    expect(ofRelease(state, "gone")).to.deep.include({
      verdict: "undetermined",
      statement:
        "what its chart robot-fleet puts into the cluster was not judged: the release asks for version 9.9.9, and the chart at hand is 1.2.0",
    });
    expect(ofRelease(state, "broken")?.statement).to.match(
      /its template broken\/templates\/secret.yaml, line 6, fails with these values$/,
    );
  });

  it("are judged in a preview as in the state, as far as it knows their values", () => {
    expect(failures(preview, "weak/robots/weak-settings")).to.deep.equal(["mek-outside-configmap fail"]);
    expect(failures(preview, "weak/robots/weak")).to.deep.equal(
      failures(state, "weak/robots/weak").filter((each) => !each.startsWith("workload-log-level")),
    );
    expect(failures(preview, "hardened/robots/hardened")).to.deep.equal([]);
    expect(ofRelease(preview, "weak")?.statement).to.match(/, without 2 values that are not known here$/);
  });

  it("leave what the preview itself found as it was", () => {
    const own = place.json<Evidence>("preview/evidence.json").findings;
    expect(preview.findings.slice(0, own.length)).to.deep.equal(own);
    expect(preview.findings.slice(own.length).every(({ source }) => source === "chart")).to.be.true;
  });
});
