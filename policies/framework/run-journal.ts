import type { Finding } from "./finding";
import { settingsOf } from "./control";
import type { Statement } from "./control";
import { Properties } from "./reading";
import { WaiverBook } from "./waivers";

/** A finding, with the control that it is of. */
export interface Found {
  readonly control: Statement;
  readonly finding: Finding;
}

const NO_SETTINGS = new Properties({});

/** What the policies of one pack process remember between the engine's requests of one run. */
export class RunJournal {
  /** Checked inputs by URN. The engine gives stack policies only outputs, which lack what a provider does not echo. */
  readonly inputs = new Map<string, unknown>();
  waivers: WaiverBook;
  /** Whether the engine has asked about a resource yet, and so has given the waivers. */
  hasReadWaivers = false;
  private listedWaivers: unknown;
  private readonly settings = new Map<string, Properties>();
  /** By control and by what it judged. Only referred to: who wants a verdict looks it up. */
  private readonly found = new Map<string, { readonly control: Statement; readonly findings: readonly Finding[] }>();

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

  /** Takes what is configured of a control, which only its own policy is given. */
  takeSettings(control: Statement, configured: object): void {
    this.settings.set(control.name, settingsOf(control, configured));
  }

  /** The control's settings in this run; undefined as long as it has some and its policy was given none. */
  settingsOf(control: Statement): Properties | undefined {
    return control.settings === undefined ? NO_SETTINGS : this.settings.get(control.name);
  }

  /**
   * Remembers what a control found. `judged` is the URN of the resource, or of the stack: the engine may ask about one more
   * than once, and the last answer counts.
   */
  note(control: Statement, judged: string, findings: readonly Finding[]): void {
    const key = `${control.name} ${judged}`;
    if (findings.length > 0) this.found.set(key, { control, findings });
    else this.found.delete(key);
  }

  /** What the update will decide. */
  get awaiting(): readonly Found[] {
    return this.ofVerdict("undetermined");
  }

  get passed(): readonly Found[] {
    return this.ofVerdict("pass");
  }

  private ofVerdict(wanted: Finding["verdict"]): readonly Found[] {
    const found: Found[] = [];
    for (const { control, findings } of this.found.values()) {
      for (const finding of findings) if (finding.verdict === wanted) found.push({ control, finding });
    }
    return found;
  }
}
