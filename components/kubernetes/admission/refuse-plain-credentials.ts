import { pattern } from "./cel";
import { inWriting } from "./findings";
import type { Variable } from "./policy";
import { hasOneOf, IS_SHORT, JUDGED_CHARACTERS } from "./pods";
import type { RefusingRule } from "./refusing-rules";

/** Names that end as those of credentials do. */
const NAMES = [
  String.raw`(password|passwd|passphrase|secret|token|credential|bearer)s?(_?\d{1,2}|_value)?$`,
  String.raw`(^|_)(pwd|pass|sas|dsn|key)(_?\d{1,2})?$`,
  String.raw`(api|access|account|private|shared|encryption|signing|license)_?key$`,
  String.raw`conn(ection)?_?str(ing)?$|redis_?auth$`,
].join("|");
/** Names that end so and are none: keys of tables and tensors, tokens of language models, the working directory. */
const OTHER_NAMES = [
  String.raw`(public|primary|foreign|sort|partition|group|join|label|obs|observation|action|reward|state|image|camera|metric)_key$`,
  String.raw`(max|min|num|new|pad|eos|bos|unk|mask|sep|cls|stop|start|image|special)_tokens?$`,
  String.raw`^(old)?pwd$`,
].join("|");
/** Values that are no credential whatever the name: empty, switches, files. Only below well-known folders: base64 may start with /. */
const HARMLESS = [
  String.raw`^(?i:true|false|yes|no|on|off|none|null)?$`,
  String.raw`^(file:/{2,3}|/)(mnt|var|etc|opt|run|secrets?|home|root|tmp|app|workspace|data|osmo|usr|srv)(/[\w.@-]+)*/?$`,
].join("|");
/** No password, for all that one may be a number. */
const NUMBER = String.raw`^-?\d{1,9}(\.\d+)?$`;

/** Values that are credentials whatever the name. `$` after a colon is a reference: `postgresql://osmo:$(PASSWORD)@host`. */
const SECRETS = [
  String.raw`eyJ[\w-]{8,}\.[\w-]{8,}\.`,
  String.raw`(?i:bearer\s+[\w.~+/-]{16})`,
  String.raw`(?i:[?&;\s]sig=[\w%+/-]{16})`,
  String.raw`(?i:(accountkey|sharedaccesskey|sharedaccesssignature|instrumentationkey)=)`,
  String.raw`-----BEGIN [A-Z ]*PRIVATE KEY`,
  String.raw`://[^/\s:@]*:[^/\s@$][^/\s@]*@`,
  String.raw`\b(hf_[A-Za-z0-9]{30}|nvapi-[\w-]{30}|gh[pousr]_[A-Za-z0-9]{30}|github_pat_\w{20}|glpat-[\w-]{20}|AKIA[0-9A-Z]{16})`,
].join("|");
/** `--token VALUE` and `password=VALUE`, unless the value is a reference, a path or a call. */
const ON_COMMAND_LINE = (() => {
  const word = String.raw`(password|passwd|passphrase|secret|token|api[-_]?key|access[-_]?key|account[-_]?key)`;
  const value = String.raw`[\x22\x27]?[\w+~!@#%^*][\w+/=~!@#%^*-]{7,}([\x22\x27\s,;&|]|$)`;
  return String.raw`(?i)(-[\w-]*${word}\s+|${word}[\x22\x27]?\s*[=:]\s*)${value}`;
})();

/** What each of these has. */
const SIGN = hasOneOf([
  ..."pass pwd secret token credential bearer key sas dsn conn redis eyj @ sig= sharedaccess -----begin".split(" "),
  ..."hf_ nvapi- ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glpat- akia".split(" "),
]);

/** Variables that stand for one of a Secret's. A value of $(NAME) is none in plain text: Kubernetes replaces it. */
const REFERENCES: Variable = {
  name: "references",
  expression: "variables.environment.filter(e, e.isReference).map(e, e.container + '/$(' + e.name + ')')",
};

const WRITTEN_CREDENTIALS = inWriting({
  name: "credential",
  sign: SIGN,
  reads: [REFERENCES],
  variables: {
    are:
      "e.value != '' && " +
      `((e.name.matches(${pattern(`(?i)${NAMES}`)}) && !e.name.matches(${pattern(`(?i)${OTHER_NAMES}`)}) ` +
      `&& !e.value.matches(${pattern(HARMLESS)}) ` +
      `&& !(e.value.matches(${pattern(NUMBER)}) && !e.name.matches(r'(?i)pass|pwd|secret')) ` +
      "&& !((e.container + '/' + e.value) in variables.references)) " +
      `|| e.value.matches(${pattern(SECRETS)}))`,
    problem: "credentials in plain text in the variables",
  },
  commands: {
    are: `(l.text.matches(${pattern(SECRETS)}) || l.text.matches(${pattern(ON_COMMAND_LINE)}))`,
    problem: "credentials in plain text on the command line of",
  },
  remedy: "Give credentials by valueFrom.secretKeyRef or as files of a mounted Secret, better none: use identities",
});

/** Closes the run-time half of I-5: who may read a pod, reads its environment. Names of variables are told, values never. */
export const refusePlainCredentials: RefusingRule = {
  name: "refuse-plain-credentials",
  threats: ["I-5", "R-1"],
  title: "No workload has a credential in its environment or on its command line",
  why: "Whoever may read pods, their logs or the API server's audit log reads what is written there in plain text.",
  variables: [
    ...WRITTEN_CREDENTIALS.variables,
    { name: "tooLong", expression: "variables.isShort ? [] : variables.containers.map(c, c.name)" },
  ],
  refusals: [
    ...WRITTEN_CREDENTIALS.refusals,
    {
      found: "tooLong",
      suspected: { pod: `!variables.${IS_SHORT.name}` },
      problem: `environment and command lines of more than ${JUDGED_CHARACTERS} characters can't be searched, in`,
      remedy: "Put scripts into the image or a ConfigMap",
    },
  ],
};
