import type { Finding } from "./finding";
import type { Statement } from "./control";
import { WaiverBook } from "./waivers";

/** A finding that the update will decide. */
export interface Awaiting {
  readonly control: Statement;
  readonly finding: Finding;
}

/** What the policies of one pack process remember between the engine's requests of one run. */
export class RunJournal {
  /** Checked inputs by URN. The engine gives stack policies only outputs, which lack what a provider does not echo. */
  readonly inputs = new Map<string, unknown>();
  waivers: WaiverBook;
  /** Whether the engine has asked about a resource yet, and so has given the waivers. */
  hasReadWaivers = false;
  private listedWaivers: unknown;
  private readonly undetermined = new Map<string, readonly Awaiting[]>();

  constructor(
    private readonly controlNames: ReadonlySet<string>,
    private readonly today: () => string,
  ) {
    this.waivers = new WaiverBook(undefined, controlNames, today());
  }

  /** Takes the waivers from the policy configuration, which is the same throughout a run. */
  readWaivers(listed: unknown): void {
    this.hasReadWaivers = true;
    if (listed === this.listedWaivers) return;
    this.listedWaivers = listed;
    this.waivers = new WaiverBook(listed, this.controlNames, this.today());
  }

  /**
   * Remembers what of the findings awaits the update. `judged` is the URN of the resource, or of the stack: the engine may
   * ask about one more than once, and the last answer counts.
   */
  note(control: Statement, judged: string, findings: readonly Finding[]): void {
    const awaiting = findings.filter(({ verdict }) => verdict === "undetermined");
    this.undetermined.set(
      `${control.name} ${judged}`,
      awaiting.map((finding) => ({ control, finding })),
    );
  }

  get awaiting(): readonly Awaiting[] {
    return [...this.undetermined.values()].flat();
  }
}
