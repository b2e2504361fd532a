import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { PodPython, SECRETS } from "./pod-python";

const MASK = `import os\nmask = os.umask(0)\nprint(oct(mask))`;
const LEAK = `import os\nprint("it is", os.environ["HF_TOKEN"])`;

describe("the start of Python in a training pod", () => {
  let python: PodPython;
  const env = { ...SECRETS };
  before(() => (python = new PodPython()));
  after(() => python.remove());

  describe("runs what the image has of its own", () => {
    const image = (content: string) => {
      const folder = join(python.folder, `image-${Math.abs(content.length)}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "sitecustomize.py"), content);
      return folder;
    };

    it("its sitecustomize, which the program then sees", async () => {
      const own = image(`import sys\nANSWER = 42\nprint("image", __name__, [p for p in sys.path if "mount" in p])`);
      const { text } = await python.run(`import sitecustomize\nprint(sitecustomize.ANSWER, sitecustomize.__file__)`, {
        ownPath: [own],
      });
      expect(text).to.equal(`image sitecustomize []\n42 ${join(own, "sitecustomize.py")}\n`);
    });

    it("with its output redacted, and itself found again by children", async () => {
      const own = image(`import os, sys\nprint("image", os.environ["HF_TOKEN"], flush=True)`);
      const script = `import subprocess, sys\nsubprocess.run([sys.executable, "-c", "pass"])`;
      expect((await python.run(script, { env, ownPath: [own] })).text).to.equal("image [redacted]\nimage [redacted]\n");
    });

    it("and reports its errors as Python always does", async () => {
      const own = image(`raise ValueError("no licence")`);
      const [plain, redacted] = await Promise.all([
        python.run(LEAK, { ownPath: [own], env: { HF_TOKEN: "x" }, redaction: false }),
        python.run(LEAK, { ownPath: [own], env }),
      ]);
      expect(plain.stderr.toString()).to.contain("no licence");
      expect(redacted.stderr.toString()).to.equal(plain.stderr.toString());
      expect(redacted.stdout.toString()).to.equal("it is [redacted]\n");
    });

    it("even if it imports what is not there", async () => {
      const own = image(`import no_such_module_of_the_image`);
      const { text } = await python.run(LEAK, { env, ownPath: [own] });
      expect(text).to.contain("no_such_module_of_the_image").and.to.contain("it is [redacted]");
    });

    it("and its usercustomize", async () => {
      const own = join(python.folder, "user");
      mkdirSync(own);
      writeFileSync(join(own, "usercustomize.py"), `print("user")`);
      expect((await python.run(LEAK, { env, ownPath: [own] })).text).to.match(/^(user\n)?it is \[redacted\]\n$/);
    });
  });

  describe("makes new files their owner's alone (I-4)", () => {
    const cases: Record<string, string> = {
      "": "0o77",
      "027": "0o27",
      "0027": "0o27",
      "077": "0o77",
      "022": "0o77",
      "000": "0o77",
      "7": "0o77",
      nonsense: "0o77",
    };
    for (const [wish, mask] of Object.entries(cases)) {
      it(`with the umask ${mask.slice(2)} where PHYSICAL_AI_UMASK is "${wish}", in shells alike`, async () => {
        const settings = { PHYSICAL_AI_UMASK: wish };
        expect((await python.run(MASK, { env: settings })).text).to.equal(`${mask}\n`);
        const shell = spawnSync("bash", ["-c", "umask"], {
          // Of a socket bash thinks that it is a login from afar, and reads no BASH_ENV.
          stdio: ["ignore", "pipe", "pipe"],
          env: { ...python.environment({ env: settings }), BASH_ENV: join(python.mount, "umask.sh") },
        });
        expect(Number.parseInt(shell.stdout.toString(), 8)).to.equal(Number(mask));
        expect(shell.stderr.toString()).to.equal("");
      });
    }
  });

  it("leaves no names that a program's own modules could clash with", async () => {
    const { text } = await python.run(`import sys\nprint(sorted(n for n in sys.modules if "redact" in n))`);
    expect(text).to.equal("['_redaction_logging', '_redaction_secrets', '_redaction_streams']\n");
  });

  it("imports neither logging nor anything else that is heavy", async () => {
    const heavy = ["logging", "json", "urllib", "base64", "threading", "traceback", "typing", "inspect"];
    // As isolated as PYTHONPATH allows: packages of the machine may import what they like at the start.
    const script = `import sys\nprint(sorted(set(sys.modules) & {${heavy.map((name) => `"${name}"`).join(", ")}}))`;
    const [plain, redacted] = await Promise.all([python.run(script, { redaction: false }), python.run(script)]);
    expect(redacted.text).to.equal(plain.text);
  });

  it("redacts what is logged where logging was imported before", async () => {
    const own = python.write("early/sitecustomize.py", "import logging");
    const script = `import logging, os\nlogging.warning(os.environ["HF_TOKEN"])`;
    expect((await python.run(script, { env, ownPath: [join(own, "..")] })).text).to.equal("WARNING:root:[redacted]\n");
  });

  it("has no switch that turns it off", async () => {
    const names = ["PHYSICAL_AI_REDACTION", "REDACTION", "NO_REDACTION", "CREDENTIAL_REDACTION", "REDACTION_DISABLED"];
    const settings = Object.fromEntries(
      names.flatMap((name) => [
        [name, "off"],
        [`${name}_OFF`, "1"],
      ]),
    );
    expect((await python.run(LEAK, { env: { ...env, ...settings } })).text).to.equal("it is [redacted]\n");
    const reads = (
      await python.run(
        `import glob\nprint([line.strip() for f in sorted(glob.glob("${python.mount}/*.py")) for line in open(f) if "environ.get" in line])`,
      )
    ).text;
    expect(reads).to.equal(`['mask = os.environ.get("PHYSICAL_AI_UMASK", "")']\n`);
  });

  describe("never breaks training", () => {
    it("withholds text that it fails on, says so, and goes on", async () => {
      const script = `
import sys, logging
import _redaction_secrets as secrets
good = secrets.is_clean
def broken(text): raise MemoryError("inside")
print("before", flush=True)
secrets.is_clean = broken
print("${SECRETS.HF_TOKEN}", flush=True)
logging.warning("${SECRETS.HF_TOKEN}")
handler = logging.FileHandler("log.txt"); logging.getLogger().addHandler(handler)
logging.warning("${SECRETS.HF_TOKEN}")
secrets.is_clean = good
print(open("log.txt").read(), end="")
print("after")
sys.exit(5)`;
      const { stdout, stderr, status } = await python.run(script, { env });
      expect(stdout.toString()).to.equal("before\n[withheld: redaction failed]\n[withheld: redaction failed]\nafter\n");
      expect(stderr.toString()).to.equal("[withheld: redaction failed]\n".repeat(2));
      expect(status).to.equal(5);
    });

    it("says that it is off where it can't start, and lets the program run", async () => {
      const broken = new PodPython();
      chmodSync(broken.mount, 0o755);
      writeFileSync(join(broken.mount, "_redaction_streams.py"), "this is no Python\n");
      const { stdout, stderr, status } = await broken.run(`print("trained")`);
      broken.remove();
      expect(stdout.toString()).to.equal("trained\n");
      expect(stderr.toString()).to.equal("credential redaction is off: SyntaxError\n");
      expect(status).to.equal(0);
    });

    it("is content where standard streams are closed", () => {
      const file = python.write("closed.py", `import sys\nopen("closed.txt", "w").write(repr(sys.stdout))`);
      const result = spawnSync("bash", ["-c", `'${python.program}' '${file}' >&- 2>&-`], {
        cwd: python.folder,
        env: python.environment({ env }),
      });
      expect(result.status).to.equal(0);
      expect(statSync(join(python.folder, "closed.txt")).size).to.equal("None".length);
    });

    it("ends with an error when nobody reads, as ever", () => {
      const file = python.write("pipe.py", `for i in range(100000): print("line", i)`);
      const result = spawnSync("bash", ["-c", `'${python.program}' '${file}' | head -n 1; echo \${PIPESTATUS[0]}`], {
        env: python.environment({ env }),
        encoding: "utf8",
      });
      // 120 is Python's own, where output remains at its end.
      expect(result.stdout).to.match(/^line 0\n(1|120)\n$/);
      expect(result.stderr).to.contain("BrokenPipeError");
    });

    it("works from links, as a mounted ConfigMap has them", async () => {
      const linked = join(python.folder, "linked");
      mkdirSync(join(linked, "..data"), { recursive: true });
      const files = ["sitecustomize.py", "_redaction_secrets.py", "_redaction_streams.py", "_redaction_logging.py"];
      for (const file of files) copyFileSync(join(python.mount, file), join(linked, "..data", file));
      spawnSync("bash", ["-c", `cd '${linked}' && ln -s ..data/* .`]);
      const { text } = await python.run(LEAK, { env, redaction: false, ownPath: [linked] });
      expect(text).to.equal("it is [redacted]\n");
    });
  });
});
