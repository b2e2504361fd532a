import { expect } from "chai";
import { refusePlainCredentials } from "../../../components/kubernetes/admission/refuse-plain-credentials";
import {
  commandHoldsCredential,
  fileHoldsCredential,
  isPlainCredential,
} from "../../../policies/framework/credentials";

const JWT = "eyJub3QtYS10b2tlbiI.eyJub3QtYS10b2tlbiI.c2lnbmF0dXJl";

/** Variables that are credentials. */
const CREDENTIALS: readonly (readonly [name: string, value: string])[] = [
  ["DB_PASSWORD", "not-a-password"],
  ["DB_PASSWORD", "123456"],
  ["OSMO_TOKEN", "bm90LWEtdG9rZW4"],
  ["AZURE_CLIENT_SECRET", "aBc~123.secret"],
  ["clientSecret", "bm90LWEta2V5"],
  ["API_KEY_2", "bm90LWEta2V5"],
  ["WANDB_KEY", "bm90LWEta2V5"],
  ["STORAGE_CONNECTION_STRING", "AccountName=datasets"],
  ["SENTRY_DSN", "https://sentry.example/1"],
  ["REDIS_AUTH", "bm90LWEta2V5"],
  ["GREETING", JWT],
  ["GREETING", "Bearer bm90LWEtdG9rZW4x"],
  ["MODEL_URL", "https://a.example/b?sig=bm90LWEtc2lnbmF0dXJl"],
  ["DB", "postgresql://osmo:hunter2@db:5432/osmo"],
  ["CERT", "-----BEGIN EC PRIVATE KEY-----"],
  ["GREETING", `hf_${"a".repeat(30)}`],
];

/** Variables that look like it and are none. */
const OTHERS: readonly (readonly [name: string, value: string])[] = [
  ["DB_PASSWORD", ""],
  ["OSMO_TOKEN", "/mnt/vault/token"],
  ["OSMO_TOKEN", "file:///mnt/vault/token"],
  ["USE_AUTH_TOKEN", "true"],
  ["RETRY_TOKEN", "12"],
  ["MAX_TOKENS", "many"],
  ["PRIMARY_KEY", "episode_id"],
  ["OBS_KEY", "observation.image"],
  ["PWD", "code"],
  ["DB", "postgresql://osmo:$(PASSWORD)@db:5432/osmo"],
  ["PGPASSFILE", "pgpass"],
  ["GREETING", "hello"],
  ["IMAGE", "crplatform.azurecr.io/a@sha256:0123456789abcdef"],
];

const COMMANDS = ["login --token bm90LWEtdG9rZW4", "PGPASSWORD=not4password psql", `curl -H ${JWT}`];
const OTHER_COMMANDS = ["login --token_file /mnt/vault/token", "psql --password=$(cat /p)", "train --max_tokens 4096"];

describe("credentials in plain text", () => {
  for (const [name, value] of CREDENTIALS) {
    it(`are found in ${name}=${value.slice(0, 12)}`, () => expect(isPlainCredential(name, value)).to.equal(true));
  }
  for (const [name, value] of OTHERS) {
    it(`are not seen in ${name}=${value}`, () => expect(isPlainCredential(name, value)).to.equal(false));
  }
  it("are found on command lines", () => {
    expect(COMMANDS.map(commandHoldsCredential)).to.deep.equal([true, true, true]);
    expect(OTHER_COMMANDS.map(commandHoldsCredential)).to.deep.equal([false, false, false]);
  });

  it("are found in files, where programs only mention passwords", () => {
    expect(fileHoldsCredential("db.yaml", "user: osmo\npassword: correcthorse\n")).to.equal(true);
    expect(fileHoldsCredential("job.py", "PASSWORD = 'correcthorse'\n")).to.equal(true);
    expect(fileHoldsCredential("job.py", "# password: required\npassword = read_password\n")).to.equal(false);
  });
});

/** What the admission policy of the cluster says of the same, by the patterns in its expressions. */
describe("credentials in plain text, at run time", () => {
  const patternsOf = (variable: string) => {
    const expression = refusePlainCredentials.variables.find(({ name }) => name === variable)?.expression ?? "";
    return [...expression.matchAll(/r'([^']*)'/g)].map(([, source = ""]) => fromRe2(source));
  };
  const [names, otherNames, harmless, number, passwords, secrets] = patternsOf("credentialVariables");
  const [secretCommands, commands] = patternsOf("credentialCommands");
  const refuses = (name: string, value: string) =>
    value !== "" &&
    ((names?.test(name) === true &&
      !otherNames?.test(name) &&
      !harmless?.test(value) &&
      !(number?.test(value) === true && !passwords?.test(name))) ||
      secrets?.test(value) === true);

  it("are judged alike before and after deployment", () => {
    const all = [...CREDENTIALS, ...OTHERS];
    expect(all.filter(([name, value]) => refuses(name, value))).to.deep.equal(CREDENTIALS);
  });

  it("are judged alike on command lines", () => {
    const all = [...COMMANDS, ...OTHER_COMMANDS];
    expect(all.filter((line) => secretCommands?.test(line) === true || commands?.test(line) === true)).to.deep.equal(
      COMMANDS,
    );
  });
});

/** JavaScript has no flags in the middle of a pattern: whether letters are capital does not decide these examples. */
function fromRe2(source: string): RegExp {
  return new RegExp(source.replaceAll("(?i)", "").replaceAll("(?i:", "(?:"), "i");
}
