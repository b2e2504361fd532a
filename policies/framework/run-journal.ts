import type { Finding } from "./finding";
import type { Statement } from "./control";
import { findingId } from "../model";
import { WaiverBook } from "./waivers";

/** What the policies of one pack process remember between the engine's requests of one run. */
export class RunJournal {
  /** Checked inputs by URN. The engine gives stack policies only outputs, which lack what a provider does not echo. */
  readonly inputs = new Map<string, unknown>();
  waivers: WaiverBook;
  private listedWaivers: unknown;
  private readonly undetermined = new Map<string, { control: Statement; finding: Finding }>();

  constructor(
    private readonly controlNames: ReadonlySet<string>,
    private readonly today: () => string,
  ) {
    this.waivers = new WaiverBook(undefined, controlNames, today());
  }

  /** Takes the waivers from the policy configuration, which is the same throughout a run. */
  readWaivers(listed: unknown): void {
    if (listed === this.listedWaivers) return;
    this.listedWaivers = listed;
    this.waivers = new WaiverBook(listed, this.controlNames, this.today());
  }

  /** Remembers whether the finding still awaits the update: the engine may ask about a resource more than once. */
  note(control: Statement, finding: Finding): void {
    const key = `${findingId(control.name, finding.subject)} ${finding.urn}`;
    if (finding.verdict === "undetermined") this.undetermined.set(key, { control, finding });
    else this.undetermined.delete(key);
  }

  get awaiting(): readonly { control: Statement; finding: Finding }[] {
    return [...this.undetermined.values()];
  }
}
