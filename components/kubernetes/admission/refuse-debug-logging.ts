import { pattern } from "./cel";
import { inWriting } from "./findings";
import { hasOneOf } from "./pods";
import type { RefusingRule } from "./refusing-rules";

/** Names of environment variables that set how much is logged. */
const NAMES = String.raw`(?i)(log(ging)?_?level|loguru_level|verbosity|severity)$|^(rust_)?log(ging)?$`;
/** Levels below INFO, alone or for one module as in `info,urllib3=debug`; 10 is Python's DEBUG. `$(X)` may stand for any. */
const LEVELS = String.raw`(?i)(^|[=:,;\s])(debug|trace|notset|verbose|finest|silly|10)([,;\s]|$)|\$\(`;
/** The same on a command line: `--log-level debug`, `LOG_LEVEL=DEBUG`, `root.level=debug`, `level=logging.DEBUG`. */
const ON_COMMAND_LINE = [
  String.raw`(level|verbosity)[\x22\x27]*[\s=:,(]+[\x22\x27]?(logging\.)?(debug|trace|notset|verbose|finest)\b`,
  String.raw`log(ging)?[-_.]?level[\x22\x27]*[\s=:]+[\x22\x27]?10\b`,
].join("|");

const SIGN =
  `${hasOneOf(["debug", "trace", "notset", "verbose", "finest", "silly", "10", "$("])} && ` +
  `t.matches(${pattern(String.raw`[^a-z_](debug|trace|notset|verbose|finest|silly|10)|\$\(`)})`;

/** Closes the run-time half of R-1: at these levels, training code and Azure's SDKs write tokens into the logs. */
export const refuseDebugLogging: RefusingRule = {
  name: "refuse-debug-logging",
  threats: ["R-1", "I-5"],
  title: "No workload logs below INFO",
  why: "At debug level, training code writes its AZURE_* and MLFLOW_* variables into logs that many may read.",
  ...inWriting({
    name: "debug",
    sign: SIGN,
    variables: {
      are: `e.name.matches(${pattern(NAMES)}) && e.value.matches(${pattern(LEVELS)})`,
      problem: "debug logging is set by the variables",
    },
    commands: {
      are: `l.text.matches(${pattern(`(?i)${ON_COMMAND_LINE}`)})`,
      problem: "debug logging is set on the command line of",
    },
    remedy: "Log at INFO or above",
  }),
};
