import type { EngineEvent, OpType } from "@pulumi/pulumi/automation";
import { withoutColors } from "../assurance/engine-colors";
import { withoutControls } from "../assurance/plain-text";
import { nameOf, typeOf } from "../assurance/resource-name";

/** How a terminal shows what happens to a resource, as Pulumi's own display does. */
const SYMBOLS: Partial<Record<OpType, string>> = {
  create: "+",
  update: "~",
  delete: "-",
  replace: "+-",
  read: ">",
  import: "=",
  "delete-replaced": "--",
  "create-replacement": "++",
};

/** Said by the engine of the way in which offline/ starts the policy pack; nothing that a user could act on. */
const OUR_DOING = /using pulumi-analyzer-policy-nodejs from \$PATH/;

/** The engine's event of what a policy has mended; the SDK has no type for it yet. */
interface RemediationEvent {
  readonly policyRemediationEvent?: { readonly resourceUrn?: string; readonly policyName: string };
}

/** Shows what the engine does, one line for each resource that changes, and what it and the program have to say. */
export class Plan {
  private unchanged = 0;
  private readonly counts = new Map<string, number>();
  private readonly said = new Set<string>();

  constructor(private readonly print: (line: string) => void) {}

  /** A plan of another run, which shows only what goes wrong and was not said before. */
  silent(): Plan {
    const quiet = new Plan((line) => {
      if (line.startsWith("error:")) this.print(line);
    });
    for (const text of this.said) quiet.said.add(text);
    return quiet;
  }

  add(event: EngineEvent & RemediationEvent): void {
    const step = event.resourcePreEvent?.metadata;
    if (step) this.step(step.op, step.urn, step.diffs);
    const remediation = event.policyRemediationEvent;
    if (remediation) {
      const what = `${nameOf(remediation.resourceUrn ?? "")}  by ${remediation.policyName}`;
      this.print(`  remediated  ${withoutControls(what)}`);
    }
    const diagnostic = event.diagnosticEvent;
    if (diagnostic && !diagnostic.ephemeral) this.diagnostic(diagnostic);
  }

  /** One line that counts what was shown. */
  summary(): string {
    const counted = [...this.counts].map(([operation, count]) => `${count} to ${operation}`);
    if (this.unchanged > 0) counted.push(`${this.unchanged} unchanged`);
    return `Resources: ${counted.join(", ") || "none"}`;
  }

  /** Whether this was shown already. */
  hasSaid(message: string): boolean {
    return [...this.said].some((text) => text.includes(message) || message.includes(text));
  }

  private step(operation: OpType, urn: string, diffs: readonly string[] | undefined): void {
    const symbol = SYMBOLS[operation];
    if (symbol === undefined) {
      this.unchanged += 1;
      return;
    }
    this.counts.set(operation, (this.counts.get(operation) ?? 0) + 1);
    const changed = operation === "update" && diffs?.length ? ` (${diffs.join(", ")})` : "";
    this.print(`  ${symbol.padEnd(2)} ${withoutControls(`${typeOf(urn)}  ${nameOf(urn)}${changed}`)}`);
  }

  private diagnostic({ severity, message, urn }: NonNullable<EngineEvent["diagnosticEvent"]>): void {
    const text = safeLines(message);
    // The engine ends a run that policies or the program have failed with a line that says no more than that.
    if (text === "" || OUR_DOING.test(text) || /^(preview|update) failed$/.test(text)) return;
    if (this.said.has(text)) return;
    this.said.add(text);
    const where = urn && !urn.includes("::pulumi:pulumi:Stack::") ? ` ${withoutControls(nameOf(urn))}:` : "";
    this.print(severity.startsWith("info") ? text : `${severity}:${where} ${text}`);
  }
}

/** Names and messages are other people's: none may steer the terminal. A message may have several lines. */
function safeLines(message: string): string {
  return withoutColors(message).split("\n").map(withoutControls).join("\n").trim();
}
