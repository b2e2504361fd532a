import { stackControl } from "../../framework/control";
import { not } from "../../framework/decided";
import { equalTo } from "../../framework/expectation";
import type { Finding } from "../../framework/finding";
import { valuesOf } from "../../framework/kubernetes/helm-values";
import { controlPlaneOf } from "../../framework/kubernetes/osmo-charts";
import { WRITTEN_INTO, writingsOf } from "../../framework/kubernetes/writings";
import type { Writing } from "../../framework/kubernetes/writings";
import type { Properties, Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE, KUBERNETES } from "../../framework/resource-types";
import { mayHoldDatabase, namesDatabaseAddress, namesDatabaseLogin, signsInAs } from "../../framework/sign-in-names";
import type { Stack } from "../../framework/stack";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** Letters; a shorter password would be found by chance in texts that have nothing to do with it. */
const SHORTEST_PASSWORD = 8;

const FAILURE = "signs in to PostgreSQL as the server's administrator";
const NOT_KNOWN = "whether it signs in as the server's administrator is not known yet";

export const postgresDedicatedLogin = stackControl({
  name: "postgres-dedicated-login",
  threats: ["S-2"],
  severity: "medium",
  title: "No workload signs in to PostgreSQL as the server's administrator",
  rationale:
    "The server's administrator may read, change and drop every database, make roles and turn the log off. A workload that signs in as that gives all of it to whoever gets hold of one pod, and in the log it cannot be told from a person or from any other workload.",
  remediation:
    "Make a role that owns its own database alone and give the workload that: components/osmo/database-role/database-role.ts.",
  references: {},
  *check(stack) {
    // A replica has its source's logins, and a restored server those of the one that it was.
    const administrators = stack
      .ofType(AZURE.postgresServer)
      .map(administratorOf)
      .filter(({ isLetIn, login }) => isLetIn !== false && login.state !== "absent");
    const wrong = [...findings(stack, administrators)];
    yield* wrong;
    for (const { server, login } of administrators) {
      if (login.state === "unknown") yield server.undetermined("its administrator's login is not known yet");
      else if (login.state === "known" && wrong.length === 0) yield server.pass();
    }
  },
});

/** The login that a server was made with, and its password where the program gives it. */
interface Administrator {
  readonly server: Resource;
  /** Whether the server lets it in by password. */
  readonly isLetIn: Truth;
  readonly login: Reading<string>;
  readonly password: Reading<string>;
}

function administratorOf(server: Resource): Administrator {
  return {
    server,
    isLetIn: not(holds(server.read("authConfig.passwordAuth"), equalTo("Disabled").holds)),
    login: server.text("administratorLogin"),
    password: server.text("administratorLoginPassword"),
  };
}

function* findings(stack: Stack, administrators: readonly Administrator[]): Iterable<Finding> {
  if (administrators.length === 0) return;
  for (const workload of stack.ofType(...WRITTEN_INTO)) {
    const isChart = workload.type === KUBERNETES.helmRelease;
    const { known, isComplete } = writingsOf(workload);
    for (const writing of known) {
      yield* judged(workload, writing, isAdministrators(toldIn(writing), administrators, isChart));
    }
    const hides = isChart ? valuesOf(workload).entries().state === "unknown" : !isComplete;
    if (hides) yield workload.undetermined(NOT_KNOWN, { set: "every login to a role of its own" });
    yield* chartDefault(workload, administrators);
  }
  for (const secret of stack.ofType(KUBERNETES.secret)) {
    for (const told of entriesOf(secret)) yield* judged(secret, told, isAdministrators(told, administrators));
  }
  for (const secret of stack.ofType(AZURE.keyVaultSecret)) yield* vaultSecret(stack, secret, administrators);
}

/** Something that may hold a login. */
interface Told {
  /** What it is called, with all that leads to it; absent for a command line or a file. */
  readonly label: Reading<string>;
  readonly text: Reading<string>;
  /** Whether the text is all of it. */
  readonly isWhole: boolean;
  readonly part?: string;
  readonly path: string;
}

function toldIn({ kind, name, keys, text, source, part, path }: Writing): Told {
  const isCommand = kind === "command";
  const label: Reading<string> = kind === "value" ? { state: "known", value: keys.join("_") } : name;
  // What is taken from a Secret or ConfigMap of this stack is judged there.
  const isWhole = source !== "unknown";
  return { label: isCommand || kind === "file" ? { state: "absent" } : label, text, isWhole, part, path };
}

function* judged(resource: Resource, { part, path }: Pick<Told, "part" | "path">, wrong: Truth): Iterable<Finding> {
  const details = { part, set: `${path} to a role of its own` };
  if (wrong === true) yield resource.fail(FAILURE, details);
  if (wrong === "unknown") yield resource.undetermined(NOT_KNOWN, details);
}

function isAdministrators(told: Told, administrators: readonly Administrator[], isChart = false): Truth {
  return anyOf(
    ...administrators.map((administrator) => allOf(administrator.isLetIn, isOne(told, administrator, isChart))),
  );
}

function isOne({ label, text, isWhole }: Told, { login, password }: Administrator, isChart: boolean): Truth {
  if (text.state === "unknown" || (text.state === "absent" && !isWhole)) {
    const mayBe = (name: string) =>
      isChart ? mayHoldDatabase(name) : namesDatabaseLogin(name) || namesDatabaseAddress(name);
    return (label.state === "absent" || holds(label, mayBe) !== false) && "unknown";
  }
  if (text.state !== "known") return false;
  const { value } = text;
  return anyOf(
    holds(login, (name) => value.trim().split("@", 1)[0] === name) === true && holds(label, namesDatabaseLogin),
    holds(login, (name) => signsInAs(value, name)) === true,
    holds(password, (secret) => secret.length >= SHORTEST_PASSWORD && value.includes(secret)) === true,
    !isWhole && "unknown",
  );
}

/** OSMO's chart signs in as `postgres` where nobody says otherwise. A login that is given is told among the writings. */
function* chartDefault(release: Resource, administrators: readonly Administrator[]): Iterable<Finding> {
  const osmo = controlPlaneOf(release);
  if (osmo?.chart !== "service") return;
  const path = "services.postgres.user";
  const user = osmo.values.read(path);
  if (user.state === "known" || writingsOf(release).known.some(({ keys }) => keys.join(".") === path)) return;
  const isDefault = anyOf(
    ...administrators.map(({ login, isLetIn }) => allOf(isLetIn, holds(login, (name) => name === "postgres") === true)),
  );
  const wrong = user.state === "unknown" ? "unknown" : isDefault;
  yield* judged(release, { part: path, path: `values.${path}` }, wrong);
}

/** Entries of a Kubernetes Secret; the whole of them while they are not known. */
function entriesOf(secret: Resource): readonly Told[] {
  return ["stringData", "data"].flatMap((field): Told[] => {
    const base = { isWhole: true, part: field, path: field };
    const hidden: Told = { ...base, label: { state: "absent" }, text: { state: "unknown" } };
    if (secret.read(field).state === "unknown") return [hidden];
    return secret.knownEntries(field).map(([key, entry]) => {
      const text = field === "data" ? decoded(entry) : entry.text();
      const place = { part: `${field}.${key}`, path: `${field}.${key}` };
      if (text.state === "unknown") return { ...hidden, ...place };
      return { ...base, ...place, label: { state: "known", value: `database_${key}` }, text };
    });
  });
}

function decoded(entry: Properties): Reading<string> {
  const data = entry.text();
  return data.state === "known" ? { state: "known", value: Buffer.from(data.value, "base64").toString("utf8") } : data;
}

/**
 * The administrator's password may be in the vault, for people. It is a workload's once a SecretProviderClass brings it into the
 * cluster; an address with the login is one from the beginning.
 */
function* vaultSecret(stack: Stack, secret: Resource, administrators: readonly Administrator[]): Iterable<Finding> {
  const path = "properties.value";
  const text = secret.text(path);
  const name = secret.text("secretName");
  const isAddress = anyOf(
    ...administrators.map(({ login, isLetIn }) =>
      allOf(isLetIn, text.state === "known" && holds(login, (user) => signsInAs(text.value, user)) === true),
    ),
  );
  const label: Reading<string> = text.state === "unknown" ? { state: "absent" } : name;
  const wrong = isAdministrators({ label, text, isWhole: true, path }, administrators);
  const mayBeAddress = text.state === "unknown" && holds(name, namesDatabaseAddress) !== false && "unknown";
  yield* judged(secret, { path }, anyOf(isAddress, mayBeAddress, allOf(wrong, isBrought(stack, name))));
}

/** Whether some SecretProviderClass brings the secret of that name into the cluster. */
function isBrought(stack: Stack, name: Reading<string>): Truth {
  return anyOf(
    ...stack
      .ofType(KUBERNETES.secretProviderClass)
      .map((provider) => provider.text("spec.parameters.objects"))
      .map((objects): Truth =>
        name.state === "unknown"
          ? "unknown"
          : holds(objects, (text) => name.state === "known" && names(text, name.value)),
      ),
  );
}

function names(objects: string, secretName: string): boolean {
  return objects
    .split("\n")
    .some((line) => /objectName["']?\s*:\s*["']?([\w-]+)/.exec(line)?.[1]?.toLowerCase() === secretName.toLowerCase());
}
