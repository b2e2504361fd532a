import { expect } from "chai";
import { PodPython, SECRETS, type Outcome } from "./pod-python";

/** Programs whose output has no secret; each must look the same with the redaction and without. */
const PROGRAMS: Record<string, string> = {
  "log lines of a training run": `
import logging, random, sys
logging.basicConfig(level=logging.DEBUG, format="%(levelname)s %(name)s: %(message)s", stream=sys.stdout)
random.seed(7)
for step in range(3000):
    logging.getLogger("skrl.agents.ppo").info("step %d loss=%.6f kl=%.3e reward=%r", step, random.random(), random.random(), random.gauss(0, 9))
    print(f"[{step:05d}] Learning iteration, tokens/s: {random.randrange(10**6)}, checkpoint=/tmp/ckpt/model_{step}.pt")
    print("%032x %s" % (random.getrandbits(128), "a/b.c:d@e?f=g&h"), file=sys.stderr)
`,
  "text of many scripts": `print("Grüße, ロボット, 🤖, \\u202e, e\\u0301", "\\x1b[1;31mred\\x1b[0m", "tab\\there", sep="\\n")`,
  "lone surrogates and undecodable bytes": `
import sys
sys.stdout.reconfigure(errors="surrogateescape")
print("a\\udcffb")
sys.stdout.buffer.write(bytes(range(256)) * 100)`,
  "images in base64": `
import base64, random
random.seed(3)
for size in (10, 63, 65, 1000, 60000): print(base64.b64encode(bytes(random.randrange(256) for _ in range(size))).decode())`,
  "a progress bar": `
import sys
for i in range(101):
    sys.stderr.write("\\r%3d%%|%s| %d/100 [00:0%d<00:05, 12.3it/s]" % (i, "█" * (i // 4), i, i % 10)); sys.stderr.flush()
sys.stderr.write("\\n")`,
  "lines in parts": `
import sys
for word in ("Loading", ".", ".", ".", " ", "h", "e", "n", "x", "done"): print(word, end="")
print(1, "two", 3.0, None, {"key": "value"}, sep=" | ", flush=True)
sys.stdout.write("no newline at the end")`,
  "text and bytes in turn": `
import sys
print("text", end="", flush=True); sys.stdout.buffer.write(b"bytes"); sys.stdout.buffer.flush(); print("text")
sys.stdout.buffer.write(memoryview(bytearray(b"view\\n")))`,
  "a traceback and its exit code": `
def f(depth):
    if depth == 0: raise KeyError("observation.state")
    f(depth - 1)
print("before")
try: f(3)
except KeyError as error: raise RuntimeError("policy") from error`,
  "a deep recursion": `def f(): f()\nf()`,
  "an exit code of its own": `import sys\nprint("bye")\nsys.exit(42)`,
  "a message as exit code": `import sys\nsys.exit("no data")`,
  warnings: `import warnings\nwarnings.warn("deprecated")\nwarnings.warn("old", DeprecationWarning)`,
  "an exception logged": `
import logging
logging.basicConfig()
try: 1 / 0
except ZeroDivisionError: logging.exception("step %d of %s", 3, ["a"], stack_info=True, extra={"state": {"a": 1}})`,
  "tensors and configurations": `
print({"pad_token": "[PAD]", "eos_token_id": 50256, "key": "observation.images.cam_1", "num_key_value_heads": 8})
print("TOKENIZERS_PARALLELISM=false PYTHONHASHSEED=0 PWD=/workspace sort_key=loss cache_key=9f86d081884c7d659a2feaa0c55ad015")
print("docker://registry.azurecr.io:443/isaac-lab@sha256:%s" % ("ab" * 32), "git@github.com:microsoft/physical-ai.git")
print("sha512-%s==" % ("A1b2" * 21 + "Zz"))`,
  "what child processes print": `
import os, subprocess, sys
print("parent", flush=True)
subprocess.run([sys.executable, "-c", "print('child')"])
os.system("echo shell")
os.write(1, b"raw\\n")
print("parent")`,
  "a fork with text under way": `
import os, sys
print("before", end="", flush=True)
pid = os.fork()
if pid == 0: print(" child", flush=True); os._exit(0)
os.waitpid(pid, 0); print(" parent")`,
  "what streams say of themselves": `
import io, sys
for stream in (sys.stdout, sys.stderr, sys.__stdout__):
    print(stream, type(stream), stream.encoding, stream.errors, stream.newlines, stream.line_buffering, stream.write_through)
    print(stream.isatty(), stream.fileno(), stream.name, stream.mode, stream.writable(), stream.seekable(), stream.closed)
    print(isinstance(stream.buffer, io.BufferedIOBase) or stream.write_through, stream.buffer.name, stream.buffer.mode)
print(sys.stdout is sys.__stdout__, sys.stdout.write("four"), sys.stdout.buffer.write(b"five!"))`,
  "wrong use of streams": `
import sys
for wrong in (lambda: sys.stdout.buffer.write("text"), lambda: sys.stdout.write(b"bytes"), lambda: sys.stdout.buffer.write(5)):
    try: wrong()
    except TypeError: print("TypeError")
sys.stdout.close()
try: print("x")
except ValueError as error: sys.stderr.write(str(error))`,
  "threads that print": `
import threading
def work(name):
    for i in range(200): print(name * 20 + "\\n", end="")
threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
for t in threads: t.start(); t.join()`,
};

describe("ordinary output of training code", () => {
  let python: PodPython;
  before(() => (python = new PodPython()));
  after(() => python.remove());

  const same = (outcome: Outcome) => ({
    status: outcome.status,
    stdout: outcome.stdout.toString("latin1"),
    // Each run has a folder of its own.
    stderr: outcome.stderr.toString("latin1").replace(/train-\d+/g, "train"),
  });
  for (const [title, script] of Object.entries(PROGRAMS)) {
    it(`stays as it is: ${title}`, async () => {
      for (const options of [[], ["-u"]]) {
        const [plain, redacted] = await Promise.all([
          python.run(script, { options, redaction: false }),
          python.run(script, { options, env: { ...SECRETS } }),
        ]);
        expect(same(redacted)).to.deep.equal(same(plain));
      }
    });
  }

  it("keeps the order of both streams where they go to one place", async () => {
    const script = `
import os, sys
os.dup2(1, 2)
for i in range(50):
    print("out", i, "token", os.environ["HF_TOKEN"], flush=True)
    print("err", i, file=sys.stderr, flush=True)`;
    const { stdout } = await python.run(script, { env: { ...SECRETS } });
    const lines = Array.from({ length: 50 }, (_, i) => `out ${i} token [redacted]\nerr ${i}\n`);
    expect(stdout.toString()).to.equal(lines.join(""));
  });

  it("shows a traceback with nothing but the secret taken out", async () => {
    const script = `import os\nraise RuntimeError("denied for " + os.environ["HF_TOKEN"] + " in westus3")`;
    const { stderr, status } = await python.run(script, { env: { ...SECRETS } });
    expect(stderr.toString()).to.match(
      /^Traceback \(most recent call last\):\n {2}File ".*train.py", line 2, in <module>\n[^]*\nRuntimeError: denied for \[redacted\] in westus3\n$/,
    );
    expect(status).to.equal(1);
  });

  it("takes no short or telling-nothing values for secrets", async () => {
    const env = {
      FEATURE_TOKEN: "true",
      SORT_KEY: "loss",
      A_PASSWORD: "disabled",
      SSH_KEY: "/etc/passwd",
      B_SECRET: "xxxxxxxxxx",
    };
    const line = "true loss disabled /etc/passwd xxxxxxxxxx";
    expect((await python.run(`print("${line}")`, { env })).text).to.equal(`${line}\n`);
  });
});
