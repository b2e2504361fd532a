import { expect } from "chai";
import { chartOf, isRelease, readRelease } from "../../../audit/charts/release";
import { encrypted, releaseResource, stateResource, UNKNOWN } from "./deployments";

const read = (inputs: Record<string, unknown>, more: Record<string, unknown> = {}, namespace?: string) =>
  readRelease(releaseResource(inputs, more), "/program", namespace);

describe("a Helm release", () => {
  it("is known by its type, whatever its API version, unless it is being deleted", () => {
    expect(isRelease(releaseResource())).to.be.true;
    expect(isRelease(stateResource("kubernetes:helm.sh/v3beta1:Release", "old"))).to.be.true;
    expect(isRelease(releaseResource({}, { delete: true }))).to.be.false;
    expect(isRelease(stateResource("kubernetes:helm.sh/v4:Chart", "chart"))).to.be.false;
  });

  it("has the name and namespace of its inputs", async () => {
    expect(await read({ name: "osmo", namespace: "robots" })).to.include({ name: "osmo", namespace: "robots" });
  });

  it("has the name that it was installed under, or that of the program, and the namespace of its provider", async () => {
    expect(await read({}, { outputs: { name: "fleet-1a2b" } }, "robots")).to.include({
      name: "fleet-1a2b",
      namespace: "robots",
    });
    expect(await read({}, { outputs: {} })).to.include({ name: "fleet", namespace: "default" });
  });

  it("says what of it is made up", async () => {
    const release = await read({ namespace: UNKNOWN, values: { password: encrypted } });
    expect(release.namespace).to.equal("value-not-known-yet");
    expect(release.guesses).to.deep.equal([
      { path: "namespace", kind: "unknown" },
      { path: "password", kind: "secret" },
    ]);
  });

  it("has CRDs and hooks, and no namespace made for it, unless it says otherwise", async () => {
    expect(await read({})).to.include({ crds: true, hooks: true, createsNamespace: false });
    expect(await read({ skipCrds: true, disableWebhooks: true, createNamespace: true })).to.include({
      crds: false,
      hooks: false,
      createsNamespace: true,
    });
  });

  for (const [inputs, outputs, expected] of [
    [{ chart: "service" }, {}, { name: "service", version: undefined, maybePath: true }],
    [{ chart: "service", version: "1.2.3" }, {}, { name: "service", version: "1.2.3", maybePath: true }],
    [
      { chart: "osmo/service" },
      { status: { version: "1.2.3" } },
      { name: "service", version: "1.2.3", maybePath: true },
    ],
    [
      { chart: "service", version: "1.2.3", repositoryOpts: { repo: "https://charts.example.org" } },
      {},
      { name: "service", version: "1.2.3", maybePath: false },
    ],
    [
      { chart: "service", repositoryOpts: { repo: "osmo" } },
      {},
      { name: "service", version: undefined, maybePath: true },
    ],
    [{ chart: "oci://example.org/osmo/service:1.2.3" }, {}, { name: "service", version: "1.2.3", maybePath: false }],
    [
      { chart: "oci://example.org/osmo/service@sha256:0123" },
      {},
      { name: "service", version: undefined, maybePath: false },
    ],
    [
      { chart: "https://example.org/charts/my-service-v1.2.3-rc.1.tgz" },
      {},
      { name: "my-service", version: "v1.2.3-rc.1", maybePath: false },
    ],
    [{ chart: "./charts/service/" }, {}, { name: "service", version: undefined, maybePath: true }],
  ] as const) {
    it(`names its chart: ${JSON.stringify(inputs)}`, async () => {
      expect((await read(inputs, { outputs })).chart).to.deep.equal({ written: inputs.chart, ...expected });
    });
  }

  for (const [title, inputs, reason] of [
    ["its chart is not known", { chart: UNKNOWN }, "the program does not tell its chart before the update"],
    [
      "a program changes what it renders",
      { postrender: "./mend.sh" },
      "a post-renderer changes its manifests, and such programs are not run here",
    ],
  ] as const) {
    it(`can't be rendered where ${title}`, async () => {
      let message = "";
      await read(inputs).catch((error: Error) => (message = error.message));
      expect(message).to.equal(reason);
    });
  }

  it("is reported with its chart as the program writes it, if that is known", () => {
    expect(chartOf(releaseResource({ chart: "oci://example.org/service" }))).to.equal("oci://example.org/service");
    expect(chartOf(releaseResource({ chart: UNKNOWN }))).to.equal("(not known)");
    expect(chartOf(releaseResource({ chart: encrypted }))).to.equal("(not known)");
  });
});
