import { expect } from "chai";
import fc from "fast-check";
import { equalTo } from "../../../policies/framework/expectation";
import { unknown } from "../../../policies/framework/fixtures";
import { Properties } from "../../../policies/framework/reading";
import { makeAll } from "../../../policies/framework/remediation";
import { settingTo, together } from "../../../policies/framework/remedy";
import { AZURE, KUBERNETES } from "../../../policies/framework/resource-types";
import { controlOfAccounts, waiver } from "./control-builders";
import { PolicyRun, ROOT } from "./policy-run";
import type { SentResource } from "./policy-run";
import { canRemediate, remediate } from "./remediation-request";

/** How the engine marks a secret on the wire: its signature's key and value. */
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

const closed = controlOfAccounts(
  function* (account) {
    yield account.expect("network.access", equalTo("Disabled"), { otherwise: "is open", part: "a", mechanical: true });
    yield account.expect("keys", equalTo(false), { otherwise: "has keys", part: "keys" });
  },
  { remediates: "closes it; leaves its keys" },
);
const account = (properties: Record<string, unknown>, type: string = AZURE.storageAccount): SentResource => ({
  type,
  name: "data",
  properties,
});

/** A run that has seen its stack, as it has by the time that the engine asks about any resource. */
function begun(controls = [closed], waivers?: unknown): PolicyRun {
  const run = new PolicyRun(controls, waivers);
  run.analyze(ROOT);
  return run;
}

const mendedBy = async (run: PolicyRun, resource: SentResource) => (await remediate(run.policies, resource)).properties;
const mended = (properties: Record<string, unknown>, type?: string) => mendedBy(begun(), account(properties, type));

describe("remediation", () => {
  it("sets what the control expects, and nothing that it leaves to somebody", async () => {
    expect(await mended({ network: { access: "Enabled", rules: [1] }, keys: true, name: "d" })).to.deep.equal({
      network: { access: "Disabled", rules: [1] },
      keys: true,
      name: "d",
    });
  });

  it("makes the objects on the way that are not there", async () => {
    expect(await mended({ keys: false })).to.deep.equal({ keys: false, network: { access: "Disabled" } });
    expect(await mended({ network: null })).to.deep.equal({ network: { access: "Disabled" } });
  });

  it("changes nothing that passes", async () => {
    expect(await mended({ network: { access: "disabled" }, keys: true })).to.equal(undefined);
  });

  it("changes nothing that is not known yet, nor what may hold it", async () => {
    expect(await mended({ network: { access: unknown } })).to.equal(undefined);
    expect(await mended({ network: unknown, keys: true })).to.equal(undefined);
  });

  it("leaves what is not known as it is beside what it changes", async () => {
    expect(await mended({ network: { access: "Enabled", id: unknown }, keys: unknown })).to.deep.equal({
      network: { access: "Disabled", id: unknown },
      keys: unknown,
    });
  });

  it("changes nothing where something else than an object stands in the way", async () => {
    expect(await mended({ network: "none" })).to.equal(undefined);
    expect(await mended({ network: [{ access: "Enabled" }] })).to.equal(undefined);
  });

  it("knows resources of older API versions", async () => {
    expect(await mended({}, "azure-native:storage/v20230101:StorageAccount")).to.deep.equal({
      network: { access: "Disabled" },
    });
  });

  it("does not apply to other types, whatever their properties", async () => {
    const { by, notApplicable } = await remediate(begun().policies, account({}, AZURE.keyVault));
    expect({ by, applies: !notApplicable.includes("account-closed") }).to.deep.equal({ by: [], applies: false });
  });

  it("keeps secret what is secret: beside the change, in its place and around it", async () => {
    const secret = (value: unknown) => ({ ...SECRET, value });
    expect(await mended({ network: { access: "Enabled" }, password: secret("hunter2") })).to.deep.equal({
      network: { access: "Disabled" },
      password: secret("hunter2"),
    });
    expect(await mended({ network: { access: secret("Enabled") } })).to.deep.equal({
      network: { access: secret("Disabled") },
    });
    expect(await mended({ network: secret({ access: "Enabled", rules: [secret(1)] }) })).to.deep.equal({
      network: secret({ access: "Disabled", rules: [secret(1)] }),
    });
  });

  it("changes nothing that is waived, and what else the resource fails", async () => {
    const both = controlOfAccounts(
      function* (resource) {
        for (const part of ["keys", "logs"]) {
          yield resource.expect(part, equalTo(false), { otherwise: "is on", part, mechanical: true });
        }
      },
      { remediates: "turns both off" },
    );
    const run = begun([both], [{ ...waiver, finding: "account-closed[data/keys]" }]);
    expect(await mendedBy(run, account({ keys: true, logs: true }))).to.deep.equal({ keys: true, logs: false });
    expect(await mendedBy(begun([both], [waiver]), account({ keys: true, logs: true }))).to.equal(undefined);
  });

  it("changes nothing as long as nobody has said what is waived", async () => {
    expect(await mendedBy(new PolicyRun([closed]), account({}))).to.equal(undefined);
  });

  it("changes nothing where the control throws", async () => {
    const throwing = controlOfAccounts(
      () => {
        throw new Error("x");
      },
      { remediates: "nothing" },
    );
    expect(await mendedBy(begun([throwing]), account({}))).to.equal(undefined);
  });

  it("of several controls each goes on from what the one before made", async () => {
    const other = { ...controlOfAccounts(closed.check, { remediates: "x" }), name: "other" };
    const keyless = controlOfAccounts(
      function* (resource) {
        yield resource.expect("keys", equalTo(false), { otherwise: "has keys", mechanical: true });
      },
      { remediates: "turns keys off" },
    );
    const { by, properties } = await remediate(
      begun([closed, other, { ...keyless, name: "keyless" }]).policies,
      account({ keys: { ...SECRET, value: true } }),
    );
    expect(by).to.deep.equal(["account-closed", "keyless"]);
    expect(properties).to.deep.equal({ network: { access: "Disabled" }, keys: { ...SECRET, value: false } });
  });

  it("makes all changes of a finding or none", async () => {
    const pair = controlOfAccounts(
      function* (resource) {
        const set = together(settingTo("a", equalTo(1)), settingTo("list[0].b", equalTo(2)));
        if (resource.read("a").state === "absent") yield resource.fail("lacks both", { set });
      },
      { remediates: "sets both" },
    );
    expect(await mendedBy(begun([pair]), account({ list: [{}] }))).to.deep.equal({ a: 1, list: [{ b: 2 }] });
    expect(await mendedBy(begun([pair]), account({ list: [] }))).to.equal(undefined);
    expect(await mendedBy(begun([pair]), account({ list: unknown }))).to.equal(undefined);
    expect(await mendedBy(begun([pair]), account({ list: [{ b: unknown }] }))).to.equal(undefined);
  });

  it("leaves what a patch does not say to the cluster", async () => {
    const labelled = controlOfAccounts(
      function* (object) {
        yield object.expect('metadata.labels["a.b/c"]', equalTo("on"), { otherwise: "is off", mechanical: true });
      },
      { resources: [KUBERNETES.namespace], remediates: "labels it" },
    );
    const patch = (metadata: object) =>
      mendedBy(begun([labelled]), account({ metadata }, "kubernetes:core/v1:NamespacePatch"));
    expect(await patch({ name: "n" })).to.equal(undefined);
    expect(await patch({ labels: { "a.b/c": "off" } })).to.deep.equal({ metadata: { labels: { "a.b/c": "on" } } });
  });

  it("is no part of a policy whose control has none", () => {
    const { policies } = begun([controlOfAccounts(closed.check)]);
    expect(policies.filter(canRemediate)).to.deep.equal([]);
  });

  it("stands beside the judgement, which fails what it could not mend", async () => {
    const run = begun();
    const resource = account({ network: { access: "Enabled" }, keys: true });
    const properties = (await mendedBy(run, resource)) as Record<string, unknown>;
    const lines = run.analyze(account(properties)).violations.map(({ message }) => message.split("\n")[0]);
    expect(lines).to.deep.equal(["T-1 account-closed[data/keys] fail: has keys"]);
  });
});

describe("a change", () => {
  const value = fc.constantFrom<unknown>(unknown, null, "text", 1, true);
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      value,
      fc.dictionary(fc.constantFrom("a", "b", "c"), tie("tree")),
      fc.array(tie("tree"), { maxLength: 2 }),
    ),
  }));
  const path = fc.constantFrom("a", "a.b", "a.b.c", "a[0].b", 'a["c"].b', "b[1]");

  it("is made as a whole and alone, or not at all, whatever the properties", () => {
    fc.assert(
      fc.property(tree, path, (properties, at) => {
        const changed = structuredClone(properties);
        if (!makeAll(changed, [{ path: at, value: "right" }])) {
          expect(changed).to.deep.equal(properties);
          return;
        }
        expect(new Properties(changed).text(at)).to.deep.equal({ state: "known", value: "right" });
        expect(new Properties(properties).read(at).state).not.to.equal("unknown");
        const [top = ""] = at.split(/[.[]/, 1);
        expect({ ...(changed as object), [top]: 0 }).to.deep.equal({ ...(properties as object), [top]: 0 });
      }),
    );
  });
});

describe("a remedy", () => {
  it("says in words what it changes", () => {
    expect(together(settingTo("a.b", equalTo("On")), settingTo("c", equalTo(1)))).to.deep.equal({
      words: 'a.b to "On" and c to 1',
      changes: [
        { path: "a.b", value: "On" },
        { path: "c", value: 1 },
      ],
    });
  });
});
