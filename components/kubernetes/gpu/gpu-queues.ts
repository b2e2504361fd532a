/** What a team may have of the platform's GPUs. */
export interface Team {
  /** GPUs that are the team's at any time; what it leaves idle, others may use. */
  readonly gpus: number;
  /** GPUs that it has at most, with those that others leave idle. Default: as many as there are. */
  readonly maxGpus?: number;
}
export type Teams = Readonly<Record<string, Team>>;

/** Share of one resource, in KAI's terms: GPUs, thousandths of a processor, or 10^6 bytes. -1: any amount. */
interface Share {
  readonly quota: number;
  readonly limit: number;
  /** By what weight idle resources are shared. */
  readonly overQuotaWeight: number;
}

/** A queue of KAI (scheduling.run.ai/v2). */
export interface Queue {
  readonly name: string;
  readonly spec: {
    readonly displayName: string;
    readonly parentQueue?: string;
    readonly resources: { readonly gpu: Share; readonly cpu: Share; readonly memory: Share };
  };
}

/** Processors and memory are the namespaces' quotas to bound; a queue is for GPUs. */
const ANY: Share = { quota: -1, limit: -1, overQuotaWeight: 1 };
/** The queue above those of all teams. */
export const PARENT_QUEUE = "physical-ai";

/** The queue that pods of a team name in their label `kai.scheduler/queue`. */
export function queueOf(team: string): string {
  return `team-${team}`;
}

/**
 * KAI's queues: one above all with every GPU that the pools can have, and one for each team. Idle GPUs go to teams by the size
 * of what they are promised; a team of no GPU gets the weight of one, so that it is not left out for good.
 *
 * OSMO makes queues of its own, one for each pool, beside these. With it, its pools keep the promises (`osmoPoolShares`), and
 * nothing is promised twice: pods that people start without it run on what is idle, and give way.
 */
export function teamQueues(teams: Teams, totalGpus: number, { osmo }: { readonly osmo: boolean }): readonly Queue[] {
  const promised = (gpus: number) => (osmo ? 0 : gpus);
  return [
    {
      name: PARENT_QUEUE,
      spec: {
        displayName: "All GPUs of the platform",
        resources: { gpu: { quota: promised(totalGpus), limit: totalGpus, overQuotaWeight: 1 }, cpu: ANY, memory: ANY },
      },
    },
    ...Object.entries(teams).map(([team, { gpus, maxGpus = totalGpus }]) => ({
      name: queueOf(team),
      spec: {
        displayName: `Team ${team}`,
        parentQueue: PARENT_QUEUE,
        resources: {
          gpu: { quota: promised(gpus), limit: maxGpus, overQuotaWeight: Math.max(1, gpus) },
          cpu: ANY,
          memory: ANY,
        },
      },
    })),
  ];
}

/** GPUs of a pool of OSMO, as its configuration has them under `resources.gpu`. */
export interface OsmoPoolShare {
  readonly guarantee: number;
  readonly maximum: number;
  readonly weight: number;
}

/**
 * What OSMO's pool of each team has. OSMO makes a queue `osmo-pool-NAMESPACE-POOL` of it; a pool without these numbers may
 * take any number of GPUs. Source: NVIDIA/OSMO 6.3.1, src/utils/job/kb_objects.py.
 */
export function osmoPoolShares(teams: Teams, totalGpus: number): Readonly<Record<string, OsmoPoolShare>> {
  return Object.fromEntries(
    Object.entries(teams).map(([team, { gpus, maxGpus = totalGpus }]) => [
      team,
      { guarantee: gpus, maximum: maxGpus, weight: Math.max(1, gpus) },
    ]),
  );
}

/** Of a pool that is promised nothing, and takes what teams leave idle. */
export function shareOfIdle(totalGpus: number): OsmoPoolShare {
  return { guarantee: 0, maximum: totalGpus, weight: 1 };
}

/** Name of OSMO's pool that is everybody's, which no team can have. */
export const EVERYBODYS_POOL = "default";

/** What is wrong with the teams: `key` as in `teams.robots.maxGpus`, and a text that goes after it. */
export function teamProblems(
  teams: Teams,
  totalGpus: number,
): readonly { readonly key: string; readonly text: string }[] {
  const promised = Object.values(teams).reduce((sum, { gpus }) => sum + gpus, 0);
  return [
    ...(promised > totalGpus
      ? [
          {
            key: "teams",
            text: `promises ${promised} GPUs, and the pools have ${totalGpus} at most. Give teams fewer, or pools more nodes.`,
          },
        ]
      : []),
    ...Object.entries(teams).flatMap(([team, { gpus, maxGpus }]) => [
      ...(team === EVERYBODYS_POOL
        ? [{ key: `teams.${team}`, text: "has the name of the pool that is everybody's. Give the team another." }]
        : []),
      ...(maxGpus !== undefined && maxGpus < gpus
        ? [{ key: `teams.${team}.maxGpus`, text: `is less than the team's own GPUs. Give at least gpus.` }]
        : []),
      ...(maxGpus !== undefined && maxGpus > totalGpus
        ? [
            {
              key: `teams.${team}.maxGpus`,
              text: `is more than the ${totalGpus} GPUs that the pools have at most. Give at most that.`,
            },
          ]
        : []),
    ]),
  ];
}
