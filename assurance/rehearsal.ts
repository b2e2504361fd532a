import type { Evidence, Finding } from "./evidence";

/**
 * The evidence of a preview, with what it left undetermined decided by a rehearsal: an update of the same program on stand-ins,
 * which know every value, if only because they make it up. What only the rehearsal showed says so.
 *
 * A rehearsal that did not come to its end decides nothing for the better: what it found wrong is added, and the preview's
 * findings stay.
 */
export function rehearsedEvidence(preview: Evidence, rehearsal: Evidence): Evidence {
  const known = new Map(preview.findings.map((finding) => [keyOf(finding), finding]));
  const shown = rehearsal.findings.map(
    (finding): Finding => known.get(keyOf(finding)) ?? { ...finding, source: "rehearsal" },
  );
  const wasRehearsed = rehearsal.run.complete && rehearsal.run.judged;
  const rehearsed = new Set(rehearsal.findings.map(keyOf));
  const kept = preview.findings.filter(
    (finding) =>
      !rehearsed.has(keyOf(finding)) &&
      // What the preview saw stays, but for what it could not decide.
      !(wasRehearsed && finding.verdict === "undetermined"),
  );
  const added = wasRehearsed
    ? shown
    : shown.filter((finding) => known.has(keyOf(finding)) || finding.verdict !== "pass");
  return {
    ...preview,
    run: {
      ...preview.run,
      rehearsed: wasRehearsed,
      caveats: [
        ...preview.run.caveats,
        ...(wasRehearsed
          ? []
          : [
              `The rehearsal of the update did not come to its end (${rehearsal.run.shortfall ?? "the pack judged nothing"}).`,
            ]),
      ],
    },
    findings: [...added, ...kept].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)),
  };
}

/** The same finding in both; a pass has no words of its own, and a mended message is the same failure. */
function keyOf({ control, resource, subject, verdict }: Finding): string {
  return JSON.stringify([control, resource, subject, verdict]);
}

function sortKey({ control, resource, subject, verdict, statement }: Finding): string {
  return JSON.stringify([control, resource, subject, verdict, statement]);
}
