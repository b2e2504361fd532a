import { stackControl } from "../../framework/control";
import { decided } from "../../framework/decided";
import { inSnakeCase } from "../../framework/credentials";
import { equalTo, oneOf } from "../../framework/expectation";
import type { Finding } from "../../framework/finding";
import { valuesOf } from "../../framework/kubernetes/helm-values";
import { controlPlaneOf, isOff, isOn } from "../../framework/kubernetes/osmo-charts";
import { containersOf, knownContainersOf, podTemplateOf, POD_OWNERS } from "../../framework/kubernetes/pod-templates";
import type { Container } from "../../framework/kubernetes/pod-templates";
import { resolvedEnvOf } from "../../framework/kubernetes/resolved-env";
import { writingsOf } from "../../framework/kubernetes/writings";
import type { Properties, Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE, KUBERNETES } from "../../framework/resource-types";
import { mayHoldDatabase, namesDatabaseAddress, namesDatabaseHost } from "../../framework/sign-in-names";
import type { Stack } from "../../framework/stack";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** A server of Azure by its name, in any of Azure's clouds; a pattern such as `*.postgres...` is none. */
const AZURE_HOST = /[a-z0-9-]\.postgres\.database\.(?:azure\.com|usgovcloudapi\.net|chinacloudapi\.cn)/i;
/** `sslmode=require` in an address, `--postgres-ssl-mode=require` on a command line, `SSL Mode=Require` of Npgsql. */
const MODE_IN_TEXT = /ssl[-_ ]?mode["']?\s{0,8}[=:\s]\s{0,8}["']?([a-z-]+)/gi;
/** Variables and values that say how to connect: PGSSLMODE, DB_SSL_MODE, sslMode. */
const MODE_NAME = /(?:^|_)(?:pg)?ssl_?mode$/;

/** OSMO's programs that keep a connection to the database, and the list of variables that its chart gives each. */
const OSMO_SERVICES = [
  ["service", "extraEnv"],
  ["worker", "extraEnv"],
  ["logger", "extraEnv"],
  ["agent", "extraEnv"],
  ["delayedJobMonitor", "extraEnv"],
  ["router", "extraEnvs"],
] as const;

/** Judges the whole stack: what a pod takes from a ConfigMap or Secret stands beside it. */
export const postgresEncryptedTransport = stackControl({
  name: "postgres-encrypted-transport",
  threats: ["S-2"],
  severity: "medium",
  title: "PostgreSQL takes encrypted connections only, and its clients make sure whom they speak to",
  rationale:
    "A client that nobody told otherwise tries TLS, takes any certificate, and goes on in plain text where there is none (libpq's prefer); require takes any certificate too. Whoever can answer in the server's place is then given the login and its password. Only verify-full compares the certificate with the server's name.",
  remediation:
    'Leave require_secure_transport on (components/data/postgres-parameters.ts) and set PGSSLMODE to "verify-full" with PGSSLROOTCERT for every client: components/osmo/service-values.ts.',
  references: { checkov: ["CKV_AZURE_29", "CKV_AZURE_147"] },
  *check(stack) {
    for (const parameter of stack.ofType(AZURE.postgresConfiguration)) yield* serverSide(parameter);
    for (const owner of stack.ofType(...POD_OWNERS)) yield* pod(stack, owner);
    for (const release of stack.ofType(KUBERNETES.helmRelease)) yield* chart(release);
  },
});

/** PostgreSQL's words for a boolean that is on; absent, both parameters have their secure default. */
const PARAMETERS = new Map([
  ["require_secure_transport", { wanted: oneOf("on", "true", "yes", "1"), otherwise: "takes unencrypted connections" }],
  ["ssl_min_protocol_version", { wanted: oneOf("TLSv1.2", "TLSv1.3"), otherwise: "accepts TLS older than 1.2" }],
]);

function* serverSide(parameter: Resource): Iterable<Finding> {
  const name = parameter.text("configurationName");
  if (name.state === "unknown") {
    // What the parameter is decides whether its value matters.
    yield parameter.undetermined("which parameter it sets is not known yet");
    return;
  }
  const wanted = name.state === "known" ? PARAMETERS.get(name.value.toLowerCase()) : undefined;
  if (wanted) {
    yield parameter.expect("value", wanted.wanted, { otherwise: wanted.otherwise, absent: "holds" });
  }
}

function* pod(stack: Stack, owner: Resource): Iterable<Finding> {
  const template = podTemplateOf(owner);
  if (template.state === "unknown") yield owner.undetermined("its pod is not known yet");
  if (template.state !== "known") return;
  if (containersOf(template.value).state === "unknown") {
    yield owner.undetermined("not all of its containers are known yet");
  }
  for (const container of knownContainersOf(template.value)) yield* client(owner, clientIn(stack, owner, container));
}

/** Something that tells a program how to connect. */
interface Entry {
  /** Absent for a command line. */
  readonly name: Reading<string>;
  readonly text: Reading<string>;
}

/** All that tells one program, or one chart, how to connect. */
interface Client {
  readonly part?: string;
  readonly entries: readonly Entry[];
  /** Whether nothing else can tell it. */
  readonly isComplete: boolean;
  /** Where to say that the server is to be verified. */
  readonly place: string;
}

function clientIn(stack: Stack, owner: Resource, container: Container): Client {
  const { variables, isComplete } = resolvedEnvOf(stack, owner, container);
  const lists = ["command", "args"].map((list) => container.properties.list(list));
  const words = lists.flatMap((list) => (list.state === "known" ? list.value.map((word) => word.text()) : []));
  const line = words.map((word) => (word.state === "known" ? word.value : "")).join(" ");
  return {
    part: container.part,
    entries: [
      ...variables.map(({ name, value }) => ({ name, text: value })),
      { name: { state: "absent" }, text: { state: "known", value: line } },
    ],
    isComplete:
      isComplete &&
      variables.every(({ name }) => name.state !== "unknown") &&
      [...lists, ...words].every(({ state }) => state !== "unknown"),
    place: `${container.path}.env`,
  };
}

/** One finding of a client; none where nothing shows that it is one. The weakest of what it is told counts. */
function* client(owner: Resource, { part, entries, isComplete, place }: Client): Iterable<Finding> {
  const modes = entries.filter((entry) => isCalled(entry, isMode));
  const addresses = entries.filter(({ text }) => holds(text, (value) => AZURE_HOST.test(value)) === true);
  const hidden = entries.filter(({ text }) => text.state === "unknown");
  const mayBeHost = hidden.some((entry) => isCalled(entry, namesDatabaseHost));
  const mayBeAddress = hidden.some((entry) => isCalled(entry, namesDatabaseAddress));
  const isCertain = isComplete && !mayBeHost && !mayBeAddress;
  const isBeside = addresses.length === 0 && anyOf(...entries.map(isLocal), isComplete ? false : "unknown");
  if (isCertain && addresses.length === 0 && (modes.length === 0 || isBeside === true)) return;
  const modesIn = addresses.map(({ text }) => (text.state === "known" ? modesOf(text.value) : []));
  const verified = allOf(...modes.map(({ text }) => holds(text, verifies)), ...modesIn.flat().map(verifies));
  const isTold = modes.length > 0 || (addresses.length > 0 && modesIn.every((told) => told.length > 0));
  const mayBeTold = isComplete && addresses.length > 0 ? false : "unknown";
  // An address can carry a mode of its own, which goes before the variable's.
  const isAll = isComplete && !mayBeAddress ? true : "unknown";
  yield decided(owner, anyOf(allOf(verified, isTold || mayBeTold, isAll), isBeside === true ? "unknown" : isBeside), {
    otherwise: "does not make sure that it speaks to its database",
    notKnown: "how it connects to its database is not known yet",
    part,
    set: `${place} to PGSSLMODE "verify-full", with PGSSLROOTCERT`,
  });
}

function isCalled({ name }: Entry, test: (name: string) => boolean): boolean {
  return name.state === "known" && test(name.value);
}

function isMode(name: string): boolean {
  const words = inSnakeCase(name);
  return MODE_NAME.test(words) && !/mysql|maria|mongo|redis|kafka/.test(words);
}

function modesOf(text: string): readonly string[] {
  return [...text.matchAll(MODE_IN_TEXT)].map(([, mode = ""]) => mode);
}

/** A database beside the program, in its own pod. */
function isLocal({ name, text }: Entry): Truth {
  return allOf(
    holds(name, (word) => /^pghost(addr)?$/i.test(word)),
    holds(text, (host) => /^(localhost$|127\.|::1$|\/)/.test(host)),
  );
}

/** `verify-full`, also as Npgsql writes it. */
function verifies(mode: string): boolean {
  return mode.trim().toLowerCase().replace(/[-_ ]/g, "") === "verifyfull";
}

function* chart(release: Resource): Iterable<Finding> {
  const osmo = controlPlaneOf(release);
  if (osmo?.chart === "service") yield* osmoServices(release, osmo.values);
  else {
    const { known } = writingsOf(release);
    const isAzures = known.some(({ text }) => holds(text, (value) => AZURE_HOST.test(value)) === true);
    // A chart's own value says how to reach any database, the one that it brings along too; libpq's variable does not.
    const entries = known
      .filter(({ kind, text }) => kind !== "value" || isAzures || text.state === "unknown")
      .map(({ kind, name, text, keys }): Entry => ({
        name: kind === "variable" ? name : { state: "known", value: keys.join("_") },
        text,
      }));
    const isComplete =
      valuesOf(release).entries().state === "known" &&
      !entries.some(({ name, text }) => text.state === "unknown" && holds(name, mayHoldDatabase) !== false);
    yield* client(release, { entries, isComplete, place: "values" });
  }
}

/** Each of OSMO's services is a client of its own: one that nobody tells does not verify. */
function* osmoServices(release: Resource, values: Properties): Iterable<Finding> {
  const isAzures = holds(values.text("services.postgres.serviceName"), (host) => AZURE_HOST.test(host));
  if (isAzures === false) return;
  const judged = (verified: Truth, part: string, set: string): Finding =>
    decided(release, anyOf(verified, isAzures === "unknown" ? isAzures : false), {
      otherwise: "does not make sure that it speaks to its database",
      notKnown: "how it connects to its database is not known yet",
      part,
      set,
    });
  for (const [service, list] of OSMO_SERVICES) {
    const path = `services.${service}.${list}`;
    const verified = tellsToVerify(values.list(path));
    yield judged(verified, `services.${service}`, `values.${path} to PGSSLMODE "verify-full", with PGSSLROOTCERT`);
  }
  // With roles from the configuration, the gateway's authorization asks no database.
  const asksNone = anyOf(isOff(values, "gateway.authz.enabled", true), isOn(values, "services.configs.enabled", false));
  if (asksNone === true) return;
  const path = "gateway.authz.postgres.sslMode";
  yield judged(
    anyOf(holds(values.read(path), equalTo("verify-full").holds), asksNone),
    "gateway.authz",
    `values.${path} to "verify-full"`,
  );
}

/** The last one counts where a variable is given twice, so each has to verify. */
function tellsToVerify(list: Reading<readonly Properties[]>): Truth {
  if (list.state === "unknown") return "unknown";
  const modes = (list.state === "known" ? list.value : [])
    .map((entry) => ({ entry, isMode: holds(entry.text("name"), (name) => name === "PGSSLMODE") }))
    .filter(({ isMode }) => isMode !== false);
  return allOf(
    anyOf(...modes.map(({ isMode }) => isMode)),
    ...modes.map(({ entry, isMode }) => anyOf(holds(entry.text("value"), verifies), isMode === "unknown" && isMode)),
  );
}
