import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { evidenceFrom } from "../../assurance";
import { renderCharts } from "../../audit/charts/render-charts";
import type { RenderedCharts, RenderOptions } from "../../audit/charts/render-charts";
import { contentOf } from "../../audit/exported-state";
import type { StateResource } from "../../audit/exported-state";
import { analyzeState } from "../../audit/state-analysis";
import { resolveCli } from "../../offline/cli/resolve";
import { releaseResource, stateResource, UNKNOWN } from "../audit/charts/deployments";
import { CHARTS, helmOrSkip } from "./helm-or-skip";
import { REPOSITORY } from "./offline-command";

const reasonsOf = ({ unavailable }: RenderedCharts) => unavailable.map(({ reason }) => reason);

describe("charts that are rendered", () => {
  let options: RenderOptions;
  before(async function () {
    options = { helm: await helmOrSkip(this), chartDir: CHARTS, folder: CHARTS };
  });
  const folder = mkdtempSync(join(tmpdir(), "charts-test-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const render = (inputs: Record<string, unknown>, more: Partial<RenderOptions> = {}, ...others: StateResource[]) =>
    renderCharts(
      {
        version: 3,
        deployment: { resources: [...others, releaseResource({ name: "fleet", namespace: "robots", ...inputs })] },
      },
      {
        ...options,
        ...more,
      },
    );
  /** `<type>::<name>` of what was rendered. */
  const objects = ({ rendered }: RenderedCharts) =>
    [...rendered].map((urn) => urn.split("$").at(-1)?.replace("::fleet/", " ") ?? "").sort();
  /** A chart of one template. */
  function chart(name: string, template: string, files: Readonly<Record<string, string>> = {}): string {
    const path = join(folder, name);
    mkdirSync(join(path, "templates"), { recursive: true });
    const all = {
      "Chart.yaml": `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n`,
      "templates/object.yaml": template,
      ...files,
    };
    for (const [file, text] of Object.entries(all)) writeFileSync(join(path, file), text);
    return path;
  }
  const configMap = (data: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: one }\ndata:\n  value: ${data}\n`;

  it("give their objects, each with its namespace if it has one", async () => {
    expect(objects(await render({ values: { telemetry: { enabled: true } } }))).to.deep.equal([
      "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition robots.fleet.example.org",
      "kubernetes:apps/v1:DaemonSet robots/fleet-telemetry",
      "kubernetes:apps/v1:Deployment robots/fleet",
      "kubernetes:batch/v1:Job robots/fleet-migration",
      "kubernetes:core/v1:ConfigMap robots/fleet-settings",
      "kubernetes:fleet.example.org/v1:Robot first",
    ]);
  });

  it("leave out CRDs and hooks where the release does", async () => {
    const kinds = objects(await render({ skipCrds: true, disableWebhooks: true })).map((each) => each.split(" ")[0]);
    expect(kinds).to.deep.equal([
      "kubernetes:apps/v1:Deployment",
      "kubernetes:core/v1:ConfigMap",
      "kubernetes:fleet.example.org/v1:Robot",
    ]);
  });

  it("come with the namespace that helm makes, unless the stack has it", async () => {
    const namespace = stateResource("kubernetes:core/v1:Namespace", "robots", { metadata: { name: "robots" } });
    const made = "kubernetes:core/v1:Namespace robots";
    expect(objects(await render({ createNamespace: true }))).to.include(made);
    expect(objects(await render({ createNamespace: true }, {}, namespace))).not.to.include(made);
    expect(objects(await render({}))).not.to.include(made);
  });

  it("are found packed, by name and version, under the name of a registry too", async () => {
    spawnSync(options.helm, ["package", join(CHARTS, "robot-fleet"), "--destination", folder]);
    for (const name of ["robot-fleet", "oci://example.org/charts/robot-fleet", "example/robot-fleet"]) {
      const charts = await render({ chart: name, version: "1.2.0" }, { chartDir: folder, folder });
      expect(
        charts.releases.map(({ version }) => version),
        name,
      ).to.deep.equal(["1.2.0"]);
    }
  });

  it("are not taken for another version, and both are told", async () => {
    const asked = "the release asks for version 1.3.0, and the chart at hand is 1.2.0";
    expect(reasonsOf(await render({ version: "1.3.0" }))).to.deep.equal([asked]);
    const packed = join(folder, "packed");
    mkdirSync(packed);
    for (const version of ["1.2.0", "1.1.0"]) writeFileSync(join(packed, `service-${version}.tgz`), "");
    const places = { chartDir: packed, folder: packed };
    expect(reasonsOf(await render({ chart: "service", version: "1.3.0" }, places))).to.deep.equal([
      "the chart folder has version 1.1.0, 1.2.0 of it, not 1.3.0, and nothing is fetched",
    ]);
    expect(reasonsOf(await render({ chart: "service" }, places))).to.deep.equal([
      "the chart folder has versions 1.1.0, 1.2.0 of it; the release names none",
    ]);
    expect(reasonsOf(await render({ chart: "service", version: "1.2.0" }, places))).to.deep.equal([
      "it is no chart that helm can read",
    ]);
  });

  it("are not fetched, and never looked for outside of the folder", async () => {
    const elsewhere = { folder, chartDir: undefined };
    expect(reasonsOf(await render({ chart: "robot-fleet" }, elsewhere))).to.deep.equal([
      "it is not on this machine, and nothing is fetched; give its folder with --chart-dir",
    ]);
    expect(reasonsOf(await render({ chart: "oci://example.org/.." }))).to.deep.equal([
      "its chart has no name to look for",
    ]);
    expect(
      reasonsOf(await render({ chart: "service", repositoryOpts: { repo: "https://example.org" } })),
    ).to.deep.equal(["the chart folder lacks service, and nothing is fetched"]);
  });

  it("are rendered for the version of Kubernetes and the custom resources that the stack has", async () => {
    const path = chart(
      "asking",
      configMap('{{ .Capabilities.KubeVersion }}/{{ .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}'),
    );
    const others = [
      stateResource("azure-native:containerservice:ManagedCluster", "cluster", { kubernetesVersion: "1.35.1" }),
      stateResource("kubernetes:monitoring.coreos.com/v1:PodMonitor", "monitor"),
    ];
    const { deployment } = await render({ chart: path }, {}, ...others);
    expect(contentOf(deployment).resources?.at(-1)?.inputs?.data).to.deep.equal({ value: "v1.35.1/true" });
  });

  it("see nothing of this machine: no environment, no cluster, no network", async () => {
    const path = chart(
      "curious",
      configMap(
        '{{ getHostByName "localhost" | quote }}{{ lookup "v1" "Secret" "kube-system" "" | toJson | quote }}{{ .Files.Get "../../../etc/passwd" | quote }}',
      ).replace("  value: ", "  value: >-\n    "),
    );
    const { deployment } = await render({ chart: path });
    expect(contentOf(deployment).resources?.at(-1)?.inputs?.data).to.deep.equal({ value: '"""{}"""' });
    const schema = JSON.stringify({ $ref: "http://example.org/schema.json" });
    const fetching = chart("fetching", configMap("1"), { "values.schema.json": schema });
    expect(reasonsOf(await render({ chart: fetching }))).to.deep.equal([
      "its schema lies elsewhere, and nothing is fetched",
    ]);
  });

  for (const [hostile, reason] of [
    ["huge", "it renders to more than 32 MiB"],
    ["no-object", "hostile/templates/no-object.yaml does not become YAML with these values"],
    ["bomb", "hostile/templates/bomb.yaml does not become YAML with these values"],
    ["endless", "its template hostile/templates/endless.yaml, line 1, fails with these values"],
  ] as const) {
    it(`do no harm: ${hostile}`, async () => {
      expect(reasonsOf(await render({ chart: "hostile", values: { case: hostile } }))).to.deep.equal([reason]);
    });
  }

  it("are taken apart where they are lists, and read where they have anchors", async () => {
    expect(objects(await render({ chart: "hostile", values: { case: "list" } }))).to.deep.equal([
      "kubernetes:core/v1:ConfigMap robots/one",
      "kubernetes:core/v1:ConfigMap robots/two",
    ]);
    const { deployment } = await render({ chart: "hostile", values: { case: "anchors" } });
    expect(contentOf(deployment).resources?.at(-1)?.inputs?.data).to.deep.equal({
      a: { x: true, octal: 8, date: "2026-01-02", time: "12:30:45" },
      b: { x: "no", octal: 8, date: "2026-01-02", time: "12:30:45" },
    });
  });

  it("are judged whatever their objects are called", async () => {
    const charts = await render({ chart: "hostile", values: { case: "names" } });
    expect(charts.rendered).to.have.property("size", 5);
    const cli = (await resolveCli({})).root;
    const packFolder = join(REPOSITORY, "policies");
    const { events } = await analyzeState({ state: charts.deployment, cli, packFolder });
    const passed = evidenceFrom(events, { source: "state" }).findings.filter(
      ({ control, verdict }) => control === "mek-outside-configmap" && verdict === "pass",
    );
    expect(passed.map(({ subject }) => subject)).to.deep.equal([
      "fleet/robots/",
      "fleet/robots/twice",
      "fleet/robots/twice#2",
      "fleet/x%2F..%2Fy/a%3A%3Ab%24c%20%3Cscript%3E%1B%5B31m%7C%60",
    ]);
  });

  for (const [title, template, files, reason] of [
    [
      "a template that is none",
      "{{ nonsense }}",
      {},
      "its template sick/templates/object.yaml, line 1, is no template that helm can read",
    ],
    [
      "a dependency that is not there",
      configMap("1"),
      {
        "Chart.yaml": "apiVersion: v2\nname: sick\nversion: 0.1.0\ndependencies: [{ name: redis, version: 1.0.0 }]\n",
      },
      "its charts/ folder lacks redis; add it with helm dependency build",
    ],
    [
      "another Kubernetes",
      configMap("1"),
      { "Chart.yaml": 'apiVersion: v2\nname: sick\nversion: 0.1.0\nkubeVersion: ">=1.99.0-0 <2.0.0"\n' },
      "it asks for Kubernetes >=1.99.0-0 <2.0.0, and is rendered for v1.36",
    ],
    [
      "values that its schema refuses",
      configMap("1"),
      { "values.schema.json": '{ "required": ["password"] }' },
      "its schema refuses these values",
    ],
    [
      "being a library",
      configMap("1"),
      { "Chart.yaml": "apiVersion: v2\nname: sick\nversion: 0.1.0\ntype: library\n" },
      "it is a library, which is not installed by itself",
    ],
  ] as const) {
    it(`tell why they are not rendered: ${title}`, async () => {
      rmSync(join(folder, "sick"), { recursive: true, force: true });
      expect(reasonsOf(await render({ chart: chart("sick", template, files) }))).to.deep.equal([reason]);
    });
  }

  it("may fail for values that are not known, and say so; that they are not there has other reasons", async () => {
    const unknown = { values: { password: UNKNOWN, other: "[secret]" } };
    expect(reasonsOf(await render({ chart: "broken", ...unknown }))).to.deep.equal([
      "its template broken/templates/secret.yaml, line 6, fails with these values; 2 of its values are not known here, which may be why",
    ]);
    expect(reasonsOf(await render({ chart: "service", ...unknown }))).to.deep.equal([
      "the chart folder lacks service, and nothing is fetched",
    ]);
  });

  it("leave no file behind, also where they end early", async () => {
    const temporary = join(folder, "tmp");
    mkdirSync(temporary);
    const { TMPDIR } = process.env;
    process.env.TMPDIR = temporary;
    try {
      await render({});
      await render({ chart: "broken" });
      const controller = new AbortController();
      const ending = render({ chart: "hostile", values: { case: "huge" } }, { signal: controller.signal });
      // Rendering takes seconds; by then helm is under way.
      while (!readdirSync(temporary, { recursive: true }).some((name) => String(name).endsWith("values.json"))) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      controller.abort(new Error("ended early"));
      let message = "";
      await ending.catch((error: Error) => (message = error.message));
      expect(message).to.equal("ended early");
      expect(readdirSync(temporary)).to.deep.equal([]);
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    }
  });

  it("do not begin where the folder of charts is none", async () => {
    let message = "";
    const file = join(CHARTS, "hardened-values.yaml");
    await render({}, { chartDir: file }).catch((error: Error) => (message = error.message));
    expect(message).to.equal(`--chart-dir: ${file} is no folder. Give one with charts, packed or unpacked.`);
  });
});
