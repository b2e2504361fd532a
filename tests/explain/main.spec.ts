import { expect } from "chai";
import { ended, startCommand } from "../offline/spawned-command";
import type { Ended } from "../offline/spawned-command";

const run = (args: readonly string[]): Promise<Ended> => ended(startCommand("explain/main.ts", args));

describe("npm run explain", () => {
  it("explains what is named, in any case and of several words", async () => {
    const { code, stdout, stderr } = await run(["DENIAL", "of", "service"]);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    expect(stdout).to.match(/^Denial of Service\n/);
    expect(stdout).not.to.contain("\u001b");
  });

  it("lists everything where nothing is named", async () => {
    const { code, stdout } = await run([]);
    expect(code).to.equal(0);
    expect(stdout).to.match(/^Threats\n {2}S-1 {2}High/);
  });

  it("ends with 2 and what may have been meant where the name is none", async () => {
    const { code, stdout, stderr } = await run(["mek-outside-configmpa"]);
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: "" });
    expect(stderr).to.equal(
      '"mek-outside-configmpa" names no threat, goal, boundary, category or control. Did you mean mek-outside-configmap?\nRun "npm run explain" for everything that can be explained.\n',
    );
  });

  it("ends with 2 where an option is none", async () => {
    const { code, stderr } = await run(["--verbose"]);
    expect(code).to.equal(2);
    expect(stderr).to.match(
      /^Unknown option '--verbose'.*\nRun "npm run explain" for everything that can be explained\.\n$/,
    );
  });

  it("prints hostile names without harm", async () => {
    const { code, stdout, stderr } = await run([`../../etc/\u001b[31mpasswd\u0007\u202e${"x".repeat(5000)}`]);
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: "" });
    expect(stderr).to.match(/^"\.\.\/\.\.\/etc\/\[31mpasswdx+…" names no/);
    expect(stderr.length).to.be.lessThan(500);
  });

  it("prints the hostile name of a finding without harm", async () => {
    const { code, stdout } = await run(["subnet-own-nsg[../\u0007\u202egpu\u001b(0\n/x]"]);
    expect(code).to.equal(0);
    expect(stdout).to.match(/^subnet-own-nsg\[\.\.\/gpu\(0\/x\]\n/);
    expect(stdout.replaceAll("\n", "")).not.to.match(/[\p{Cc}\p{Cf}]/u);
  });

  it("ends well where nobody reads on", async () => {
    const end = await ended(startCommand("explain/main.ts", ["T-1"]), { unread: ["stdout"] });
    expect(end).to.include({ code: 0, stderr: "" });
  });
});
