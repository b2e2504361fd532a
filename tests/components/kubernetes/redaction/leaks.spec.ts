import { expect } from "chai";
import { PodPython, SECRETS, spellings, WEB_TOKEN } from "./pod-python";

const { AZURE_CLIENT_SECRET, AZURE_STORAGE_KEY, MLFLOW_TRACKING_TOKEN, HF_TOKEN, DATABASE_PASSWORD } = SECRETS;
const CONNECTION = `DefaultEndpointsProtocol=https;AccountName=stphysai;AccountKey=${AZURE_STORAGE_KEY};EndpointSuffix=core`;
const SIGNATURE = "kH7%2Fq3Zs9TtYw1uVbN5mXoPq%2BR8dLcGfJe4iAaBzUo%3D";
const BASE64_LINE = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
const LATE = "late-9c81b7e6d5f4";

const MULTIPROCESS = (method: string) => `
import multiprocessing, os
def work(x):
    print("worker got", os.environ["MLFLOW_TRACKING_TOKEN"])
if __name__ == "__main__":
    process = multiprocessing.get_context("${method}").Process(target=work, args=(1,))
    process.start()
    process.join()
`;

/** A way that training code leaks, the program that does, and what must not be seen of it. */
type Leak = readonly [way: string, script: string, secret: string];

const printing: readonly Leak[] = [
  ["print", `import os\nprint("secret is", os.environ["AZURE_CLIENT_SECRET"])`, AZURE_CLIENT_SECRET],
  ["print to stderr", `import os, sys\nprint(os.environ["HF_TOKEN"], file=sys.stderr)`, HF_TOKEN],
  ["sys.stdout.write", `import os, sys\nsys.stdout.write(os.environ["HF_TOKEN"])`, HF_TOKEN],
  ["sys.__stdout__", `import os, sys\nsys.__stdout__.write(os.environ["HF_TOKEN"])`, HF_TOKEN],
  ["sys.stdout.buffer", `import os, sys\nsys.stdout.buffer.write(os.environb[b"HF_TOKEN"])`, HF_TOKEN],
  ["sys.stdout.buffer.raw", `import os, sys\nsys.stdout.buffer.raw.write(os.environb[b"HF_TOKEN"])`, HF_TOKEN],
  ["writelines", `import os, sys\nsys.stderr.writelines(["a\\n", os.environ["HF_TOKEN"], "\\n"])`, HF_TOKEN],
  ["os.write", `import os\nos.write(1, os.environb[b"HF_TOKEN"])`, HF_TOKEN],
  [
    "a text layer put on later",
    `import io, os, sys\nsys.stdout = io.TextIOWrapper(sys.stdout.buffer, "utf-8")\nprint(os.environ["HF_TOKEN"])`,
    HF_TOKEN,
  ],
  [
    "a detached stream",
    `import codecs, os, sys\nsys.stdout = codecs.getwriter("utf-8")(sys.stdout.detach())\nprint(os.environ["HF_TOKEN"])`,
    HF_TOKEN,
  ],
  [
    "os.fdopen",
    `import os, sys\nsys.stdout = os.fdopen(sys.stdout.fileno(), "w", 1)\nprint(os.environ["HF_TOKEN"])`,
    HF_TOKEN,
  ],
  [
    "a tee of stdout",
    `import os, sys
class Tee:
    def __init__(self, out): self.out = out
    def write(self, text): self.out.write(text)
    def flush(self): self.out.flush()
sys.stdout = Tee(sys.stdout)
print(os.environ["HF_TOKEN"])`,
    HF_TOKEN,
  ],
  [
    "two prints of one secret",
    `import os\nsecret = os.environ["AZURE_CLIENT_SECRET"]\nprint(secret[:9], end="")\nprint(secret[9:])`,
    AZURE_CLIENT_SECRET,
  ],
  [
    "two flushed prints of one secret",
    `import os\nsecret = os.environ["AZURE_CLIENT_SECRET"]\nprint(secret[:9], end="", flush=True)\nprint(secret[9:])`,
    AZURE_CLIENT_SECRET,
  ],
  [
    "a secret across the edge of a buffer",
    `import os\nprint("x" * 8180 + " " + os.environ["AZURE_CLIENT_SECRET"])`,
    AZURE_CLIENT_SECRET,
  ],
  [
    "a progress bar",
    `import os, sys\nfor i in range(3): sys.stderr.write(f"\\r{i}/3 {os.environ['HF_TOKEN']}"); sys.stderr.flush()`,
    HF_TOKEN,
  ],
  [
    "coloured output",
    `import os\nprint("\\x1b[32m'AZURE_USERNAME'\\x1b[0m: \\x1b[32m'robot-trainer'\\x1b[0m")`,
    "robot-trainer",
  ],
];

const environment: readonly Leak[] = [
  [
    "the dump that R-1 names",
    `import logging, os
logging.basicConfig(level=logging.DEBUG)
for name in sorted(os.environ):
    if name.startswith(("MLFLOW_", "AZURE_")): logging.debug("%s=%s", name, os.environ[name])`,
    MLFLOW_TRACKING_TOKEN,
  ],
  [
    "identifiers in a dump",
    `import os\nos.environ["AZURE_TENANT_ID"] = "contoso-tenant"\nprint("AZURE_TENANT_ID=" + os.environ["AZURE_TENANT_ID"])`,
    "contoso-tenant",
  ],
  ["print of os.environ", `import os\nprint(os.environ)`, DATABASE_PASSWORD],
  ["pprint of os.environ", `import os, pprint\npprint.pprint(dict(os.environ))`, DATABASE_PASSWORD],
  ["items of os.environ", `import os\nprint(list(os.environ.items()))`, DATABASE_PASSWORD],
  ["os.environb", `import os\nprint(dict(os.environb))`, DATABASE_PASSWORD],
  ["JSON of os.environ", `import json, os\nprint(json.dumps(dict(os.environ), indent=1))`, DATABASE_PASSWORD],
  ["JSON in JSON", `import json, os\nprint(json.dumps(json.dumps({"AZURE_FOO": "of-the-team"})))`, "of-the-team"],
  ["env of a child", `import subprocess\nprint(subprocess.run(["env"], stdout=-1).stdout.decode())`, DATABASE_PASSWORD],
  ["a variable set later", `import os\nos.environ["MLFLOW_TRACKING_TOKEN"] = "${LATE}"\nprint("x", "${LATE}")`, LATE],
  ["setdefault", `import os\nos.environ.setdefault("WANDB_SECRET", "${LATE}")\nprint("x", "${LATE}")`, LATE],
  ["os.environb set later", `import os\nos.environb[b"MY_API_KEY"] = b"${LATE}"\nprint("x", "${LATE}")`, LATE],
  [
    "the token that was there before a refresh",
    `import os\nold = os.environ["MLFLOW_TRACKING_TOKEN"]\nos.environ["MLFLOW_TRACKING_TOKEN"] = "${LATE}"\nprint("x", old)`,
    MLFLOW_TRACKING_TOKEN,
  ],
  [
    "a part of a connection string",
    `import os\nprint("x", "${AZURE_STORAGE_KEY}"[:86])`,
    AZURE_STORAGE_KEY.slice(0, 86),
  ],
  ["the federated token", `import os\nprint(open(os.environ["AZURE_FEDERATED_TOKEN_FILE"]).read())`, WEB_TOKEN],
];

const logging: readonly Leak[] = [
  ["a message", `import logging, os\nlogging.warning("using " + os.environ["HF_TOKEN"])`, HF_TOKEN],
  [
    "an argument",
    `import logging, os\nlogging.warning("using %r", os.environ["DATABASE_PASSWORD"])`,
    DATABASE_PASSWORD,
  ],
  [
    "a dictionary as argument",
    `import logging, os\nlogging.warning("%s", {"k": os.environ["DATABASE_PASSWORD"]})`,
    DATABASE_PASSWORD,
  ],
  [
    "basicConfig with force",
    `import logging, os, sys\nlogging.basicConfig(stream=sys.stdout, force=True, level=10)\nlogging.debug(os.environ["HF_TOKEN"])`,
    HF_TOKEN,
  ],
  [
    "logging.exception",
    `import logging, os
try: raise RuntimeError("denied for " + os.environ["HF_TOKEN"])
except RuntimeError: logging.exception("failed")`,
    HF_TOKEN,
  ],
  ...(
    [
      ["a file", `logger.info("using %s", token)`],
      ["an exception in a file", `try: raise RuntimeError(token)\nexcept RuntimeError: logger.exception("failed")`],
      [
        "an extra field in a file",
        `handler.setFormatter(logging.Formatter("%(state)s"))\nlogger.info("x", extra={"state": {"a": token}})`,
      ],
      ["the stack in a file", `logger.info("x", stack_info=True)  # ${HF_TOKEN}`],
    ] as const
  ).map(([way, statement]): Leak => [
    way,
    `import logging, os
token = os.environ["HF_TOKEN"]
logger = logging.getLogger("train")
logger.setLevel(10)
handler = logging.FileHandler("train.txt", mode="w")
logger.addHandler(handler)
${statement}
handler.close()
print(open("train.txt").read().replace("hf_", "h f_"))`,
    HF_TOKEN.slice(3),
  ]),
  [
    "an exporter that reads arguments",
    `import logging, os
class Exporter(logging.Handler):
    def emit(self, record): os.write(1, b"h f" + repr((record.args, record.msg, record.exc_info)).replace("hf_", "").encode())
logging.getLogger().addHandler(Exporter())
logging.warning("using %s", os.environ["HF_TOKEN"])`,
    HF_TOKEN.slice(3),
  ],
];

const errors: readonly Leak[] = [
  ["an uncaught exception", `import os\nraise RuntimeError("denied: " + os.environ["HF_TOKEN"])`, HF_TOKEN],
  ["the message of sys.exit", `import os, sys\nsys.exit("denied: " + os.environ["HF_TOKEN"])`, HF_TOKEN],
  [
    "an exception of a thread",
    `import os, threading\ndef f(): raise RuntimeError(os.environ["HF_TOKEN"])\nt = threading.Thread(target=f)\nt.start()\nt.join()`,
    HF_TOKEN,
  ],
  [
    "an unraisable exception",
    `import os\nclass A:\n    def __del__(self): raise RuntimeError(os.environ["HF_TOKEN"])\nA()`,
    HF_TOKEN,
  ],
  [
    "traceback.print_exc",
    `import os, traceback\ntry: {}[os.environ["HF_TOKEN"]]\nexcept KeyError: traceback.print_exc()`,
    HF_TOKEN,
  ],
  [
    "a secret in the source that a traceback shows",
    `key = "${AZURE_STORAGE_KEY}"; raise ValueError("x")`,
    AZURE_STORAGE_KEY,
  ],
  ["warnings", `import os, warnings\nwarnings.warn("token " + os.environ["HF_TOKEN"])`, HF_TOKEN],
  [
    "captured warnings",
    `import logging, os, warnings\nlogging.captureWarnings(True)\nlogging.basicConfig()\nwarnings.warn(os.environ["HF_TOKEN"])`,
    HF_TOKEN,
  ],
  [
    "asyncio",
    `import asyncio, os\nasync def main():\n    async def f(): raise RuntimeError(os.environ["HF_TOKEN"])\n    asyncio.ensure_future(f())\n    await asyncio.sleep(0)\n    await asyncio.sleep(0)\nasyncio.run(main())\n__import__("gc").collect()`,
    HF_TOKEN,
  ],
  ["an error within logging", `import logging, os\nlogging.warning("%d", os.environ["HF_TOKEN"])`, HF_TOKEN],
  ["atexit", `import atexit, os\natexit.register(lambda: print(os.environ["HF_TOKEN"]))`, HF_TOKEN],
];

const processes: readonly Leak[] = [
  ["multiprocessing by fork", MULTIPROCESS("fork"), MLFLOW_TRACKING_TOKEN],
  ["multiprocessing by spawn", MULTIPROCESS("spawn"), MLFLOW_TRACKING_TOKEN],
  ["multiprocessing by forkserver", MULTIPROCESS("forkserver"), MLFLOW_TRACKING_TOKEN],
  [
    "Python as a child",
    `import subprocess, sys\nsubprocess.run([sys.executable, "-c", "import os; print(os.environ['HF_TOKEN'])"])`,
    HF_TOKEN,
  ],
];

const forms: readonly Leak[] = [
  ["repr", `import os\nprint(repr(os.environ["DATABASE_PASSWORD"]))`, DATABASE_PASSWORD],
  ["ascii", `import os\nprint(ascii(os.environ["DATABASE_PASSWORD"]))`, DATABASE_PASSWORD],
  ["bytes", `import os\nprint(os.environb[b"DATABASE_PASSWORD"])`, DATABASE_PASSWORD],
  [
    "percent-encoding",
    `import os, urllib.parse\nprint(urllib.parse.quote(os.environ["DATABASE_PASSWORD"], safe=""))`,
    DATABASE_PASSWORD,
  ],
  ["hexadecimal", `import os\nprint(os.environb[b"DATABASE_PASSWORD"].hex())`, DATABASE_PASSWORD],
  ...[0, 1, 2].map((offset): Leak => [
    `base64, ${offset} bytes in`,
    `import base64, os\nprint(base64.b64encode(b"u" * ${offset} + os.environb[b"DATABASE_PASSWORD"] + b"x").decode())`,
    DATABASE_PASSWORD,
  ]),
  [
    "URL-safe base64",
    `import base64, os\nprint(base64.urlsafe_b64encode(os.environb[b"DATABASE_PASSWORD"]))`,
    DATABASE_PASSWORD,
  ],
];

/** Secrets that no variable holds: only their form tells. */
const unknown: readonly (readonly [form: string, line: string, secret: string])[] = [
  ["a bearer token", "Authorization: Bearer 0a1b2c3d4e5f", "0a1b2c3d4e5f"],
  ["a bearer token without a header", "sending bearer 0a1b2c3d4e5f6a7b", "0a1b2c3d4e5f6a7b"],
  ["headers of a request", "{'Authorization': 'Basic dXNlcjpwdw==', 'Accept': '*/*'}", "dXNlcjpwdw=="],
  ["a key in a header", "headers={'Ocp-Apim-Subscription-Key': 'a1b2c3d4e5'}", "a1b2c3d4e5"],
  ["a web token", `got ${WEB_TOKEN} from metadata`, WEB_TOKEN],
  [
    "a shared access signature",
    `https://st.blob.core.windows.net/c/b?sv=2024-11-04&sig=${SIGNATURE}&se=2027`,
    SIGNATURE,
  ],
  ["a connection string", CONNECTION.replace(AZURE_STORAGE_KEY, "c2hvcnQ="), "c2hvcnQ="],
  ["a service bus", "Endpoint=sb://x/;SharedAccessKeyName=root;SharedAccessKey=c2hvcnQ=", "c2hvcnQ="],
  ["a password of a database", "host=db user=osmo password=s3cr3t! sslmode=require", "s3cr3t!"],
  ["Pwd of a database", "Server=db;Uid=osmo;Pwd=s3cr3t!;", "s3cr3t!"],
  ["an address", "rediss://default:s3cr3t-key@amr.redis.azure.net:10000/0", "s3cr3t-key"],
  ["arguments of a program", "Namespace(lr=0.1, wandb_api_key='0a1b2c3d4e', seed=1)", "0a1b2c3d4e"],
  ["a command line", "python train.py --hf-token AbCdEf0123456789 --lr 0.1", "AbCdEf0123456789"],
  ["a token of a name that training uses too", "token=AbCdEf0123456789xyz", "AbCdEf0123456789xyz"],
  ["a token of Hugging Face", "login hf_ZyXwVuTsRqPoNmLkJiHgFeDcBa987654", "hf_ZyXwVuTsRqPoNmLkJiHgFeDcBa987654"],
  ["a token of GitHub", "ghp_abcdefghijklmnopqrstuvwxyz0123456789", "ghp_abcdefghijklmnopqrstuvwxyz0123456789"],
  ["a fine-grained token of GitHub", "github_pat_11ABCDEFG0abcdefghij_KLMN", "github_pat_11ABCDEFG0abcdefghij_KLMN"],
  ["a key of NVIDIA", "nvapi-abcDEF_0123456789-abcDEF_0123456789", "nvapi-abcDEF_0123456789-abcDEF_0123456789"],
  ["a token of Slack", "xoxb-123456789012-abcdefABCDEF", "xoxb-123456789012-abcdefABCDEF"],
  [
    "a client secret of Entra",
    "made abc8Q~0123456789abcdefghijklmnopqrstuvw.x",
    "abc8Q~0123456789abcdefghijklmnopqrstuvw.x",
  ],
  ["a key of a storage account", `key: ${"Ab1+Cd2/".repeat(10)}Ab1+Cd==`, "Ab1+Cd2/".repeat(10)],
];

const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----\\n${`${BASE64_LINE}\\n`.repeat(3)}-----END PRIVATE KEY-----`;
const keys: readonly Leak[] = [
  ["a private key", `print("${PRIVATE_KEY}")`, BASE64_LINE],
  ["a private key line by line", `for line in "${PRIVATE_KEY}".split("\\n"): print(line, flush=True)`, BASE64_LINE],
  ["a private key in JSON", `import json\nprint(json.dumps({"key": "${PRIVATE_KEY}"}))`, BASE64_LINE],
];

describe("redaction of credentials in training code", () => {
  let python: PodPython;
  let env: Record<string, string>;
  before(() => {
    python = new PodPython();
    const tokenFile = python.write("token", WEB_TOKEN);
    env = { ...SECRETS, AZURE_FEDERATED_TOKEN_FILE: tokenFile, AZURE_STORAGE_CONNECTION_STRING: CONNECTION };
  });
  after(() => python.remove());

  const groups: Record<string, readonly Leak[]> = {
    "what is printed": printing,
    "the environment": environment,
    "what is logged": logging,
    "errors and warnings": errors,
    "other processes": processes,
    "other spellings of a known value": forms,
    "private keys": keys,
  };
  for (const [group, leaks] of Object.entries(groups)) {
    describe(`takes secrets out of ${group}`, () => {
      for (const [way, script, secret] of leaks) {
        it(way, async () => {
          const [bare, ...redacted] = await Promise.all([
            python.run(script, { env, redaction: false }),
            python.run(script, { env }),
            python.run(script, { env, options: ["-u"] }),
          ]);
          expect(leaked(bare.text, secret), "the program leaks").not.to.be.empty;
          for (const { text } of redacted) {
            expect(leaked(text, secret), text).to.deep.equal([]);
            expect(text).to.contain("[redacted]");
          }
        });
      }
    });
  }

  describe("takes out secrets that only their form tells", () => {
    let lines: string[];
    before(async () => {
      const { text } = await python.run(`print(${JSON.stringify(unknown.map(([, line]) => line).join("\n"))})`);
      lines = text.split("\n");
    });
    unknown.forEach(([form, line, secret], index) => {
      it(form, () => {
        expect(line).to.contain(secret);
        expect(leaked(lines[index]!, secret), lines[index]).to.deep.equal([]);
        expect(lines[index]).to.contain("[redacted]");
      });
    });
  });
});

function leaked(text: string, secret: string): string[] {
  return spellings(secret).filter((spelling) => text.includes(spelling));
}
