import { pathGiven, readArguments } from "../offline/arguments";
import { UsageError } from "../offline/usage";

export interface CommandLine {
  /** What is read: the event log of a run, or an exported state, which the pack then judges. */
  readonly source: "events" | "state";
  readonly file: string;
  /** The event log of the rehearsal that decided what the preview of `file` left undetermined; of an event log alone. */
  readonly rehearsal?: string;
  /** Configuration of the policy pack; by default the one of the stack's name in policies/config, where there is one. */
  readonly policyConfig?: string;
  /** Whether Helm releases are rendered, and their manifests held to the same pack. */
  readonly renderCharts: boolean;
  /** Folder with the charts, packed or not; without it only those are found that the program has as files. */
  readonly chartDir?: string;
  /** evidence.json of an earlier run, to compare with. */
  readonly compare?: string;
  /** Folder that receives the reports. */
  readonly out?: string;
}

export const USAGE = `Usage: npm run assurance -- --events FILE | --state FILE [options]

  --events FILE           the event log of a run: pulumi preview --policy-pack policies --event-log FILE
  --state FILE            an exported state, which the policy pack judges: pulumi stack export --file FILE
  --rehearsal FILE        the rehearsal.ndjson that npm run offline wrote beside the log: what it decided counts
  --policy-config FILE    configuration of the policy pack (default: policies/config/STACK.json, where it exists)
  --render-charts         render Helm releases, and hold their manifests to the same controls
  --chart-dir DIR         where the charts are: DIR/NAME-VERSION.tgz or DIR/NAME
  --compare FILE          the evidence.json of an earlier run: what got better, what worse
  --out DIR               write evidence and reports there
  --help                  this text

Reports what a run, or a stack that exists, shows of the threat model. To decrypt a state, set PULUMI_CONFIG_PASSPHRASE, or
sign in to the service that has its key.
Exit codes: 0 holds; 1 a mandatory control fails; 2 wrong usage or configuration; 3 the engine failed, or the run of the
log did not come to its end or was not judged.
`;

/**
 * Reads the arguments after the script's name; undefined where help was asked for.
 *
 * @throws UsageError naming the argument
 */
export function readCommandLine(args: readonly string[]): CommandLine | undefined {
  const { values, positionals } = readArguments(args, {
    events: { type: "string" },
    rehearsal: { type: "string" },
    state: { type: "string" },
    "policy-config": { type: "string" },
    "render-charts": { type: "boolean" },
    "chart-dir": { type: "string" },
    compare: { type: "string" },
    out: { type: "string" },
  });
  if (values.help) return undefined;
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is one argument too many.`);
  const [events, state] = [pathGiven(values, "events"), pathGiven(values, "state")];
  const commandLine = {
    rehearsal: pathGiven(values, "rehearsal"),
    policyConfig: pathGiven(values, "policy-config"),
    renderCharts: values["render-charts"] === true,
    chartDir: pathGiven(values, "chart-dir"),
    compare: pathGiven(values, "compare"),
    out: pathGiven(values, "out"),
  };
  const file = events ?? state;
  if (file === undefined) throw new UsageError("Nothing to report on: give --events FILE or --state FILE.");
  if (events !== undefined && state !== undefined) throw new UsageError("Give --events or --state, not both.");
  if (commandLine.rehearsal !== undefined && events === undefined)
    throw new UsageError(
      "--rehearsal has no effect on --state: it decides what a preview left open. Give --events FILE.",
    );
  if (commandLine.chartDir !== undefined && !commandLine.renderCharts)
    throw new UsageError("--chart-dir has no effect without --render-charts.");
  if (commandLine.policyConfig !== undefined && events !== undefined && !commandLine.renderCharts)
    throw new UsageError(
      "--policy-config has no effect on --events: the run was judged by the configuration it had. Give the file to pulumi preview --policy-pack-config.",
    );
  return { source: events === undefined ? "state" : "events", file, ...commandLine };
}
