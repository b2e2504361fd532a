import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launch } from "../tests/browser/browser";

/*
 * Takes the picture of the README: node --import tsx tools/screenshot.ts [PAGE [PICTURE]]. By default of the page that
 * `npm run preview` leaves in out/, to docs/images/report.png.
 */

/** What fits a laptop's screen. In CSS pixels, and of the picture too. */
const SIZE = { width: 1280, height: 900 };

async function takePicture(page: string, picture: string): Promise<void> {
  const browser = await launch();
  try {
    const tab = await browser.newPage({ viewport: SIZE, colorScheme: "light", reducedMotion: "reduce" });
    await tab.goto(pathToFileURL(page).href);
    mkdirSync(dirname(picture), { recursive: true });
    await tab.screenshot({ path: picture });
  } finally {
    await browser.close();
  }
}

const [page = "out/report.html", picture = "docs/images/report.png"] = process.argv
  .slice(2)
  .map((path) => resolve(path));

takePicture(page, picture).then(
  () => process.stdout.write(`${picture}\n`),
  (error: Error) => {
    // Playwright adds a log of calls below its first line.
    process.stderr.write(
      `There is no picture of ${page}: ${error.message.split("\n")[0] ?? ""}\nRun npm run preview first.\n`,
    );
    process.exitCode = 2;
  },
);
