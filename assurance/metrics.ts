import { metrics } from "../policies/model";
import type { Rating, SecurityMetric } from "../policies/model";
import type { Evidence } from "./evidence";
import type { Register, Status } from "./register";

/** A metric of the model, with what the evidence gives it. */
export interface MetricResult extends SecurityMetric {
  /** In the metric's unit; left out where no evidence tells. */
  readonly measured?: number;
  /** How many threats could still be added to what is measured: those that the evidence does not decide. */
  readonly undecided: number;
  /** Whether the target is met; left out as long as that is not decided. */
  readonly met?: boolean;
  /** What it was measured by, or why it was not. */
  readonly basis: string;
}

type Measurement = Pick<MetricResult, "measured" | "undecided" | "basis"> & {
  /** Whether what is known misses the target, whatever the rest would be. */
  readonly missed?: boolean;
};

const UNDECIDED: ReadonlySet<Status> = new Set<Status>(["undetermined", "not run", "no control"]);

/** The metrics of the model, in its order. */
export function metricsOf(evidence: Evidence, register: Register): readonly MetricResult[] {
  return metrics.map((metric) => {
    const { missed = false, ...measurement } = measure(metric, evidence, register);
    const met = missed ? false : isMet(metric, measurement);
    return { ...metric, ...measurement, ...(met !== undefined && { met }) };
  });
}

function measure({ metric }: SecurityMetric, evidence: Evidence, register: Register): Measurement {
  switch (metric) {
    case "STRIDE threats mitigated": {
      const measured = register.threats.filter(({ status }) => status === "mitigated").length;
      return { measured, undecided: 0, basis: "every control of the threat ran and passes" };
    }
    case "Critical threats open":
      return openOf("Critical", register);
    case "High threats open":
      return openOf("High", register);
    case "SHA-pinned actions":
      return pinned(evidence);
    default:
      return { undecided: 0, basis: "no run shows it: OpenSSF's badge application does" };
  }
}

function openOf(rating: Rating, { threats }: Register): Measurement {
  const rated = threats.filter((threat) => threat.rating === rating);
  return {
    measured: rated.filter(({ status }) => status === "open").length,
    undecided: rated.filter(({ status }) => UNDECIDED.has(status)).length,
    basis: `a mandatory control of a threat rated ${rating} fails`,
  };
}

/** Rounded down: 100 percent is all of them. */
function pinned({ actions, findings, run }: Evidence): Measurement {
  const own = findings.filter(({ control }) => control === "actions-pinned");
  const decided = own.length > 0 && own.every(({ verdict }) => verdict !== "undetermined" && verdict !== "error");
  const found = own.filter(({ verdict }) => verdict === "fail" || verdict === "waived").length;
  if (!run.complete || actions === undefined || actions === 0 || !decided) {
    const basis = "the run does not show all workflows of the repository";
    return found > 0
      ? { undecided: 0, basis: `${basis}, and not all actions are pinned`, missed: true }
      : { undecided: 0, basis };
  }
  const loose = Math.min(found, actions);
  return {
    measured: Math.floor((100 * (actions - loose)) / actions),
    undecided: 0,
    basis: `${actions - loose} of ${actions} uses of actions are pinned (actions-pinned)`,
  };
}

function isMet({ values, better }: SecurityMetric, { measured, undecided }: Measurement): boolean | undefined {
  if (measured === undefined) return undefined;
  if (better === "higher") return measured >= values.target;
  if (measured > values.target) return false;
  return measured + undecided <= values.target ? true : undefined;
}
