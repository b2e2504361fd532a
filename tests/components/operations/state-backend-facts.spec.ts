import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { findStateBackendSources, stateBackendFacts } from "../../../components/operations/state-backend-facts";

describe("facts of the state backend", () => {
  it("take the environment before the project, and the project before the login", () => {
    const login = "https://api.pulumi.com";
    const project = "azblob://state?storage_account=st";
    const environment = "s3://state";
    const backends = [{ login }, { login, project }, { login, project, environment }].map(
      (sources) => stateBackendFacts(sources).backend,
    );
    expect(backends).to.deep.equal(["https", "azblob", "s3"]);
  });

  it("take an empty environment variable for none, as the CLI does", () => {
    expect(stateBackendFacts({ environment: "", project: "azblob://state" }).backend).to.equal("azblob");
  });

  it("say where there is no login", () => {
    expect(stateBackendFacts({})).to.deep.equal({ backend: "none", secretsProvider: "passphrase", locking: false });
  });

  it("hold the scheme of an address and nothing else of it", () => {
    const facts = stateBackendFacts({
      environment: "azblob://state?storage_account=stphysai&sas_token=sv=hunter2",
      secretsProvider: "azurekeyvault://kv-physai.vault.azure.net/keys/pulumi-state",
    });
    expect(facts).to.deep.equal({ backend: "azblob", secretsProvider: "azurekeyvault", locking: true });
  });

  it("tell nothing of an address that is none", () => {
    expect(stateBackendFacts({ environment: "hunter2" }).backend).to.equal("unknown");
  });

  const providers: Record<string, readonly [sources: Parameters<typeof stateBackendFacts>[0], provider: string]> = {
    "Pulumi Cloud's own key where nothing else is said": [{ login: "https://api.pulumi.com" }, "service"],
    "a passphrase on Pulumi Cloud where there is a salt": [
      { login: "https://api.pulumi.com", encryptionSalt: "v1:salt" },
      "passphrase",
    ],
    "a passphrase on every other backend": [{ project: "azblob://state" }, "passphrase"],
    "the default's meaning on Pulumi Cloud": [
      { login: "https://api.pulumi.com", secretsProvider: "default" },
      "service",
    ],
    "a passphrase that is asked for by name": [
      { login: "https://api.pulumi.com", secretsProvider: "passphrase" },
      "passphrase",
    ],
    "a key of another cloud": [{ project: "s3://state", secretsProvider: "awskms://alias/state" }, "awskms"],
  };
  for (const [title, [sources, provider]] of Object.entries(providers)) {
    it(`know ${title}`, () => {
      expect(stateBackendFacts(sources).secretsProvider).to.equal(provider);
    });
  }
});

describe("sources of the state backend", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "state-backend-"));
    mkdirSync(join(folder, "home"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const find = (environment: NodeJS.ProcessEnv = {}) =>
    findStateBackendSources(folder, "dev", { PULUMI_HOME: join(folder, "home"), ...environment });

  it("are the project's and the stack's files, the environment and the login", () => {
    writeFileSync(join(folder, "Pulumi.yaml"), "name: p\nbackend:\n  url: azblob://state\n");
    writeFileSync(
      join(folder, "Pulumi.dev.yaml"),
      "secretsprovider: azurekeyvault://kv/keys/k\nencryptionsalt: v1:s\n",
    );
    writeFileSync(join(folder, "home", "credentials.json"), '{"current": "https://api.pulumi.com"}');
    expect(find({ PULUMI_BACKEND_URL: "s3://state" })).to.deep.equal({
      environment: "s3://state",
      project: "azblob://state",
      login: "https://api.pulumi.com",
      secretsProvider: "azurekeyvault://kv/keys/k",
      encryptionSalt: "v1:s",
    });
  });

  it("have the login of the folder that PULUMI_CREDENTIALS_PATH names before PULUMI_HOME's", () => {
    mkdirSync(join(folder, "other"));
    writeFileSync(join(folder, "home", "credentials.json"), '{"current": "https://api.pulumi.com"}');
    writeFileSync(join(folder, "other", "credentials.json"), '{"current": "file://~"}');
    expect(find({ PULUMI_CREDENTIALS_PATH: join(folder, "other") }).login).to.equal("file://~");
  });

  it("say nothing where there are no files", () => {
    expect(Object.values(find()).filter((value) => value !== undefined)).to.deep.equal([]);
  });

  for (const content of ["", "{", "5", "backend: 7\nsecretsprovider: [1]", "backend: null"]) {
    it(`say nothing where the files hold ${JSON.stringify(content)}`, () => {
      for (const name of ["Pulumi.yaml", "Pulumi.dev.yaml", "home/credentials.json"]) {
        writeFileSync(join(folder, name), content);
      }
      expect(Object.values(find()).filter((value) => value !== undefined)).to.deep.equal([]);
    });
  }
});
