import type { ChildProcess } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { expect } from "chai";
import { ended, startMain } from "./spawned-command";

/** Resolves once the process has printed `text`. */
function printed(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve) => {
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => chunk.includes(text) && resolve());
  });
}

describe("a command", () => {
  it("ends with the code that it comes to, whatever it has left running", async () => {
    const end = await ended(startMain('setInterval(() => undefined, 1000); console.log("done"); return 5;'));
    expect(end).to.deep.equal({ code: 5, stdout: "done\n", stderr: "" });
  });

  it("ends only when everything is written", async () => {
    const { code, stdout } = await ended(startMain('process.stdout.write("x".repeat(3_000_000)); return 1;'));
    expect({ code, length: stdout.length }).to.deep.equal({ code: 1, length: 3_000_000 });
  });

  it("tells wrong usage in its words with the hint, and ends with 2", async () => {
    const end = await ended(startMain('throw new UsageError("--x is no option.");'));
    expect(end).to.deep.equal({ code: 2, stdout: "", stderr: "--x is no option.\nAsk for help.\n" });
  });

  it("tells every other error in its words alone, and ends with its own code", async () => {
    expect(await ended(startMain('throw new Error("The engine is gone.");'))).to.deep.equal({
      code: 7,
      stdout: "",
      stderr: "The engine is gone.\n",
    });
    expect(await ended(startMain('throw "no error";'))).to.include({ code: 7, stderr: "no error\n" });
  });

  it("runs to its end where nobody reads on, and then ends with what it came to", async () => {
    const chatter = 'for (let line = 0; line < 9; line++) { console.log("x".repeat(99_999)); await null; }';
    const end = await ended(startMain(`${chatter} console.error("at its end"); return 3;`), { unread: ["stdout"] });
    expect(end).to.deep.equal({ code: 3, stdout: "", stderr: "at its end\n" });
  });

  it("ends with its code where nobody hears of an error either", async () => {
    const body = 'console.log("x".repeat(99_999)); throw new UsageError("x".repeat(99_999));';
    expect(await ended(startMain(body), { unread: ["stdout", "stderr"] })).to.include({ code: 2 });
  });

  it("tells what keeps it from writing, and does not end well by it", async () => {
    // A file that is open only to be read takes nothing.
    const file = openSync(__filename, "r");
    try {
      const end = await ended(startMain('process.stdout.write("lost"); return 0;', { stdout: file }));
      expect(end).to.deep.equal({ code: 7, stdout: "", stderr: "EBADF: bad file descriptor, write\n" });
    } finally {
      closeSync(file);
    }
  });
});

describe("a command that is interrupted", () => {
  const UNTIL_ABORTED = `
    await new Promise((resolve, reject) => {
      const alive = setInterval(() => undefined, 1000);
      signal.addEventListener("abort", () => { clearInterval(alive); reject(signal.reason); });
      console.log("waits");
    });
  `;
  const interruptedBy = async (options: string, ...signals: readonly NodeJS.Signals[]) => {
    const child = startMain(`return interruptible(async ({ signal }) => { ${UNTIL_ABORTED} }, ${options});`);
    const end = ended(child);
    await printed(child, "waits");
    for (const signal of signals) child.kill(signal);
    return end;
  };

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    it(`ends with 130 after ${signal}, in one line`, async () => {
      const end = await interruptedBy("{}", signal);
      expect(end).to.deep.equal({
        code: 130,
        stdout: "waits\n",
        stderr: "Interrupted: nothing of this run is kept.\n",
      });
    });
  }

  it("tells what is under way after its time of grace", async () => {
    expect(await interruptedBy("{ graceMilliseconds: 50 }", "SIGINT")).to.include({ code: 130 });
  });

  it("waits for no time of grace where it is asked to terminate", async () => {
    expect(await interruptedBy("{ graceMilliseconds: 3_600_000 }", "SIGTERM")).to.include({ code: 130 });
  });

  it("waits for no time of grace after a second interrupt", async () => {
    const child = startMain(`
      process.on("SIGINT", () => console.log("heard"));
      return interruptible(async ({ signal }) => { ${UNTIL_ABORTED} }, { graceMilliseconds: 3_600_000 });
    `);
    const end = ended(child);
    await printed(child, "waits");
    const heard = printed(child, "heard");
    child.kill("SIGINT");
    await heard;
    child.kill("SIGINT");
    expect(await end).to.include({ code: 130 });
  });

  it("is so too where what was under way ended well by it", async () => {
    const child = startMain(`
      return interruptible(async ({ throwIfInterrupted }) => {
        const signalled = new Promise((resolve) => process.once("SIGINT", resolve));
        const alive = setInterval(() => undefined, 1000);
        console.log("waits");
        await signalled;
        clearInterval(alive);
        throwIfInterrupted();
        return 0;
      }, { graceMilliseconds: 3_600_000 });
    `);
    const end = ended(child);
    await printed(child, "waits");
    child.kill("SIGINT");
    expect(await end).to.include({ code: 130 });
  });

  it("is not where an error came first", async () => {
    const end = await ended(startMain('return interruptible(async () => { throw new Error("It failed."); });'));
    expect(end).to.include({ code: 7, stderr: "It failed.\n" });
  });
});
