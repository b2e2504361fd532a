import { expect } from "chai";
import { ended, startCommand } from "./spawned-command";

const start = (...args: readonly string[]) => startCommand("offline/main.ts", args);

describe("npm run offline", () => {
  it("tells what there is where help is asked for, also to a reader that has seen enough", async () => {
    const { code, stdout, stderr } = await ended(start("--help"));
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    expect(stdout).to.match(/^Usage: npm run offline -- preview\|up\|destroy/);
    expect(await ended(start("--help"), { unread: ["stdout"] })).to.include({ code: 0, stderr: "" });
  });

  it("ends with 2 and the way to help where an option is none", async () => {
    const { code, stdout, stderr } = await ended(start("preview", "--force"));
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: "" });
    expect(stderr).to.match(/^Unknown option '--force'.*\nRun "npm run offline -- --help" for what there is\.\n$/);
  });

  it("ends with 2 where the program is none, before anything is started", async () => {
    const { code, stdout, stderr } = await ended(start("preview", "--program", "/nowhere"));
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: "" });
    expect(stderr)
      .to.contain("/nowhere")
      .and.not.to.match(/^\s+at /m);
  });
});
