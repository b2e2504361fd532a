import { execFile } from "node:child_process";
import { join } from "node:path";
import { UnavailableChartError } from "./unavailable";

/** Rendering takes well under a second; a template that never ends must not hold the audit up. */
const TIMEOUT_MILLISECONDS = 60_000;
/**
 * No release is larger: Kubernetes keeps chart and manifests in one Secret of at most 1 MiB (compressed), and manifests
 * shrink to a twentieth or so.
 */
const MAX_OUTPUT_BYTES = 32 * 1024 * 1024;

export interface HelmOptions {
  /** The program. */
  readonly helm: string;
  /** A folder of this run's own, for everything that helm keeps. */
  readonly home: string;
  readonly signal?: AbortSignal;
}

/**
 * Runs helm without anything of the user's: no repositories, plugins, credentials, cluster, or environment, and without a way
 * to the network, which a chart's schema could ask for.
 *
 * @returns what it writes to standard output
 * @throws UnavailableChartError where it fails, with as much of its reason as quotes no value; the signal's reason once aborted
 */
export function runHelm(args: readonly string[], { helm, home, signal }: HelmOptions): Promise<string> {
  // Nobody listens at the discard port: what asks for the network is refused at once.
  const nowhere = "http://127.0.0.1:9";
  const env = {
    HOME: home,
    TMPDIR: home,
    HELM_CACHE_HOME: join(home, "cache"),
    HELM_CONFIG_HOME: join(home, "config"),
    HELM_DATA_HOME: join(home, "data"),
    HELM_PLUGINS: join(home, "plugins"),
    KUBECONFIG: join(home, "no-cluster"),
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    // Of Windows' own, without which programs there do not start.
    ...(process.env.SystemRoot !== undefined && { SystemRoot: process.env.SystemRoot }),
  };
  const options = {
    cwd: home,
    env,
    signal,
    timeout: TIMEOUT_MILLISECONDS,
    maxBuffer: MAX_OUTPUT_BYTES,
    killSignal: "SIGKILL" as const,
  };
  return new Promise((resolve, reject) => {
    execFile(helm, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      if (signal?.aborted) return reject(signal.reason as Error);
      if (error.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") {
        return reject(new UnavailableChartError("it renders to more than 32 MiB"));
      }
      if (error.killed) return reject(new UnavailableChartError("helm does not end within 60 s"));
      if (typeof error.code === "string") return reject(new UnavailableChartError(`helm does not run (${error.code})`));
      return reject(new UnavailableChartError(helmFailure(stderr)));
    });
  });
}

/** Where a template stops by itself (`fail`, `required`), and where it fails: each template that was under way, in turn. */
const STOPPED = /execution error at \(([\w.+/-]+):(\d+)/;
const FAILED = /template: ([\w.+/-]+):(\d+)/g;

/** What of a failure may be told. Helm quotes values in its errors: only places and names are taken from them. */
export function helmFailure(stderr: string): string {
  const message = stderr.slice(Math.max(0, stderr.indexOf("Error: ")));
  const [, file, line] = STOPPED.exec(message) ?? [...message.matchAll(FAILED)].at(-1) ?? [];
  if (file !== undefined) return `its template ${file}, line ${line}, fails with these values`;
  const [, unread, at] = /parse error at \(([\w.+/-]+):(\d+)/.exec(message) ?? [];
  if (unread !== undefined) return `its template ${unread}, line ${at}, is no template that helm can read`;
  const broken = /YAML parse error on ([\w.+/-]+)/.exec(message)?.[1];
  if (broken) return `${broken} does not become YAML with these values`;
  const missing = /missing in charts\/ directory: ([\w.+, -]+)/.exec(message)?.[1];
  if (missing) return `its charts/ folder lacks ${missing.trim()}; add it with helm dependency build`;
  const kubernetes = /kubeVersion: (.{1,80}?) which is incompatible with Kubernetes (v[\w.+-]+)/.exec(message);
  if (kubernetes) return `it asks for Kubernetes ${kubernetes[1]}, and is rendered for ${kubernetes[2]}`;
  if (message.includes("failing loading")) return "its schema lies elsewhere, and nothing is fetched";
  if (message.includes("don't meet the specifications of the schema")) return "its schema refuses these values";
  if (message.includes("library charts are not installable"))
    return "it is a library, which is not installed by itself";
  if (/Chart\.yaml|chart\.metadata|gzipped archive|gzip:|tar:/.test(message))
    return "it is no chart that helm can read";
  return "helm fails on it; run helm template with the same values to see why";
}
