import { existsSync } from "node:fs";
import { join } from "node:path";
import { isatty } from "node:tty";
import { evidenceFrom, reportOn } from "../assurance";
import type { Evidence } from "../assurance";
import { placeOf } from "../assurance/resource-name";
import { describeProgram, resolveProgram } from "../offline/cli/go-program";
import { describeCli, resolveCli } from "../offline/cli/resolve";
import { SUBSCRIPTION } from "../offline/providers/azure-native/tenant";
import { UsageError } from "../offline/usage";
import { auditState, shippedConfigOf } from "./audit-state";
import { runWithCharts } from "./charts/evidence-with-charts";
import { HELM } from "./charts/helm";
import { renderCharts } from "./charts/render-charts";
import type { RenderOptions } from "./charts/render-charts";
import { readCommandLine, USAGE } from "./command-line";
import type { CommandLine } from "./command-line";
import { contentOf, readState } from "./exported-state";
import { readEarlierEvidence, readEventLog, readText } from "./input-files";
import type { AnalysisOptions } from "./state-analysis";

const PACK = join(__dirname, "..", "policies");

const EXIT = { holds: 0, controlFails: 1, usage: 2, engine: 3, interrupted: 130 } as const;

/** Ends what is under way: no process and no file of it stays. */
const interrupt = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => interrupt.abort());

async function main(): Promise<number> {
  const commandLine = readCommandLine(process.argv.slice(2));
  if (commandLine === undefined) {
    process.stdout.write(USAGE);
    return EXIT.holds;
  }
  const { compare, out } = commandLine;
  const earlier = compare === undefined ? undefined : readEarlierEvidence(readText("--compare", compare), compare);
  const evidence = await evidenceOf(commandLine);
  interrupt.signal.throwIfAborted();
  const report = reportOn(evidence, { earlier });
  process.stdout.write(report.terminal({ color: isatty(1) }));
  if (out !== undefined) report.write(out);
  if (report.assessment.blocked) return EXIT.controlFails;
  // What did not come to its end, or was not judged, shows nothing that holds.
  return evidence.run.complete && evidence.run.judged ? EXIT.holds : EXIT.engine;
}

async function evidenceOf(commandLine: CommandLine): Promise<Evidence> {
  const { source, file, renderCharts: withCharts } = commandLine;
  const text = readText(`--${source}`, file);
  // Everything that the stand-ins make is in a subscription that Azure has not.
  const standIns = text.includes(`/subscriptions/${SUBSCRIPTION}`);
  if (source === "events") {
    const evidence = evidenceFrom(readEventLog(text, file), { standIns });
    if (!withCharts) return evidence;
    return runWithCharts(evidence, text, {
      ...(await pulumiFor(commandLine, evidence.run.stack)),
      ...(await helmFor(commandLine)),
    });
  }
  const state = readState(text, file);
  const { stack } = placeOf((contentOf(state).resources ?? []).map(({ urn }) => urn));
  const pulumi = await pulumiFor(commandLine, stack);
  const charts = withCharts ? await renderCharts(state, await helmFor(commandLine)) : undefined;
  return auditState({ ...pulumi, state, charts, standIns });
}

/** What the pack judges a state with. */
async function pulumiFor({ policyConfig }: CommandLine, stack: string): Promise<Omit<AnalysisOptions, "state">> {
  const { signal } = interrupt;
  const config = policyConfig === undefined ? shippedConfigOf(stack, PACK) : existing(policyConfig);
  const cli = await resolveCli({ signal });
  process.stderr.write(`${describeCli(cli)}\n`);
  if (config !== undefined) process.stderr.write(`Policy configuration: ${config}\n`);
  return { cli: cli.root, packFolder: PACK, policyConfig: config, signal };
}

/** What charts are rendered with. */
async function helmFor({ chartDir }: CommandLine): Promise<RenderOptions> {
  const { signal } = interrupt;
  const helm = await resolveProgram(HELM, { signal });
  process.stderr.write(`${describeProgram(helm)}\n`);
  return { helm: helm.binary, chartDir, signal };
}

function existing(policyConfig: string): string {
  if (!existsSync(policyConfig)) throw new UsageError(`--policy-config ${policyConfig} does not exist.`);
  return policyConfig;
}

// A reader that has seen enough, such as `head`, closes the pipe; the run goes on to its end.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

void main()
  .catch((error: unknown) => {
    if (interrupt.signal.aborted) {
      process.stderr.write("Interrupted: nothing of this run is kept.\n");
      return EXIT.interrupted;
    }
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (error instanceof UsageError) process.stderr.write(`Run "npm run assurance -- --help" for what there is.\n`);
    return error instanceof UsageError ? EXIT.usage : EXIT.engine;
  })
  .then((code) => {
    process.stdout.write("", () => process.exit(code));
  });
