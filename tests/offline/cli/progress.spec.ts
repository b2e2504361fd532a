import { mock } from "node:test";
import { expect } from "chai";
import { formatDuration, showProgress } from "../../../offline/cli/progress";

describe("showProgress", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setInterval", "Date"] }));
  afterEach(() => mock.timers.reset());

  const shownAfter = (milliseconds: number, isTTY: boolean): string => {
    let shown = "";
    const done = showProgress({ isTTY, write: (text: string) => (shown += text) }, "Building", "once, 3 minutes");
    // Second by second: one long tick would set the clock to its end before the first note.
    for (let passed = 0; passed < milliseconds; passed += 1_000) mock.timers.tick(1_000);
    done();
    mock.timers.tick(600_000);
    return shown;
  };

  it("prints a line every half minute into a log, until it ends", () => {
    expect(shownAfter(61_000, false)).to.equal(
      "Building (once, 3 minutes) ...\nBuilding: 30 s so far\nBuilding: 1 min 0 s so far\n",
    );
  });

  it("rewrites one line every second on a terminal, and erases it in the end", () => {
    expect(shownAfter(2_000, true)).to.equal(
      "Building (once, 3 minutes) ...\n\r\u001b[2KBuilding: 1 s so far\r\u001b[2KBuilding: 2 s so far\r\u001b[2K",
    );
  });
});

describe("formatDuration", () => {
  it("speaks in seconds below a minute", () => expect(formatDuration(59_999)).to.equal("59 s"));
  it("speaks in minutes and seconds from there", () => expect(formatDuration(125_000)).to.equal("2 min 5 s"));
});
