import { expect } from "chai";
import fc from "fast-check";
import { osmoPoolShares, teamProblems, teamQueues } from "../../../../components/kubernetes/gpu/gpu-queues";
import type { Teams } from "../../../../components/kubernetes/gpu/gpu-queues";

const anyTeams = fc.dictionary(
  fc.stringMatching(/^[a-z]{2,6}$/),
  fc.record({ gpus: fc.nat(8), maxGpus: fc.integer({ min: 1, max: 16 }) }, { requiredKeys: ["gpus"] }),
) as fc.Arbitrary<Teams>;
const any = { quota: -1, limit: -1, overQuotaWeight: 1 };

describe("queues of teams", () => {
  it("stand below one that has all GPUs", () => {
    const teams = { locomotion: { gpus: 2, maxGpus: 6 }, guests: { gpus: 0 } };
    expect(teamQueues(teams, 8, { osmo: false })).to.deep.equal([
      {
        name: "physical-ai",
        spec: {
          displayName: "All GPUs of the platform",
          resources: { gpu: { quota: 8, limit: 8, overQuotaWeight: 1 }, cpu: any, memory: any },
        },
      },
      {
        name: "team-locomotion",
        spec: {
          displayName: "Team locomotion",
          parentQueue: "physical-ai",
          resources: { gpu: { quota: 2, limit: 6, overQuotaWeight: 2 }, cpu: any, memory: any },
        },
      },
      {
        name: "team-guests",
        spec: {
          displayName: "Team guests",
          parentQueue: "physical-ai",
          resources: { gpu: { quota: 0, limit: 8, overQuotaWeight: 1 }, cpu: any, memory: any },
        },
      },
    ]);
  });

  it("promise nothing themselves where OSMO's do", () => {
    const queues = teamQueues({ locomotion: { gpus: 2, maxGpus: 6 } }, 8, { osmo: true });
    expect(queues.map(({ spec }) => spec.resources.gpu)).to.deep.equal([
      { quota: 0, limit: 8, overQuotaWeight: 1 },
      { quota: 0, limit: 6, overQuotaWeight: 2 },
    ]);
  });

  it("never promise a GPU twice, whatever the teams and whether OSMO is there", () => {
    fc.assert(
      fc.property(anyTeams, fc.nat(64), fc.boolean(), (teams, total, osmo) => {
        const [, ...queues] = teamQueues(teams, total, { osmo });
        const shares = osmo ? Object.values(osmoPoolShares(teams, total)) : [];
        const promised = [
          ...queues.map(({ spec }) => spec.resources.gpu.quota),
          ...shares.map(({ guarantee }) => guarantee),
        ].reduce((sum, gpus) => sum + gpus, 0);
        return promised === Object.values(teams).reduce((sum, { gpus }) => sum + gpus, 0);
      }),
    );
  });

  it("fit into the GPUs there are, and bound every team, where nothing is wrong with the teams", () => {
    fc.assert(
      fc.property(anyTeams, fc.nat(64), (teams, total) => {
        fc.pre(teamProblems(teams, total).length === 0);
        const [parent, ...queues] = teamQueues(teams, total, { osmo: false });
        const { quota, limit } = parent!.spec.resources.gpu;
        const shares = queues.map(({ spec }) => spec.resources.gpu);
        expect(shares.reduce((sum, share) => sum + share.quota, 0)).to.be.at.most(quota);
        for (const share of shares) {
          expect(share.limit).to.be.within(share.quota, limit);
          expect(share.overQuotaWeight).to.be.at.least(1);
        }
      }),
    );
  });

  it("have names that Kubernetes takes, one each", () => {
    fc.assert(
      fc.property(anyTeams, (teams) => {
        const names = teamQueues(teams, 8, { osmo: false }).map(({ name }) => name);
        return new Set(names).size === names.length && names.every((name) => /^[a-z0-9][a-z0-9-]{0,62}$/.test(name));
      }),
    );
  });
});

describe("shares of OSMO's pools", () => {
  it("keep what teams are promised", () => {
    expect(osmoPoolShares({ manipulation: { gpus: 4 }, guests: { gpus: 0, maxGpus: 1 } }, 8)).to.deep.equal({
      manipulation: { guarantee: 4, maximum: 8, weight: 4 },
      guests: { guarantee: 0, maximum: 1, weight: 1 },
    });
  });
});

describe("teams", () => {
  it("may be promised all the GPUs that there are", () => {
    expect(teamProblems({ aa: { gpus: 5 }, bb: { gpus: 3, maxGpus: 8 } }, 8)).to.deep.equal([]);
  });

  it("are refused more", () => {
    expect(teamProblems({ aa: { gpus: 5 }, bb: { gpus: 4 } }, 8)).to.deep.equal([
      {
        key: "teams",
        text: "promises 9 GPUs, and the pools have 8 at most. Give teams fewer, or pools more nodes.",
      },
    ]);
  });

  it("are refused a most that is less than their own, or than which there is less", () => {
    expect(teamProblems({ aa: { gpus: 3, maxGpus: 2 }, bb: { gpus: 0, maxGpus: 9 } }, 8)).to.deep.equal([
      { key: "teams.aa.maxGpus", text: "is less than the team's own GPUs. Give at least gpus." },
      {
        key: "teams.bb.maxGpus",
        text: "is more than the 8 GPUs that the pools have at most. Give at most that.",
      },
    ]);
  });
});
