import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import type { BrowserContext, Page } from "playwright-core";
import { browser } from "./shared";

/** How the page is looked at. */
export interface Viewing {
  /** What the system prefers. Default: light. */
  readonly theme?: "light" | "dark";
  /** In CSS pixels. Default: 1280. */
  readonly width?: number;
  /** In CSS pixels. Default: 900. */
  readonly height?: number;
  /** What the address ends with, as in `#T-1`. */
  readonly fragment?: string;
  /** Whether the browser runs scripts. Default: yes. */
  readonly scripts?: boolean;
}

/** What the page did that a report does not do. */
export interface Misdeeds {
  /** Addresses that it asked for, other than its own file. None is answered. */
  readonly requests: readonly string[];
  /** What it or the browser wrote to the console, refusals of the Content-Security-Policy among it. */
  readonly console: readonly string[];
  /** Errors that nothing caught. */
  readonly errors: readonly string[];
  /** Dialogs, windows and downloads that it opened. */
  readonly opened: readonly string[];
}

/** How long the browser may take to get somewhere. What is looked for is there at once, or not at all. */
const PATIENCE_MILLISECONDS = 15_000;

const NONE: Misdeeds = { requests: [], console: [], errors: [], opened: [] };

/**
 * Opens the page as a file, as somebody does who was sent it, in a profile of its own, and hands it to `use`.
 *
 * @throws AssertionError where the page asks for anything, writes to the console, fails or opens something
 */
export async function visit(html: string, viewing: Viewing, use: (page: Page) => Promise<unknown>): Promise<void> {
  const misdeeds = await observe(html, viewing, use);
  expect(misdeeds, "what the page did that a report does not do").to.deep.equal(NONE);
}

/** Likewise, for a page that may do anything. Returns what it did. */
export async function observe(
  html: string,
  viewing: Viewing,
  use: (page: Page) => Promise<unknown> = () => Promise.resolve(),
): Promise<Misdeeds> {
  const folder = mkdtempSync(join(tmpdir(), "report-page-"));
  const { theme = "light", width = 1280, height = 900, fragment = "", scripts = true } = viewing;
  try {
    const file = join(folder, "report.html");
    writeFileSync(file, html);
    const context = await (
      await browser()
    ).newContext({
      colorScheme: theme,
      viewport: { width, height },
      javaScriptEnabled: scripts,
      // Nothing is to depend on where a movement has got to.
      reducedMotion: "reduce",
      serviceWorkers: "block",
    });
    try {
      const address = pathToFileURL(file).href;
      const misdeeds = await record(context, address);
      context.setDefaultTimeout(PATIENCE_MILLISECONDS);
      // What a test has the page evaluate is compiled as the test is: esbuild gives functions their names by a helper.
      await context.addInitScript("globalThis.__name = (named) => named");
      const page = await context.newPage();
      await page.goto(address + fragment);
      await use(page).catch((error: unknown) => {
        throw explained(error as Error, misdeeds);
      });
      return misdeeds;
    } finally {
      await context.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A page that does not do as it should has often said why. */
function explained(error: Error, { console, errors }: Misdeeds): Error {
  const said = [...errors, ...console];
  if (said.length > 0) error.message += `\nThe page has said: ${said.join("\n")}`;
  return error;
}

/** Writes down what any page of the context does, from now on, and answers no request but for `address`. */
async function record(context: BrowserContext, address: string): Promise<Misdeeds> {
  const requests: string[] = [];
  const console: string[] = [];
  const errors: string[] = [];
  const opened: string[] = [];
  await context.route("**/*", async (route) => {
    const url = route.request().url();
    if (url === address) return route.continue();
    requests.push(url);
    return route.abort();
  });
  context.on("console", (message) => console.push(`${message.type()}: ${message.text()}`));
  context.on("weberror", (error) => errors.push(error.error().message));
  context.on("dialog", (dialog) => {
    opened.push(`${dialog.type()}: ${dialog.message()}`);
    void dialog.dismiss();
  });
  let first = true;
  context.on("page", (page) => {
    if (!first) opened.push("page");
    first = false;
    page.on("download", (download) => opened.push(`download: ${download.suggestedFilename()}`));
  });
  return { requests, console, errors, opened };
}
