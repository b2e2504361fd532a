import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { asset } from "@pulumi/pulumi";
import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withPlainAssets } from "../../../../policies/framework/assets";
import { resourceControl, stackControl } from "../../../../policies/framework/control";
import { unknown } from "../../../../policies/framework/fixtures";
import { chartNamed, valuesOf } from "../../../../policies/framework/kubernetes/helm-values";
import { policiesOf } from "../../../../policies/framework/pack";
import { Resource } from "../../../../policies/framework/resource";
import { KUBERNETES } from "../../../../policies/framework/resource-types";

const release = (properties: object) =>
  new Resource({ type: "kubernetes:helm.sh/v3:Release", urn: "urn", name: "osmo", properties });
const known = <T>(value: T) => ({ state: "known", value });

describe("the values of a Helm release", () => {
  it("are its files, of which a later one replaces whole entries, and its values merged into them", () => {
    const values = valuesOf(
      release({
        valueYamlFiles: [{ text: "a: {b: 1, c: 1, d: 1}\ne: {f: 1}" }, { text: "a: {c: 2, d: 2, g: {h: null}}" }],
        values: { a: { d: 3 } },
      }),
    );
    expect(["a.c", "a.d", "e.f"].map((path) => values.number(path))).to.deep.equal([known(2), known(3), known(1)]);
    expect(["a.b", "a.g.h"].map((path) => values.read(path).state)).to.deep.equal(["absent", "absent"]);
  });

  it("replace lists, and maps by what is none", () => {
    const values = valuesOf(
      release({ valueYamlFiles: [{ text: "list: [1, 2]\nmap: {a: 1}" }], values: { list: [3], map: "none" } }),
    );
    expect(values.list("list")).to.have.property("value").with.length(1);
    expect(values.text("map")).to.deep.equal(known("none"));
  });

  it("lose one by null only where the release allows it", () => {
    const files = { valueYamlFiles: [{ text: "a: {b: 1}" }], values: { a: { b: null } } };
    expect(valuesOf(release(files)).number("a.b")).to.deep.equal(known(1));
    expect(valuesOf(release({ ...files, allowNullValues: true })).number("a.b").state).to.equal("absent");
  });

  it("are read as Helm reads YAML", () => {
    const text =
      "on: yes\nday: 2026-01-01\ntwice: 1\ntwice: 2\nbase: &base {x: 1}\nmore: {<<: *base, y: 2}\n---\nnext: 1";
    const values = valuesOf(release({ valueYamlFiles: [{ text }] }));
    expect(values.text("day")).to.deep.equal(known("2026-01-01"));
    expect(values.number("twice")).to.deep.equal(known(2));
    expect(values.number("more.x")).to.deep.equal(known(1));
    expect(values.read("next").state).to.equal("absent");
    expect(values.flag("true")).to.deep.equal(known(true));
  });

  for (const [what, file] of [
    ["is not there", { path: "/nowhere/values.yaml" }],
    ["is downloaded", { uri: "https://example.org/values.yaml" }],
    ["is not known yet", unknown],
    ["is no YAML", { text: "a: [" }],
  ] as const) {
    it(`are unknown where a file that ${what} may set them, and known where they are set after it`, () => {
      const values = valuesOf(release({ valueYamlFiles: [{ text: "a: 1" }, file], values: { b: 2, c: { d: 3 } } }));
      expect(values.read("a").state).to.equal("unknown");
      expect(values.read("z").state).to.equal("unknown");
      expect(values.read("c.e").state).to.equal("unknown");
      expect(values.number("b")).to.deep.equal(known(2));
      expect(values.number("c.d")).to.deep.equal(known(3));
    });
  }

  it("are absent where nobody gives any", () => {
    expect(valuesOf(release({})).read("a").state).to.equal("absent");
    expect(valuesOf(release({ valueYamlFiles: [{ text: "" }] })).read("a").state).to.equal("absent");
  });

  it("are unknown while they are", () => {
    expect(valuesOf(release({ values: unknown })).read("a.b").state).to.equal("unknown");
  });

  it("tell where they stand", () => {
    expect(valuesOf(release({ values: { a: { b: 1 } } })).at("a.b").path).to.equal("values.a.b");
  });

  it("are read from the SDK's assets", async () => {
    const folder = mkdtempSync(join(tmpdir(), "values-"));
    try {
      const file = join(folder, "values.yaml");
      writeFileSync(file, "fromFile: 1");
      const sent = { valueYamlFiles: [new asset.FileAsset(file), new asset.StringAsset("fromText: 2")] };
      const values = valuesOf(release((await withPlainAssets(sent)) as object));
      expect([values.number("fromFile"), values.number("fromText")]).to.deep.equal([known(1), known(2)]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a release whose values the SDK hands over as assets", () => {
  const check = (resource: Resource) => [
    valuesOf(resource).text("level").state === "known" ? resource.pass() : resource.fail("has no level"),
  ];
  const statement = { goals: ["G0"], severity: "low", title: "", rationale: "", remediation: "" } as const;
  const controls = [
    resourceControl({ ...statement, name: "level-of-each", resources: [KUBERNETES.helmRelease], check }),
    stackControl({
      ...statement,
      name: "level-of-all",
      check: (stack) => stack.ofType(KUBERNETES.helmRelease).flatMap(check),
    }),
  ];

  it("is judged by what is in them, alone and within its stack", async () => {
    const sent = {
      type: "kubernetes:helm.sh/v3:Release",
      name: "osmo",
      urn: "urn:pulumi:dev::p::kubernetes:helm.sh/v3:Release::osmo",
      props: { valueYamlFiles: [new asset.StringAsset("level: info")] },
    };
    const told: string[] = [];
    const policies = policiesOf(controls, () => "2027-01-15");
    const notApplicable = () => undefined;
    for (const policy of policies) {
      const report = () => told.push(policy.name);
      const args = { ...sent, opts: {}, getConfig: () => ({}), notApplicable };
      if ("validateResource" in policy && typeof policy.validateResource === "function") {
        await policy.validateResource(args as unknown as ResourceValidationArgs, report);
      }
    }
    for (const policy of policies) {
      const report = () => told.push(policy.name);
      const args = { resources: [{ ...sent, propertyDependencies: {} }], getConfig: () => ({}), notApplicable };
      if ("validateStack" in policy && typeof policy.validateStack === "function") {
        await policy.validateStack(args as unknown as StackValidationArgs, report);
      }
    }
    expect(told.filter((name) => name.startsWith("level"))).to.deep.equal([]);
  });
});

describe("properties without assets", () => {
  it("come back at once, as they are", () => {
    const properties = { list: [1, "text", null, {}], text: "text" };
    expect(withPlainAssets(properties)).to.equal(properties);
  });
});

describe("the chart of a Helm release", () => {
  const named = (chart: unknown) => chartNamed(release({ chart }), ["service"]);

  for (const chart of [
    "service",
    "osmo/service",
    "oci://example.org/osmo/service",
    "oci://example.org/osmo/service:1.2.0",
    `oci://example.org/osmo/service@sha256:${"0".repeat(64)}`,
    "./charts/service/",
    "/charts/service-1.2.0.tgz",
    "https://example.org/service-1.2.0-rc.1.tgz?raw=1",
  ]) {
    it(`is told from ${chart}`, () => expect(named(chart)).to.equal(true));
  }

  for (const chart of ["service-mesh", "service/other", "/charts/service-mesh-1.2.0.tgz"]) {
    it(`is another for ${chart}`, () => expect(named(chart)).to.equal(false));
  }

  it("is unknown while it is", () => expect(named(unknown)).to.equal("unknown"));
});
