import { expect } from "chai";
import { examplesOf } from "./examples";
import { BootedPack } from "./booted-pack";
import type { Answer, SentResource } from "./booted-pack";

/** Requests at once. The engine asks about as many resources as it handles in parallel. */
const AT_ONCE = 200;

/**
 * The pack notes which type a request is about for as long as it is handled (policies/framework/type-fast-path.ts). Were the
 * note of one request seen by another, a control would be skipped for a resource that it judges.
 */
describe("requests to the booted policy pack at the same time", () => {
  let pack: BootedPack;
  before(async () => {
    pack = await BootedPack.boot();
  });
  after(() => pack?.stop());

  /** Resources of every type and example, each under a name of its own, types next to each other differing. */
  const resources = (): readonly SentResource[] => {
    const all = examplesOf().flatMap((example) => example.resources);
    return Array.from({ length: AT_ONCE }, (_, index) => {
      const resource = all[(index * 37) % all.length]!;
      return { ...resource, name: `${resource.name}-${index}` };
    });
  };
  const oneByOne = async (sent: readonly SentResource[]): Promise<readonly Answer[]> => {
    const answers: Answer[] = [];
    for (const resource of sent) answers.push(await pack.analyze(resource));
    return answers;
  };

  it("are of many types, and judged differently", async () => {
    const sent = resources();
    const answers = await oneByOne(sent);
    expect(new Set(sent.map(({ type }) => type)).size).to.be.greaterThan(10);
    expect(answers.filter(({ violations }) => violations.length > 0).length).to.be.greaterThan(AT_ONCE / 10);
    expect(answers.filter(({ violations }) => violations.length === 0).length).to.be.greaterThan(AT_ONCE / 10);
  });

  it("get the answers that they get one by one", async () => {
    const sent = resources();
    const together = await Promise.all(sent.map((resource) => pack.analyze(resource)));
    expect(together).to.deep.equal(await oneByOne(sent));
  });

  it("get the answers that they get one by one, through several connections", async () => {
    const sent = resources();
    const answers = new Array<Answer>(sent.length);
    const connections = Array.from({ length: 4 }, (_, connection) =>
      pack.throughAnotherConnection((other) =>
        Promise.all(
          sent.map(async (resource, index) => {
            if (index % 4 === connection) answers[index] = await other.analyze(resource);
          }),
        ),
      ),
    );
    await Promise.all(connections);
    expect(answers).to.deep.equal(await oneByOne(sent));
  });

  it("are not disturbed by requests about the stack between them", async () => {
    const sent = resources();
    const alone = await oneByOne(sent);
    const stack = await pack.analyzeStack(sent);
    const [answers, stacks] = await Promise.all([
      Promise.all(sent.map((resource) => pack.analyze(resource))),
      Promise.all(Array.from({ length: 10 }, () => pack.analyzeStack(sent))),
    ]);
    expect(answers).to.deep.equal(alone);
    expect(stacks).to.deep.equal(stacks.map(() => stack));
  });

  it("about types that none judges leave the next ones judged", async () => {
    const [first] = resources().filter(({ type }) => type === "azure-native:storage:StorageAccount");
    const open: SentResource = { ...first!, properties: { allowSharedKeyAccess: true } };
    const other: SentResource = { type: "random:index/randomId:RandomId", name: "id", properties: {} };
    const pairs = await Promise.all(
      Array.from({ length: 50 }, () => Promise.all([pack.analyze(other), pack.analyze(open), pack.analyze(other)])),
    );
    for (const [before, between, after] of pairs) {
      expect([before.violations, after.violations]).to.deep.equal([[], []]);
      expect(between.violations.map(({ policy }) => policy)).to.include("storage-shared-key-disabled");
    }
  });
});
