import type { Browser } from "playwright-core";
import { launch } from "./browser";

/*
 * One browser for all specs of the tier: a start costs a second. Each visit has a profile of its own.
 */

let shared: Promise<Browser> | undefined;

/** The browser of this run; started by the first call, ended after the last spec, and by Playwright however else this process ends. */
export function browser(): Promise<Browser> {
  shared ??= launch();
  return shared;
}

// Outside of any describe: after everything.
after(async () => {
  const started = await shared?.catch(() => undefined);
  await started?.close();
});
