import { resourceControl } from "../../framework/control";
import { inSnakeCase } from "../../framework/credentials";
import { decided } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import { isOff, osmoRelease } from "../../framework/kubernetes/osmo-charts";
import { judgeWritings } from "../../framework/kubernetes/writing-findings";
import { WRITTEN_INTO } from "../../framework/kubernetes/writings";
import type { Writing } from "../../framework/kubernetes/writings";
import type { Resource } from "../../framework/resource";
import { anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** Names that set how much is logged, in snake case. */
const NAMES =
  /(^|_)(log(ging|ger)?_?(level|verbosity)|loguru_level|log_severity|verbosity)$|^(rust_|pg_?)?log(ging)?$|(^|_)loglevel$/;
/** Switches that turn debugging on, in snake case. */
const SWITCHES = /(^|_)(debug|debug_mode|enable_debug|debug_log(s|ging)?|verbose)$/;
/** Levels below INFO, alone or for one module, as in `info,urllib3=debug`; 10 is Python's DEBUG. */
const LEVELS = /(^|[=:,;\s])["']?(logging\.)?(debug\d?|trace|notset|verbose|finest|silly|all|10)["']?([,;\s]|$)/i;
const ON = /^\s*["']?(1|true|yes|on|\*)["']?\s*$/i;
/** The same on a command line. From 6 on, Kubernetes' programs log requests, from 8 on their bodies. */
const ON_COMMAND_LINE = [
  /(level|verbosity)["']*[\s=:,(]+["']?(logging\.)?(debug|trace|notset|verbose|finest)\b/i,
  /log(ging)?[-_.]?level["']*[\s=:]+["']?10\b/i,
  /(^|\s)--?(debug|verbose|trace)(=true)?(\s|$)/i,
  /(^|\s)-{1,2}v[\s=]+([6-9]|\d{2,})(\s|$)/,
];
/** Files in which programs are configured. */
const IN_FILE =
  /^\s*["']?[\w.-]*(log(ging)?[-_.]?level|level|verbosity)["']?\s*[:=]\s*["']?(debug|trace|notset|verbose|finest)\b/im;

export const workloadLogLevel = resourceControl({
  name: "workload-log-level",
  threats: ["R-1"],
  severity: "medium",
  title: "No workload logs below INFO",
  rationale:
    "At debug level training code writes its environment, Azure's libraries write headers, and OSMO's write addresses and details of connections into logs that many may read: tokens among them, which then act in the name of whoever they were issued to.",
  remediation:
    "Set the level to INFO or above. Both charts of OSMO log at DEBUG unless told otherwise: components/osmo/control-plane-values.ts; pods of users are held to it by components/kubernetes/admission/refuse-debug-logging.ts.",
  resources: WRITTEN_INTO,
  *check(resource) {
    const isOsmo = yield* findingsOfOsmo(resource);
    yield* judgeWritings(resource, {
      concerns: (writing) => writing.kind === "command" || writing.kind === "file" || setsLevel(writing),
      isWrong: (writing) => (isOsmo && isTold(writing) ? false : logsTooMuch(writing)),
      problem: () => "logs below INFO",
      instead: () => "to INFO or above",
    });
  },
});

/** Both charts log at DEBUG where nothing is said; the one that is to replace them at INFO. */
function* findingsOfOsmo(release: Resource): Generator<Finding, boolean> {
  const osmo = osmoRelease(release);
  if (!osmo) return false;
  const group = osmo.chart === "osmo" ? "logging" : "global.logs";
  const level = osmo.values.text(`${group}.logLevel`);
  const isQuiet = holds(level, (text) => !LEVELS.test(text), osmo.chart === "osmo");
  yield decided(release, anyOf(isQuiet, isOff(osmo.values, `${group}.enabled`, true)), {
    otherwise: "logs below INFO",
    notKnown: "at which level it logs is not known yet",
    part: "logLevel",
    set: `values.${group}.logLevel to "INFO"`,
  });
  return true;
}

/** What the finding about OSMO's own level says already. */
function isTold({ keys }: Writing): boolean {
  return ["global.logs.logLevel", "logging.logLevel"].includes(keys.join("."));
}

function setsLevel({ kind, name }: Writing): boolean {
  if (kind !== "variable" && kind !== "value") return false;
  if (name.state !== "known") return name.state === "unknown";
  const written = inSnakeCase(name.value);
  return NAMES.test(written) || SWITCHES.test(written);
}

function logsTooMuch(writing: Writing): Truth {
  const { kind, name, text, source } = writing;
  if (kind === "command") {
    const found = holds(text, (line) => ON_COMMAND_LINE.some((pattern) => pattern.test(line)));
    return found === false && source === "unknown" ? "unknown" : found;
  }
  if (kind === "file") {
    const isVariable = name.state === "known" && NAMES.test(inSnakeCase(name.value));
    return holds(text, (content) => (isVariable ? LEVELS.test(content) : IN_FILE.test(content)));
  }
  // What another object holds is judged there.
  if (source !== "literal") return source === "unknown" && "unknown";
  if (name.state === "unknown")
    return holds(text, (value) => LEVELS.test(value) || ON.test(value)) !== false && "unknown";
  const isLevel = name.state === "known" && NAMES.test(inSnakeCase(name.value));
  return holds(text, (value) => (isLevel ? LEVELS.test(value) : ON.test(value)));
}
