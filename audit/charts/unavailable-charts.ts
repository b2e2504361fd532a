import type { Finding } from "../../assurance/evidence";
import { nameOf } from "../../assurance/resource-name";
import type { CatalogueEntry } from "../../policies/catalogue";
import type { RenderedCharts, RenderedRelease, UnavailableChart } from "./render-charts";

/** The control that has a finding for every release: whether what its chart puts into the cluster was judged. */
export const CHARTS_RENDERED = "charts-rendered";

/** The one kind of `kubernetes:` that is no object of a cluster. */
const RELEASE = "kubernetes:helm.sh:Release";

/**
 * What the catalogue's controls of Kubernetes objects serve: nobody knows of it where a chart was not rendered.
 */
export function servedByObjects(catalogue: readonly CatalogueEntry[]): readonly string[] {
  const ofObjects = catalogue.filter(({ judges }) =>
    judges.some((type) => type.startsWith("kubernetes:") && type !== RELEASE),
  );
  return [...new Set(ofObjects.flatMap(({ serves }) => serves))].sort();
}

/**
 * A finding for each release: a pass where its chart was rendered and so judged object by object, undetermined where it was
 * not. Never a failure: a chart that nobody has at hand is no weakness, and no assurance either.
 *
 * @param time when it was tried, ISO 8601; left out where that is not told
 */
export function chartsRendered(
  { releases, unavailable }: Pick<RenderedCharts, "releases" | "unavailable">,
  catalogue: readonly CatalogueEntry[],
  time?: string,
): readonly Finding[] {
  const serves = servedByObjects(catalogue);
  const finding = (urn: string, more: Pick<Finding, "verdict" | "statement" | "set">): Finding => ({
    control: CHARTS_RENDERED,
    serves,
    subject: nameOf(urn),
    resource: urn,
    level: "advisory",
    source: "chart",
    ...(time !== undefined && { time }),
    ...more,
  });
  return [
    ...releases.map((release) => finding(release.urn, { verdict: "pass", statement: renderedStatement(release) })),
    ...unavailable.map((chart) =>
      finding(chart.urn, {
        verdict: "undetermined",
        statement: unavailableStatement(chart),
        ...(!chart.isAtHand && {
          set: "--chart-dir to a folder with the chart, as <name>-<version>.tgz or unpacked (docs/charts.md)",
        }),
      }),
    ),
  ];
}

function renderedStatement({ chart, version, objects, guesses }: RenderedRelease): string {
  const rendered = `its chart ${chart} ${version} was rendered, and its ${count(objects, "object")} judged`;
  if (guesses.length === 0) return rendered;
  return `${rendered}, without ${count(guesses.length, "value")} that ${guesses.length === 1 ? "is" : "are"} not known here`;
}

function unavailableStatement({ chart, reason }: UnavailableChart): string {
  return `what its chart ${chart} puts into the cluster was not judged: ${reason}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
