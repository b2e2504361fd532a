import { existsSync } from "node:fs";
import { join } from "node:path";
import { isatty } from "node:tty";
import { reportOn } from "../assurance";
import type { Evidence } from "../assurance";
import { placeOf } from "../assurance/resource-name";
import { describeProgram, resolveProgram } from "../offline/cli/go-program";
import { describeCli, resolveCli } from "../offline/cli/resolve";
import { EXIT, runCommand } from "../offline/command";
import { interruptible } from "../offline/interrupt";
import type { Interrupt } from "../offline/interrupt";
import { UsageError } from "../offline/usage";
import { auditState, shippedConfigOf } from "./audit-state";
import { runWithCharts } from "./charts/evidence-with-charts";
import { HELM } from "./charts/helm";
import { renderCharts } from "./charts/render-charts";
import type { RenderOptions } from "./charts/render-charts";
import { readCommandLine, USAGE } from "./command-line";
import type { CommandLine } from "./command-line";
import { evidenceOfLogs } from "./event-logs";
import { contentOf, readState } from "./exported-state";
import { readEarlierEvidence, readText } from "./input-files";
import { madeByStandIns } from "./stand-ins";
import type { AnalysisOptions } from "./state-analysis";

const PACK = join(__dirname, "..", "policies");

async function main(args: readonly string[]): Promise<number> {
  const commandLine = readCommandLine(args);
  if (commandLine === undefined) {
    process.stdout.write(USAGE);
    return EXIT.holds;
  }
  return interruptible((interrupt) => run(commandLine, interrupt));
}

/** An interrupt ends what is under way: no process and no file of it stays. */
async function run(commandLine: CommandLine, interrupt: Interrupt): Promise<number> {
  const { compare, out } = commandLine;
  const earlier = compare === undefined ? undefined : readEarlierEvidence(readText("--compare", compare), compare);
  const evidence = await evidenceOf(commandLine, interrupt.signal);
  interrupt.throwIfInterrupted();
  const report = reportOn(evidence, { earlier });
  process.stdout.write(report.terminal({ color: isatty(1) }));
  if (out !== undefined) report.write(out);
  if (report.assessment.blocked) return EXIT.controlFails;
  // What did not come to its end, or was not judged, shows nothing that holds.
  return evidence.run.complete && evidence.run.judged ? EXIT.holds : EXIT.engine;
}

async function evidenceOf(commandLine: CommandLine, signal: AbortSignal): Promise<Evidence> {
  const { source, file, rehearsal, renderCharts: withCharts } = commandLine;
  const text = readText(`--${source}`, file);
  if (source === "events") {
    const evidence = evidenceOfLogs(
      { text, file },
      rehearsal === undefined ? undefined : { text: readText("--rehearsal", rehearsal), file: rehearsal },
    );
    if (!withCharts) return evidence;
    return runWithCharts(evidence, text, {
      ...(await pulumiFor(commandLine, evidence.run.stack, signal)),
      ...(await helmFor(commandLine, signal)),
    });
  }
  const state = readState(text, file);
  const { stack } = placeOf((contentOf(state).resources ?? []).map(({ urn }) => urn));
  const pulumi = await pulumiFor(commandLine, stack, signal);
  const charts = withCharts ? await renderCharts(state, await helmFor(commandLine, signal)) : undefined;
  return auditState({ ...pulumi, state, charts, standIns: madeByStandIns(text) });
}

/** What the pack judges a state with. */
async function pulumiFor(
  { policyConfig }: CommandLine,
  stack: string,
  signal: AbortSignal,
): Promise<Omit<AnalysisOptions, "state">> {
  const config = policyConfig === undefined ? shippedConfigOf(stack, PACK) : existing(policyConfig);
  const cli = await resolveCli({ signal });
  process.stderr.write(`${describeCli(cli)}\n`);
  if (config !== undefined) process.stderr.write(`Policy configuration: ${config}\n`);
  return { cli: cli.root, packFolder: PACK, policyConfig: config, signal };
}

/** What charts are rendered with. */
async function helmFor({ chartDir }: CommandLine, signal: AbortSignal): Promise<RenderOptions> {
  const helm = await resolveProgram(HELM, { signal });
  process.stderr.write(`${describeProgram(helm)}\n`);
  return { helm: helm.binary, chartDir, signal };
}

function existing(policyConfig: string): string {
  if (!existsSync(policyConfig)) throw new UsageError(`--policy-config ${policyConfig} does not exist.`);
  return policyConfig;
}

runCommand(main, { failure: EXIT.engine, hint: 'Run "npm run assurance -- --help" for what there is.' });
