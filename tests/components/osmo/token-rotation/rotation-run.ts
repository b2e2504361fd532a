import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { rotationScripts } from "../../../../components/osmo/token-rotation/rotation-job";
import { API, CLIENT, SECRET, TENANT } from "./stand-in";
import type { StandIn } from "./stand-in";

export interface Outcome {
  /** Null where the process was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The folder that the ConfigMap becomes in the pod. */
export class Scripts {
  readonly folder = mkdtempSync(join(tmpdir(), "token-rotation-"));

  constructor() {
    for (const [name, content] of Object.entries(rotationScripts())) writeFileSync(join(this.folder, name), content);
    writeFileSync(join(this.folder, "service-account"), `service-account-token-${"s".repeat(60)}\n`);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What a run against the stand-in finds in its environment; its calls are named `run`. Empty ones are left out. */
  environment(standIn: StandIn, given: Readonly<Record<string, string>> = {}, run = "a"): Record<string, string> {
    const url = `${standIn.url}/${run}`;
    const all = {
      AZURE_AUTHORITY_HOST: `${url}/`,
      AZURE_TENANT_ID: TENANT,
      AZURE_CLIENT_ID: CLIENT,
      AZURE_FEDERATED_TOKEN_FILE: join(this.folder, "service-account"),
      OSMO_URL: url,
      OSMO_API_CLIENT_ID: API,
      VAULT_URL: `${url}/`,
      VAULT_SECRET_NAME: SECRET,
      RETRY_SECONDS: "0",
      ...given,
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
  }

  /** A run in a process of its own, as the pod starts it. */
  run(standIn: StandIn, given: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const child = spawn("python3", ["-sB", join(this.folder, "rotate.py")], {
      env: { PATH: process.env.PATH, ...this.environment(standIn, given) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, stdout, stderr }));
    });
  }
}

/** Runs one after the other, quickly, of which the current one can be killed. */
export class ForkedRuns {
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;
  private pid: Promise<number> | undefined;

  constructor(scripts: Scripts) {
    this.child = spawn("python3", ["-B", join(__dirname, "forked_runs.py"), scripts.folder], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.lines = createInterface({ input: this.child.stdout! })[Symbol.asyncIterator]();
  }

  async run(environment: Readonly<Record<string, string>>): Promise<Outcome> {
    this.child.stdin!.write(`${JSON.stringify(environment)}\n`);
    this.pid = this.next<{ pid: number }>().then(({ pid }) => pid);
    await this.pid;
    return this.next<Outcome>();
  }

  /** Ends the run as the loss of its node does. */
  async kill(): Promise<void> {
    process.kill(await this.pid!, "SIGKILL");
  }

  stop(): void {
    this.child.stdin!.end();
  }

  private async next<T>(): Promise<T> {
    const line = await this.lines.next();
    if (line.done) throw new Error("Python has ended.");
    return JSON.parse(line.value) as T;
  }
}
