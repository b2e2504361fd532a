import { execFileSync } from "node:child_process";
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ProgressStream } from "../../../offline/cli/progress";

const GO_MOD = `module example/tools/pulumi

go 1.25.11

tool github.com/pulumi/pulumi/pkg/v3/cmd/pulumi

require (
\tgithub.com/pulumi/pulumi/pkg/v3 v3.255.0 // indirect
\tgithub.com/pulumi/pulumi/sdk/v3 v3.255.0 // indirect
)
`;

/** A machine of the test's own: a PATH, a cache, a module that pins the CLI at v3.255.0, and what was shown to the user. */
export class Workbench {
  readonly folder = mkdtempSync(join(tmpdir(), "cli-test-"));
  readonly bin = join(this.folder, "bin");
  readonly cache = join(this.folder, "cache");
  readonly module = join(this.folder, "module");
  readonly env: NodeJS.ProcessEnv = { PATH: this.bin, PHYSICAL_AI_CACHE: this.cache };
  shown = "";
  /** Told of everything shown. */
  onShown: (text: string) => void = () => undefined;
  readonly progress: ProgressStream = {
    write: (text) => {
      this.shown += text;
      this.onShown(text);
    },
  };

  constructor() {
    for (const folder of [this.bin, this.module]) mkdirSync(folder);
    writeFileSync(join(this.module, "go.mod"), GO_MOD);
    writeFileSync(join(this.module, "go.sum"), "");
  }

  /** A `pulumi` that answers `version` so. Returns its path. */
  pulumi(answer: string, path = join(this.bin, "pulumi")): string {
    return this.script(path, `echo ${answer}`);
  }

  /** A `go` that notes each build, does `before`, and builds a `pulumi` that answers v3.255.0. */
  go({ version = "go1.26.8", before = "", answer = "v3.255.0" } = {}): void {
    const built = this.pulumi(answer, join(this.folder, "built"));
    this.script(
      join(this.bin, "go"),
      `[ "$1" = env ] && { echo ${version}; exit 0; }
echo "$GOFLAGS $GOTOOLCHAIN $GOOS $*" >> '${this.folder}/builds'
${before}
while [ "$1" != -o ]; do shift; done
/bin/mkdir -p "\${2%/*}"
/bin/cp '${built}' "$2"`,
    );
  }

  /** The builds that were run: the environment and the arguments of each. */
  get builds(): string[] {
    const file = join(this.folder, "builds");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  }

  /** Every name below the cache's folder of the CLI. */
  get cached(): string[] {
    const folder = join(this.cache, "pulumi");
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  script(path: string, body: string): string {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    return path;
  }

  /** A pipe through which a script and the test wait for each other. */
  pipe(name: string): string {
    const path = join(this.folder, name);
    execFileSync("mkfifo", [path]);
    return path;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Shell lines that tell the pipe that they run and then do so for ten minutes, the pipe open for as long as they live. */
export function runForever(pipe: string): string {
  return `exec 3> '${pipe}'\necho running >&3\n/bin/sleep 600`;
}

/** What the other end of the pipe does: it runs, then every process that held it is gone. */
export function watch(pipe: string): { running: Promise<void>; gone: Promise<void> } {
  const stream = createReadStream(pipe);
  return {
    running: new Promise<void>((resolve) => stream.once("data", () => resolve())),
    gone: new Promise<void>((resolve) => stream.once("end", () => resolve())),
  };
}

/** The error that `promise` ends with. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error("It was to fail, and did not.");
}
