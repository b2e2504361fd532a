/** How long the engine has, after an interrupt that it may have received itself, before it is told to stop. */
const GRACE_MILLISECONDS = 2_000;

/**
 * A signal that ends the run when the user does. A terminal sends its interrupt to the engine as well, which would take a
 * second one as an order to leave everything where it is: so the engine is told only where it does not end by itself.
 * A second interrupt, and a request to terminate, tell it at once.
 */
export function onInterrupt(): { readonly signal: AbortSignal; readonly interrupted: () => boolean; dispose(): void } {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let interrupted = false;
  const interrupt = () => {
    if (interrupted) controller.abort();
    interrupted = true;
    timer ??= setTimeout(() => controller.abort(), GRACE_MILLISECONDS);
    timer.unref();
  };
  const terminate = () => {
    interrupted = true;
    controller.abort();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", terminate);
  process.on("SIGHUP", terminate);
  return {
    signal: controller.signal,
    interrupted: () => interrupted,
    dispose() {
      clearTimeout(timer);
      process.off("SIGINT", interrupt);
      process.off("SIGTERM", terminate);
      process.off("SIGHUP", terminate);
    },
  };
}
