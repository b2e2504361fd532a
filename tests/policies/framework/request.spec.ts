import { expect } from "chai";
import { setImmediate } from "node:timers/promises";
import {
  noteRequestedStack,
  noteRequestedType,
  requestedResource,
  requestedStack,
  requestedType,
  withinRequest,
} from "../../../policies/framework/request";
import { Resource } from "../../../policies/framework/resource";
import { Stack } from "../../../policies/framework/stack";

const ACCOUNT = "azure-native:storage:StorageAccount";
const VAULT = "azure-native:keyvault:Vault";
const ROOT = { urn: "urn:pulumi:dev::platform::pulumi:pulumi:Stack::platform-dev", name: "platform-dev" };

const note = (type: string) => noteRequestedType(type, () => undefined);

/** What a policy does when it is called; what it returns the SDK waits for. */
type Policy = () => void | Promise<void>;

/** Goes from policy to policy as the policy SDK does: by the `then` of what each returns. */
async function asTheSdk(policies: readonly Policy[]): Promise<void> {
  await new Promise<void>((done, failed) => {
    const goOn = (index: number): void => {
      const policy = policies[index];
      if (policy === undefined) return done();
      void Promise.resolve(policy()).then(() => goOn(index + 1), failed);
    };
    goOn(0);
  });
}

/** The same by `await`, as an SDK that is compiled otherwise may. */
async function byAwait(policies: readonly Policy[]): Promise<void> {
  for (const policy of policies) await policy();
}

/** A request about a resource of `type`: each policy after the first tells what it takes the request to be about. */
function requestAbout(type: string, told: (string | undefined)[]): readonly Policy[] {
  const tell = (): void | Promise<void> => {
    told.push(requestedType()?.type);
    return withinRequest();
  };
  const first = (): void | Promise<void> => {
    note(type);
    return withinRequest();
  };
  return [first, tell, tell, tell];
}

describe("what a request is about", () => {
  beforeEach(() => setImmediate());

  it("is known as soon as it is noted, and until the code that noted it ends", async () => {
    note(ACCOUNT);
    expect(requestedType()?.type).to.equal(ACCOUNT);
    await setImmediate();
    expect(requestedType()).to.equal(undefined);
  });

  it("is a resource, once it can be read, or a stack", () => {
    const resource = new Resource({ type: ACCOUNT, urn: "urn", name: "data", properties: {} });
    const request = note(ACCOUNT);
    expect(requestedResource("urn")).to.equal(undefined);
    request.resource = resource;
    expect([requestedResource("urn"), requestedResource("another"), requestedStack()]).to.deep.equal([
      resource,
      undefined,
      undefined,
    ]);
    const stack = new Stack([], ROOT);
    noteRequestedStack(stack, ROOT, () => undefined);
    expect([requestedStack()?.stack, requestedType()]).to.deep.equal([stack, undefined]);
  });

  it("is known to each policy that the SDK goes on to", async () => {
    const told: (string | undefined)[] = [];
    await asTheSdk(requestAbout(ACCOUNT, told));
    expect(told).to.deep.equal([ACCOUNT, ACCOUNT, ACCOUNT]);
  });

  it("is known after a policy that had to wait, or that failed", async () => {
    const told: (string | undefined)[] = [];
    const [first, tell] = requestAbout(ACCOUNT, told) as [Policy, Policy];
    const waits = () => withinRequest(setImmediate(undefined));
    await asTheSdk([first, waits, tell]);
    note(VAULT);
    const failed = withinRequest(setImmediate().then(() => Promise.reject(new Error("fails"))));
    await new Promise<void>((done) => {
      void (failed as Promise<void>).then(undefined, () => {
        told.push(requestedType()?.type);
        done();
      });
    });
    expect(told).to.deep.equal([ACCOUNT, VAULT]);
  });

  it("is that of its own request, however requests overlap", async () => {
    const types = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? ACCOUNT : VAULT));
    const all = types.map((type) => ({ type, told: [] as (string | undefined)[] }));
    await Promise.all(all.map(({ type, told }) => asTheSdk(requestAbout(type, told))));
    for (const { type, told } of all) expect(told).to.deep.equal([type, type, type]);
  });

  it("is not known, and never another's, to an SDK that waits in another way", async () => {
    const all = [ACCOUNT, VAULT].map((type) => ({ type, told: [] as (string | undefined)[] }));
    await Promise.all(all.map(({ type, told }) => byAwait(requestAbout(type, told))));
    for (const { told } of all) expect(told).to.deep.equal([undefined, undefined, undefined]);
  });

  it("is not known where nothing was noted", async () => {
    const told: (string | undefined)[] = [];
    const [, tell] = requestAbout(ACCOUNT, told) as [Policy, Policy];
    await asTheSdk([tell, tell]);
    expect(told).to.deep.equal([undefined, undefined]);
  });
});
