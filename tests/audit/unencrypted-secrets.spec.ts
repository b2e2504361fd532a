import { expect } from "chai";
import fc from "fast-check";
import { unencryptedSecrets } from "../../audit/unencrypted-secrets";
import { decrypted, encrypted, ROOT, stateOf, urnOf } from "./states";
import type { Kept } from "./states";

const TIME = "2026-11-25T12:00:00.000Z";
const CANARY = "canary-7f3a91";
const judge = (...resources: readonly Kept[]) => unencryptedSecrets(stateOf([ROOT, ...resources]), TIME);
const subjectsOf = (...resources: readonly Kept[]) =>
  judge(...resources)
    .filter(({ verdict }) => verdict === "fail")
    .map(({ subject }) => subject);
const connection: Kept = { type: "azure-native:network:VirtualNetworkGatewayConnection", name: "site" };

describe("state-holds-no-plain-secrets", () => {
  it("passes once for a state whose secrets are encrypted", () => {
    expect(judge({ ...connection, inputs: { sharedKey: encrypted }, outputs: { sharedKey: encrypted } })).to.deep.equal(
      [
        {
          control: "state-holds-no-plain-secrets",
          serves: ["T-2", "I-2"],
          level: "mandatory",
          source: "state",
          time: TIME,
          subject: "stack",
          resource: "",
          verdict: "pass",
          statement: "",
        },
      ],
    );
  });

  it("fails for a secret in the open, naming resource and place, and not the value", () => {
    const [finding, ...others] = judge({
      ...connection,
      inputs: { sharedKey: CANARY },
      outputs: { sharedKey: encrypted },
    });
    expect(others).to.deep.equal([]);
    expect(finding).to.deep.equal({
      control: "state-holds-no-plain-secrets",
      serves: ["T-2", "I-2"],
      level: "mandatory",
      source: "state",
      time: TIME,
      subject: "site/sharedKey",
      resource: urnOf(connection),
      verdict: "fail",
      statement: "stands unencrypted in the inputs of the state, and has the name of a secret",
      remedy:
        "Wrap it in pulumi.secret(), or name it in additionalSecretOutputs, and run pulumi up. Then renew it: earlier versions of the state keep it.",
    });
  });

  it("tells a place once, whether in inputs, outputs or both", () => {
    const [finding, ...others] = judge({ ...connection, inputs: { sharedKey: "a" }, outputs: { sharedKey: "a" } });
    expect(others).to.deep.equal([]);
    expect(finding?.statement).to.contain("in the inputs and outputs of the state");
  });

  it("looks into lists and objects, and writes the way there", () => {
    const values = { env: [{ name: "A" }, { name: "DB_PASSWORD", value: "hunter2" }], "x.y": { password: "hunter2" } };
    expect(subjectsOf({ type: "kubernetes:helm.sh/v3:Release", name: "osmo", inputs: { values } })).to.deep.equal([
      "osmo/values.env[1].value",
      'osmo/values["x.y"].password',
    ]);
  });

  it("fails for each secret of a state that was exported with them, and says what to do with the file", () => {
    const [finding, ...others] = judge({ ...connection, outputs: { whatever: decrypted({ a: CANARY }) } });
    expect(others).to.deep.equal([]);
    expect(finding).to.include({ subject: "site/whatever" });
    expect(finding?.remedy).to.contain("export the state without --show-secrets");
  });

  it("passes over secrets that hold nothing", () => {
    expect(
      subjectsOf({ ...connection, outputs: { a: decrypted(""), b: decrypted(null), c: encrypted } }),
    ).to.deep.equal([]);
  });

  it("fails for what a resource holds that awaits its deletion, and one whose operation was interrupted", () => {
    const left = { ...connection, urn: urnOf(connection), inputs: { sharedKey: "a" } };
    const pending = stateOf([ROOT], { pending_operations: [{ type: "creating", resource: left }] });
    expect(unencryptedSecrets(pending, TIME).map(({ subject }) => subject)).to.deep.equal(["site/sharedKey"]);
    const deleted = stateOf([ROOT, { ...connection, inputs: { sharedKey: "a" }, delete: true } as Kept]);
    expect(unencryptedSecrets(deleted, TIME).map(({ subject }) => subject)).to.deep.equal(["site/sharedKey"]);
  });

  it("fails for outputs of the stack that are named as secrets", () => {
    const exported = { ...ROOT, outputs: { databasePassword: "hunter2", clusterName: "aks" } };
    expect(unencryptedSecrets(stateOf([exported]), TIME).map(({ subject }) => subject)).to.deep.equal([
      "p-dev/databasePassword",
    ]);
  });

  it("takes nothing encrypted for plain, and never tells a value, whatever the state", () => {
    const text = fc.constantFrom(CANARY, `Bearer ${CANARY}${CANARY}`, `postgresql://u:${CANARY}@h`);
    const key = fc.constantFrom("password", "value", "data", "primaryKey", "a.b", "");
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.constant(encrypted),
        fc.constant(null),
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(key, tie("tree"), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, tree), (inputs) => {
        const findings = judge({ type: "kubernetes:core/v1:Secret", inputs });
        expect(JSON.stringify(findings)).not.to.contain(CANARY);
        const bare = JSON.parse(JSON.stringify(inputs), (_key, value: unknown) =>
          typeof value === "string" && value.includes(CANARY) ? encrypted : value,
        ) as Record<string, unknown>;
        expect(judge({ type: "kubernetes:core/v1:Secret", inputs: bare })[0]?.verdict).to.equal("pass");
      }),
    );
  });
});
