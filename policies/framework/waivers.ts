import { findingId } from "../model";
import type { Finding } from "./finding";

/** An accepted failure: by whom, why, until when, and what protects meanwhile. Every field is required. */
export interface Waiver {
  /** A control, or one finding of it: `subnet-own-nsg` or `subnet-own-nsg[aks]`. */
  readonly finding: string;
  /** Names of the resources it covers; `*` stands for any text, `?` for any character. */
  readonly resource: string;
  /** Who answers for it: a person or a team. */
  readonly owner: string;
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`, UTC. */
  readonly expires: string;
  /** What protects in place of the control. */
  readonly compensatingControl: string;
}

const FIELDS = ["finding", "resource", "owner", "reason", "expires", "compensatingControl"] as const;

/** A finding, as a waiver names it: a control, and in brackets what of it where not all of it is meant. */
const FINDING = /^([^[\]]+)(\[[^[\]]*\])?$/;

/** A waiver that does not waive, or that nothing needs. */
export interface WaiverProblem {
  /** Control that it names, where that can be made out. */
  readonly control: string | undefined;
  /** Which waiver, by its place in the list and its control. */
  readonly subject: string;
  readonly statement: string;
  readonly set: string;
}

/** The waivers of a run: which hold, which are malformed or expired, and which were needed. */
export class WaiverBook {
  readonly problems: readonly WaiverProblem[];
  /** With their places in the list. */
  private readonly inForce: ReadonlyMap<Waiver, number>;
  private readonly used = new Set<Waiver>();

  /**
   * @param listed the `waivers` of the policy configuration, as it came
   * @param controls names of the pack's controls
   * @param today `YYYY-MM-DD`
   */
  constructor(listed: unknown, controls: ReadonlySet<string>, today: string) {
    const problems: WaiverProblem[] = [];
    const inForce = new Map<Waiver, number>();
    if (listed !== undefined && !Array.isArray(listed)) {
      problems.push({ control: undefined, subject: "waivers", statement: "is no list", set: "waivers to a list" });
    }
    (Array.isArray(listed) ? (listed as unknown[]) : []).forEach((item, index) => {
      const problem = problemOf(item, index, controls, today);
      if (problem) problems.push(problem);
      else inForce.set(item as Waiver, index);
    });
    this.problems = problems;
    this.inForce = inForce;
  }

  /** The waiver that covers `finding` of `control`, whatever its verdict; it counts as used from then on. */
  covering(control: string, finding: Finding): Waiver | undefined {
    const id = findingId(control, finding.subject);
    const waiver = [...this.inForce.keys()].find(
      ({ finding: waived, resource }) =>
        (waived === control || waived === id) && globToRegExp(resource).test(finding.resourceName),
    );
    if (waiver) this.used.add(waiver);
    return waiver;
  }

  /** Those in force that nothing in this run needed. */
  get unused(): readonly Waiver[] {
    return [...this.inForce.keys()].filter((waiver) => !this.used.has(waiver));
  }

  /** What is wrong with the unused ones: each is an exception that waits for a failure to hide. */
  get unusedProblems(): readonly WaiverProblem[] {
    return this.unused.map((waiver) => {
      const index = this.inForce.get(waiver) ?? 0;
      return {
        ...named(index, controlOf(waiver.finding)),
        statement: "covers nothing in this run",
        set: `waivers[${index}].finding and resource to what fails, or delete it`,
      };
    });
  }
}

/** The control that a waiver's `finding` names, or undefined where it names no finding. */
function controlOf(finding: unknown): string | undefined {
  return typeof finding === "string" ? FINDING.exec(finding)?.[1] : undefined;
}

function named(index: number, control: string | undefined): Pick<WaiverProblem, "control" | "subject"> {
  return { control, subject: `waiver ${index + 1}${control ? ` of ${control}` : ""}` };
}

function problemOf(
  item: unknown,
  index: number,
  controls: ReadonlySet<string>,
  today: string,
): WaiverProblem | undefined {
  const place = `waivers[${index}]`;
  const fields = (typeof item === "object" && item !== null ? item : {}) as Record<string, unknown>;
  const written = controlOf(fields.finding);
  const control = written !== undefined && controls.has(written) ? written : undefined;
  const problem = (statement: string, set: string): WaiverProblem => ({ ...named(index, control), statement, set });

  const missing = FIELDS.filter((field) => typeof fields[field] !== "string" || fields[field].trim() === "");
  if (missing.length > 0) return problem(`is malformed: lacks ${missing.join(", ")}`, `${place}.${missing[0]}`);
  const [surplus] = Object.keys(fields).filter((field) => !(FIELDS as readonly string[]).includes(field));
  if (surplus !== undefined)
    return problem("is malformed: has a field that no waiver has", `${place} to ${FIELDS.join(", ")}`);
  if (control === undefined)
    return problem(
      "is malformed: names no control of this pack",
      `${place}.finding to a control, or a finding such as ${[...controls][0]}[name]`,
    );
  const expires = fields.expires as string;
  if (!isDay(expires))
    return problem("is malformed: expires is no day", `${place}.expires to a day such as 2027-06-30`);
  if (expires < today)
    return problem(`expired on ${expires}`, `mend the finding, or have its owner decide on ${place} again`);
  return undefined;
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function globToRegExp(glob: string): RegExp {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${pattern}$`, "su");
}
