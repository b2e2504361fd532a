import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { redactionSources } from "../../../../components/kubernetes/redaction/sources";

/** What a program gave. */
export interface Outcome {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly status: number | null;
  /** Both streams. */
  readonly text: string;
}

export interface Run {
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Python, as `-u`. */
  readonly options?: readonly string[];
  /** Folders that the image itself has in PYTHONPATH. */
  readonly ownPath?: readonly string[];
  /** Default true; without, Python runs as outside of the platform. */
  readonly redaction?: boolean;
}

/** Containers in which Python runs as the admission policies make it: the ConfigMap's files, read-only, first in PYTHONPATH. */
export class PodPython {
  readonly folder = mkdtempSync(join(tmpdir(), "redaction-"));
  readonly mount = join(this.folder, "mount");
  readonly program = pythonOnPath();
  private scripts = 0;

  constructor() {
    mkdirSync(this.mount);
    for (const [file, content] of Object.entries(redactionSources())) writeFileSync(join(this.mount, file), content);
    chmodSync(this.mount, 0o555);
  }

  /** A file of the container, under a name of its own. */
  write(name: string, content: string): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  environment({ env = {}, ownPath = [], redaction = true }: Run = {}): NodeJS.ProcessEnv {
    const path = [...(redaction ? [this.mount] : []), ...ownPath];
    return {
      PATH: process.env.PATH,
      HOME: this.folder,
      LANG: "C.UTF-8",
      PYTHONDONTWRITEBYTECODE: "1",
      ...(path.length > 0 && { PYTHONPATH: path.join(delimiter) }),
      ...env,
    };
  }

  /** Runs the program `script` to its end. */
  async run(script: string, run: Run = {}): Promise<Outcome> {
    this.scripts += 1;
    const file = this.write(`train-${this.scripts}/train.py`, script);
    const child = spawn(this.program, [...(run.options ?? []), file], {
      cwd: dirname(file),
      env: this.environment(run),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [stdout, stderr, status] = await Promise.all([
      buffer(child.stdout),
      buffer(child.stderr),
      new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve)),
    ]);
    return { stdout, stderr, status, text: `${stdout.toString("utf8")}${stderr.toString("utf8")}` };
  }

  remove(): void {
    chmodSync(this.mount, 0o755);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The interpreter behind `python3`, without what a version manager puts in front. */
export function pythonOnPath(): string {
  try {
    return execFileSync("python3", ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim();
  } catch (error) {
    throw new Error("These tests need Python: install python3, 3.8 or later, and have it on PATH.", { cause: error });
  }
}

/** What a container of the platform has in its environment; every secret is made up. */
export const SECRETS = {
  AZURE_CLIENT_SECRET: "Qx8~Vw-4nTz.kLm2pR7s",
  AZURE_STORAGE_KEY: `${"mZ3vK8qLw1Xr".repeat(7)}fQ==`,
  MLFLOW_TRACKING_TOKEN: "tracking-5f2b9c7e1a4d8830",
  HF_TOKEN: "hf_aBcDeFgHiJkLmNoPqRsTuVwXyZ012345",
  NGC_API_KEY: "bmdjLWtleS1vZi10aGUtdGVhbQ",
  WANDB_API_KEY: "0123abcd4567ef890123abcd4567ef8901234567",
  // With everything that spellings differ in.
  DATABASE_PASSWORD: `pä"ss'w\\ rd/+%&7x`,
} as const;

export const WEB_TOKEN =
  "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiJ0cmFpbmVyIiwiZXhwIjoxfQ.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg";

/** Every way that a secret is spelled in output. */
export function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret, "utf8");
  const unicode = (text: string) =>
    text.replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const latin = (text: string) => text.replace(/[^ -~]/g, (char) => `\\x${char.charCodeAt(0).toString(16)}`);
  const json = JSON.stringify(secret).slice(1, -1);
  const python = secret.replaceAll("\\", "\\\\");
  const quoted = secret.includes('"') ? python.replaceAll("'", "\\'") : python;
  // Python's repr of bytes in UTF-8.
  const inBytes = latin(quoted.replace(/[^ -~]/g, (char) => Buffer.from(char, "utf8").toString("latin1")));
  const percent = encodeURIComponent(secret);
  const inBase64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .slice([0, 2, 3][offset], Math.floor(((bytes.length + offset) * 8) / 6)),
  );
  return [
    ...[
      secret,
      json,
      unicode(json),
      quoted,
      latin(quoted),
      inBytes,
      percent,
      percent.replaceAll("'", "%27"),
      bytes.toString("hex"),
    ],
    ...inBase64.flatMap((text) => [text, text.replaceAll("+", "-").replaceAll("/", "_")]),
  ];
}
