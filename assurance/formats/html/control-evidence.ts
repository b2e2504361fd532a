import type { AssessedControl, Assessment } from "../../assessment";
import type { Evidence, Finding } from "../../evidence";
import { byControlOf, controlResultOf } from "../../register";
import type { ControlResult, RegisterEntry } from "../../register";
import { notable } from "../summary";
import { baselineAnchor } from "./anchors";

/** Findings other than passes that stand in the HTML itself, at about 1 kB each; the page's script writes the others on demand. */
const WRITTEN_OUT = 800;

/** At least and at most so many of one control are written out. */
const [FEWEST, MOST] = [5, 100];

/** A control as the page tells it. */
export interface ControlEvidence {
  readonly name: string;
  /** Left out where the catalogue has no such control, as of the pack's policies on waivers. */
  readonly control?: AssessedControl;
  readonly result: ControlResult;
  /** What is not a pass, the worst first: as much as the page writes out. */
  readonly written: readonly Finding[];
  /** The rest of it. */
  readonly more: readonly Finding[];
  readonly passes: readonly Finding[];
  /** The entry of the register under which it is told in full; others refer there. Left out where none has it. */
  readonly home?: { readonly id: string; readonly anchor: string };
}

/** Every control that the catalogue has, or that the run tells of, by name. */
export function controlEvidence(evidence: Evidence, assessment: Assessment): ReadonlyMap<string, ControlEvidence> {
  const byControl = byControlOf(evidence.findings);
  const listed = new Map(assessment.controls.map((control) => [control.name, control]));
  const homes = homesOf(assessment);
  const names = [...new Set([...listed.keys(), ...byControl.keys()])];
  const perControl = share([...byControl.values()].map((findings) => notable({ ...evidence, findings }).length));
  return new Map(
    names.map((name) => {
      const findings = byControl.get(name) ?? [];
      const wrong = notable({ ...evidence, findings });
      const [control, home] = [listed.get(name), homes.get(name)];
      return [
        name,
        {
          name,
          ...(control && { control }),
          result: controlResultOf(name, findings),
          written: wrong.slice(0, perControl),
          more: wrong.slice(perControl),
          passes: findings.filter(({ verdict }) => verdict === "pass"),
          ...(home && { home }),
        },
      ];
    }),
  );
}

/** How many findings of each control are written out, where controls have so many. */
function share(counts: readonly number[]): number {
  const having = counts.filter((count) => count > 0).length;
  return Math.min(MOST, Math.max(FEWEST, Math.floor(WRITTEN_OUT / Math.max(1, having))));
}

function homesOf({ threats, baseline }: Assessment): ReadonlyMap<string, { id: string; anchor: string }> {
  const homes = new Map<string, { id: string; anchor: string }>();
  const entries: readonly { readonly entry: RegisterEntry; readonly anchor: string }[] = [
    ...threats.map((entry) => ({ entry, anchor: entry.id })),
    ...baseline.map((entry) => ({ entry, anchor: baselineAnchor(entry.id) })),
  ];
  for (const { entry, anchor } of entries) {
    for (const { control } of entry.controls) if (!homes.has(control)) homes.set(control, { id: entry.id, anchor });
  }
  return homes;
}
