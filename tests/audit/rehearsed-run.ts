import type { EngineEvent } from "../../assurance/events";
import { PACK } from "../../assurance/evidence";
import { SUBSCRIPTION } from "../../offline/providers/azure-native/tenant";

/** Whose run it is, and when its first event is, in seconds since 1970. */
interface Of {
  readonly project?: string;
  readonly stack?: string;
  readonly start?: number;
}

const TYPE = "azure-native:storage:StorageAccount";
const urnOf = ({ project = "p", stack = "dev" }: Of) => `urn:pulumi:${stack}::${project}::${TYPE}::data`;

/** The events as the engine numbers them, a second after the other. */
function numbered(start: number, events: readonly EngineEvent[]): readonly EngineEvent[] {
  return events.map((event, index) => ({ sequence: index, timestamp: start + index, ...event }));
}

/** A preview of one resource, in which one control is decided and another awaits the update. */
export function preview({ start = 1_000, ...of }: Of = {}): readonly EngineEvent[] {
  const urn = urnOf(of);
  return numbered(start, [
    { resourcePreEvent: { planning: true, metadata: { urn, type: TYPE } } },
    { policyAnalyzeSummaryEvent: { policyPackName: PACK, resourceUrn: urn, passed: ["own-nsg"] } },
    {
      policyEvent: {
        policyPackName: PACK,
        policyName: "undetermined-findings",
        enforcementLevel: "advisory",
        message: `1 finding awaits the update: ...\n  I-1 shared-key[data] undetermined: a is not known yet @ ${urn}\n`,
      },
    },
    { policyAnalyzeStackSummaryEvent: { policyPackName: PACK } },
    { summaryEvent: { isPreview: true, result: "succeeded" } },
  ]);
}

/** The rehearsal of its update, in which both pass. */
export function rehearsal({ start = 2_000, ...of }: Of = {}): readonly EngineEvent[] {
  const urn = urnOf(of);
  const inputs = { subnet: `/subscriptions/${SUBSCRIPTION}/subnets/a` };
  return numbered(start, [
    { resourcePreEvent: { planning: false, metadata: { urn, type: TYPE, new: { inputs } } } },
    { policyAnalyzeSummaryEvent: { policyPackName: PACK, resourceUrn: urn, passed: ["own-nsg", "shared-key"] } },
    { policyAnalyzeStackSummaryEvent: { policyPackName: PACK } },
    { summaryEvent: { isPreview: false, result: "succeeded" } },
  ]);
}

/** As the engine writes them. */
export function logOf(events: readonly EngineEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join("");
}
