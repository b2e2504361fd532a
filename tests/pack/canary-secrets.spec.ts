import { expect } from "chai";
import { unknown } from "../../policies/framework/fixtures";
import { BootedPack } from "./booted-pack";
import type { SentResource } from "./booted-pack";
import { examplesOf, fewExamples } from "./examples";

const CANARY = "canary-c0ffee";
/** How the engine marks a secret on the wire: its signature's key and value. */
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const root: SentResource = { type: "pulumi:pulumi:Stack", name: "test-dev", properties: {} };

/** What a canary is put in the place of: a path to a property, an item or a whole object. */
type Path = readonly (string | number)[];

/** Keys of names by which findings call a part: of a subnet inside its network, of a workflow and of what it runs. */
const NAMES = ["name", "file", "uses"];

/** Every place in `value` but those of such names. */
function placesIn(value: unknown, path: Path = []): readonly Path[] {
  const within = Array.isArray(value)
    ? value.flatMap((item, index) => placesIn(item, [...path, index]))
    : typeof value === "object" && value !== null
      ? Object.entries(value)
          .filter(([key]) => path.length < 2 || !NAMES.includes(key))
          .flatMap(([key, item]) => placesIn(item, [...path, key]))
      : [];
  return path.length === 0 ? within : [path, ...within];
}

/** `value` with `planted` at `path`. */
function plantedAt(value: unknown, [step, ...rest]: Path, planted: unknown): unknown {
  if (step === undefined) return planted;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === step ? plantedAt(item, rest, planted) : (item as unknown)));
  }
  const object = value as Record<string, unknown>;
  return { ...object, [step]: plantedAt(object[step], rest, planted) };
}

/** The properties with a canary beside each property, at any depth, which leaves what decides as it is. */
function withCanaries(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withCanaries);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, withCanaries(item)]);
  return {
    ...Object.fromEntries(entries),
    sharedKey: CANARY,
    secrets: [{ value: CANARY }, { ...SECRET, value: CANARY }],
  };
}

describe("secrets in what the booted policy pack is asked about", () => {
  let pack: BootedPack;
  before(async () => {
    pack = await BootedPack.boot();
  });
  after(() => pack?.stop());
  const examples = examplesOf();

  /** Everything that the pack lets out when it is asked about the resources and their stack. */
  const toldOf = async (resources: readonly SentResource[]) => {
    const answers = await Promise.all(resources.map((resource) => pack.analyze(resource)));
    return JSON.stringify([answers, await pack.analyzeStack([root, ...resources])]);
  };
  const withProperties = (resource: SentResource, properties: unknown): SentResource => ({
    ...resource,
    properties: properties as Record<string, unknown>,
  });

  it("never get out, when they stand beside what decides", async () => {
    for (const { title, resources } of examples) {
      const planted = resources.map((resource) => withProperties(resource, withCanaries(resource.properties)));
      expect(await toldOf(planted), title).not.to.contain(CANARY);
    }
  });

  for (const [what, planted] of [
    ["a text", CANARY],
    ["a list", [CANARY, { value: CANARY }]],
    ["an object", { [CANARY]: CANARY, value: CANARY }],
  ] as const) {
    it(`never get out, when ${what} stands in the place of any property`, async () => {
      // All places of all fixtures are the fuzzing's to try, without a process between (tests/policies/fuzzing/silence.spec.ts).
      for (const { title, resources } of fewExamples()) {
        for (const resource of resources) await pack.analyze(resource);
        for (const [at, resource] of resources.entries()) {
          for (const path of placesIn(resource.properties)) {
            const changed = withProperties(resource, plantedAt(resource.properties, path, planted));
            const stack = resources.map((other, index) => (index === at ? changed : other));
            const told = JSON.stringify([await pack.analyze(changed), await pack.analyzeStack([root, ...stack])]);
            expect(told, `${title}, ${path.join(".")}`).not.to.contain(CANARY);
          }
          // A stack is judged on the inputs that the pack last saw.
          await pack.analyze(resource);
        }
      }
    });
  }

  it("never get out on standard error or standard output", () => {
    expect(pack.stderr() + pack.stdout()).to.equal(pack.firstLine);
  });

  it("are judged as what they are", async () => {
    const account = (allowSharedKeyAccess: unknown): SentResource => ({
      type: "azure-native:storage:StorageAccount",
      name: "data",
      properties: { allowSharedKeyAccess: { ...SECRET, value: allowSharedKeyAccess } },
    });
    const verdictOn = async (value: unknown) => {
      const { violations, notApplicable } = await pack.analyze(account(value));
      const policy = "storage-shared-key-disabled";
      if (violations.some((violation) => violation.policy === policy)) return "fail";
      return notApplicable.includes(policy) ? "not applicable" : "pass";
    };
    expect([await verdictOn(false), await verdictOn(true), await verdictOn(unknown)]).to.deep.equal([
      "pass",
      "fail",
      "not applicable",
    ]);
  });
});
