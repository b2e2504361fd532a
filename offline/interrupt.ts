/** Ends a command that its user ended. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor() {
    super("Interrupted: nothing of this run is kept.");
  }
}

/** What work that can be interrupted is handed. */
export interface Interrupt {
  /** Aborted where what is under way has to stop. */
  readonly signal: AbortSignal;
  /** @throws Interrupted from the first interrupt on, though the signal may still wait */
  throwIfInterrupted(): void;
}

/**
 * Does `work`, which SIGINT, SIGTERM and SIGHUP interrupt.
 *
 * A terminal sends its interrupt to what the command has started as well, which may take a second one as an order to leave
 * everything where it is: `graceMilliseconds` is how long that has to end by itself before it is told to. A second interrupt,
 * and a request to terminate, tell it at once. Default: no grace.
 *
 * @throws Interrupted for whatever `work` throws once it was interrupted
 */
export async function interruptible<Result>(
  work: (interrupt: Interrupt) => Promise<Result>,
  { graceMilliseconds = 0 }: { graceMilliseconds?: number } = {},
): Promise<Result> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let interrupted = false;
  const interrupt = () => {
    if (interrupted || graceMilliseconds === 0) controller.abort();
    interrupted = true;
    timer ??= setTimeout(() => controller.abort(), graceMilliseconds).unref();
  };
  const terminate = () => {
    interrupted = true;
    controller.abort();
  };
  const throwIfInterrupted = () => {
    if (interrupted) throw new Interrupted();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", terminate);
  process.on("SIGHUP", terminate);
  try {
    return await work({ signal: controller.signal, throwIfInterrupted });
  } catch (error) {
    throwIfInterrupted();
    throw error;
  } finally {
    clearTimeout(timer);
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", terminate);
    process.off("SIGHUP", terminate);
  }
}
