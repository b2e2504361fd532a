import { expect } from "chai";
import fc from "fast-check";
import { ForkedRuns, Scripts } from "./rotation-run";
import { StandIn } from "./stand-in";
import type { Call, Disturbance } from "./stand-in";

/** Ways in which a run breaks at one of its requests. */
const BREAKS = {
  "is killed before a request has its effect": (at: number, kill: () => Promise<void>): Disturbance => ({
    before: (_, index) => (index === at ? kill().then(() => "hang up" as const) : undefined),
  }),
  "is killed once a request has had its effect": (at: number, kill: () => Promise<void>): Disturbance => ({
    after: (_, index) => (index === at ? kill().then(() => "hang up" as const) : undefined),
  }),
  "gets no answer from a request on": (at: number): Disturbance => ({
    before: (_, index) => (index >= at ? { status: 503, body: {} } : undefined),
  }),
  "loses every answer from a request on": (at: number): Disturbance => ({
    after: (_, index) => (index >= at ? "hang up" : undefined),
  }),
};
type Break = keyof typeof BREAKS;

/** Hours after which nobody can still be about to put a token into the vault. */
const NEXT_RUN = 2;
const OVERLAP = 24;

/** Requests of a run that replaces a token; after them a run that finds a surplus one goes on with revoking it. */
const REQUESTS_TO_RENEW = 11;

describe("a rotation of OSMO's backend token that is disturbed", () => {
  let scripts: Scripts;
  let runs: Record<"a" | "b", ForkedRuns>;
  before(() => {
    scripts = new Scripts();
    runs = { a: new ForkedRuns(scripts), b: new ForkedRuns(scripts) };
  });
  after(() => {
    runs.a.stop();
    runs.b.stop();
    scripts.remove();
  });

  /** With a vault whose token has `daysLeft` days left. */
  const withStandIn = async (daysLeft: number, test: (standIn: StandIn) => Promise<void>) => {
    const standIn = await StandIn.start();
    try {
      const expires = new Date(standIn.now + daysLeft * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
      const { text } = standIn.give("rotation-20310214-010203-abcdef", expires);
      standIn.put(text, { "osmo-token": "rotation-20310214-010203-abcdef" });
      standIn.advance(1);
      await test(standIn);
    } finally {
      await standIn.stop();
    }
  };
  const undisturbed = async (standIn: StandIn, given = {}) => {
    standIn.disturbance = {};
    const { code, stderr } = await runs.a.run(scripts.environment(standIn, given));
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
  };
  /** Breaks a run at its request `at`, counted from 0. Tells whether it came so far. */
  const broken = async (standIn: StandIn, how: Break, at: number, given = {}) => {
    const calls = standIn.calls.length;
    standIn.disturbance = BREAKS[how](calls + at, () => runs.a.kill());
    await runs.a.run(scripts.environment(standIn, given));
    return standIn.calls.length - calls > at;
  };
  /** Once the overlap is over only the vault's token is left. */
  const endsWell = async (standIn: StandIn, given = {}) => {
    standIn.advance(NEXT_RUN);
    await undisturbed(standIn, given);
    standIn.advance(OVERLAP);
    await undisturbed(standIn, given);
    expect(standIn.lapses).to.deep.equal([]);
    expect(standIn.vaultWorks).to.be.true;
    expect(standIn.alive).to.deep.equal([standIn.latest!.tags["osmo-token"]]);
  };

  for (const how of Object.keys(BREAKS) as Break[]) {
    it(`leaves a token that works in the vault, and is repaired by the next run, wherever it ${how}`, async () => {
      for (let at = 0; at <= REQUESTS_TO_RENEW; at++) {
        await withStandIn(14, async (standIn) => {
          expect(await broken(standIn, how, at)).to.equal(at < REQUESTS_TO_RENEW);
          await endsWell(standIn);
        });
      }
    });
  }

  it("keeps a token that works in the vault, and few of them alive, whatever breaks on whatever days", async () => {
    // Runs break for two and a half days in a row at most: less than the four that are left to them.
    const given = { TOKEN_DAYS: "8", RENEW_DAYS: "4" };
    const breaks = fc.record({
      hours: fc.integer({ min: NEXT_RUN, max: 10 }),
      how: fc.constantFrom(...(Object.keys(BREAKS) as Break[])),
      at: fc.integer({ min: 2, max: REQUESTS_TO_RENEW + 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(breaks, { minLength: 1, maxLength: 6 }), (steps) =>
        withStandIn(4, async (standIn) => {
          for (const { hours, how, at } of steps) {
            standIn.advance(hours);
            await broken(standIn, how, at, given);
          }
          // The vault's, the one before, one that an earlier run left, and the four attempts of one whose answers get lost.
          expect(standIn.mostAlive).to.be.at.most(2 + 4 + 4);
          await endsWell(standIn, given);
        }),
      ),
      { numRuns: 15 },
    );
  });

  describe("by another run at the same time", () => {
    type Turns = readonly ("a" | "b")[];

    /** Lets both runs go on request by request, as `turns` tells; afterwards the first before the second. */
    const interleave = async (standIn: StandIn, turns: Turns) => {
      const waiting = new Map<string, () => void>();
      const over = new Set<string>();
      let changed = () => {};
      standIn.disturbance = {
        before: ({ run }: Call) =>
          new Promise<void>((resolve) => {
            waiting.set(run, resolve);
            changed();
          }),
      };
      const names = ["a", "b"] as const;
      const outcomes = names.map(async (name) => {
        const outcome = await runs[name].run(scripts.environment(standIn, {}, name));
        over.add(name);
        changed();
        return outcome;
      });
      const left = [...turns];
      for (;;) {
        while (names.some((name) => !over.has(name) && !waiting.has(name))) {
          await new Promise<void>((resolve) => (changed = resolve));
        }
        const wanted = left.shift() ?? "a";
        const next = waiting.has(wanted) ? wanted : [...waiting.keys()][0];
        if (next === undefined) return Promise.all(outcomes);
        const go = waiting.get(next)!;
        waiting.delete(next);
        go();
      }
    };

    const holds = async (turns: Turns, versions?: number) =>
      withStandIn(14, async (standIn) => {
        for (const { code, stderr } of await interleave(standIn, turns)) {
          expect(stderr).to.equal("");
          expect(code).to.equal(0);
        }
        if (versions) expect(standIn.versions).to.have.length(versions);
        // A backend may have read the vault at any moment: whatever it read works at least until the next run.
        const texts = [...standIn.tokens.values()].map(({ text }) => text);
        for (const { value } of standIn.versions) expect(texts).to.include(value);
        await endsWell(standIn);
      });

    it("ends well where both have looked before either has written", () =>
      holds(
        Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? "a" : "b")),
        3,
      ));

    it("gives its own token up where the other has written since", () => holds(["b", "b", "b", "b", "b"], 2));

    it("ends well in whatever order the requests of both arrive", () =>
      fc.assert(
        fc.asyncProperty(fc.array(fc.constantFrom("a" as const, "b" as const), { maxLength: 26 }), (turns) =>
          holds(turns),
        ),
        { numRuns: 15 },
      ));
  });
});
