import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { REPOSITORY } from "./contexts";

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command with these arguments; nobody reads what it prints where `deaf` is set. */
function run(args: readonly string[], { deaf = false } = {}): Promise<Ended> {
  const command = ["--import", "tsx", join(REPOSITORY, "explain", "main.ts"), ...args];
  const child = spawn(process.execPath, command, { cwd: REPOSITORY });
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (chunk: string) => (said[stream] += chunk));
  }
  if (deaf) child.stdout.destroy();
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...said }));
  });
}

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
    expect(stderr).to.contain("--verbose").and.not.to.contain("    at ");
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
    expect(await run(["T-1"], { deaf: true })).to.include({ code: 0, stderr: "" });
  });
});
