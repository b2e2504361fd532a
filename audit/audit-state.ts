import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "@pulumi/pulumi/automation";
import { evidenceFrom } from "../assurance";
import type { Evidence } from "../assurance";
import { stateWithCharts } from "./charts/evidence-with-charts";
import type { RenderedCharts } from "./charts/render-charts";
import { contentOf } from "./exported-state";
import { withOwnSecretsProvider } from "./secrets-provider";
import { analyzeState } from "./state-analysis";
import type { AnalysisOptions } from "./state-analysis";
import { unencryptedSecrets } from "./unencrypted-secrets";

/** Stack names as Pulumi takes them; as a part of file names they must not lead out of a folder. */
const STACK_NAME = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}$/;

export interface AuditOptions extends AnalysisOptions {
  /** The state with what its charts put into the cluster, where they were rendered. */
  readonly charts?: RenderedCharts;
  /** Whether the state is of a stack on stand-ins. Default: no. */
  readonly standIns?: boolean;
}

/**
 * The evidence of a stack that exists: what the pack finds in its state, and what only the state shows.
 *
 * @throws what `analyzeState` throws
 */
export async function auditState(options: AuditOptions): Promise<Evidence> {
  const { state, charts, standIns } = options;
  const judged = withOwnSecretsProvider(charts?.deployment ?? state);
  const analysis = await analyzeState({ ...options, state: judged.state });
  const evidence = evidenceFrom(analysis.events, {
    source: "state",
    standIns,
    caveats: [...caveatsOf(state), ...judged.caveats, ...analysis.caveats],
  });
  const whole = charts === undefined ? evidence : stateWithCharts(evidence, charts);
  const time = evidence.run.ended ?? new Date().toISOString();
  // Of the state alone: in what is rendered, placeholders stand for secrets.
  return { ...whole, findings: [...whole.findings, ...unencryptedSecrets(state, time)] };
}

/** The configuration that the pack has for a stack of this name, or undefined. */
export function shippedConfigOf(stack: string, packFolder: string): string | undefined {
  const shipped = join(packFolder, "config", `${stack}.json`);
  return STACK_NAME.test(stack) && existsSync(shipped) ? shipped : undefined;
}

/** How far the state may be from what is deployed. */
function caveatsOf(state: Deployment): string[] {
  const { manifest, pending_operations: pending } = contentOf(state);
  const caveats: string[] = [];
  if (manifest?.time !== undefined)
    caveats.push(
      `The state is as of ${manifest.time.slice(0, 19)}Z; what was changed since, or outside of Pulumi, is not in it.`,
    );
  const count = pending?.length ?? 0;
  if (count > 0)
    caveats.push(
      `${count === 1 ? "1 operation was" : `${count} operations were`} interrupted before the state was written: the cloud may differ from it. Run pulumi refresh.`,
    );
  return caveats;
}
