import { expect } from "chai";
import fc from "fast-check";
import { tellOf } from "../../audit/secret-values";
import type { Place } from "../../audit/secret-values";

const at = (path: string, more: Partial<Place> = {}): Place => ({
  type: "azure-native:storage:StorageAccount",
  path: path.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
  declared: [],
  ...more,
});
const base64 = (text: string) => Buffer.from(text).toString("base64");
const KUBERNETES_SECRET = { type: "kubernetes:core/v1:Secret" };
const VAULT_SECRET = { type: "azure-native:keyvault/v20230701:Secret" };
const RANDOM = "3vX9Zk2pQ7mN4tY8bW1c";
const PRIVATE_KEY = "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----\n";
const CERTIFICATE =
  "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBa\n-----END CERTIFICATE-----\n";
const kubeconfig = (user: string) =>
  `apiVersion: v1\nkind: Config\nclusters:\n- name: c\n  cluster: {server: https://c}\nusers:\n- name: u\n  user:\n    ${user}\n`;

describe("what a secret in a state is told by", () => {
  for (const [what, text, place] of [
    ["a private key", PRIVATE_KEY, at("note")],
    ["a private key in base64", base64(PRIVATE_KEY), at("note")],
    ["a JSON Web Token", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.c2lnbmF0dXJl", at("note")],
    ["a connection string with an account key", "DefaultEndpointsProtocol=https;AccountKey=3vX9Zk2pQ7==", at("note")],
    ["a shared access signature", "https://a.blob.core.windows.net/c?sv=2024&sig=3vX9Zk2pQ7mN4tY8bW1c", at("note")],
    ["an address with a password", "postgresql://osmo:s3cret@db:5432/osmo", at("note")],
    ["a kubeconfig with a token", kubeconfig(`token: ${RANDOM}`), at("kubeconfig")],
    ["a kubeconfig with a key, in base64", base64(kubeconfig(`client-key-data: ${RANDOM}`)), at("kubeconfigs.value")],
  ] as const) {
    it(`is its form, for ${what}`, () => expect(tellOf(text, place)).to.equal("form"));
  }

  for (const [path, text] of [
    ["administratorLoginPassword", "hunter2"],
    ["windowsProfile.adminPassword", "correct horse"],
    ["values.redis.password", "12345"],
    ["sharedKey", "abc"],
    ["radiusServers.0.preSharedKey", "abc"],
    ["primaryKey", RANDOM],
    ["keys.0.primaryAccessKey", `${RANDOM}${RANDOM}==`],
    ["clientSecret", "abC8Q~3vX9Zk2pQ7mN4tY8bW1c".replace("~", "-")],
    ["auth.accessToken", RANDOM],
    ["passwords.0", "hunter2"],
    ["DB_PASSWORD", "hunter2"],
  ] as const) {
    it(`is its name, for ${path}`, () => expect(tellOf(text, at(path))).to.equal("name"));
  }

  it("is the name beside it, as in a container's environment", () => {
    expect(tellOf("hunter2", at("env.0.value", { label: "DB_PASSWORD" }))).to.equal("name");
    expect(tellOf("hunter2", at("env.0.value", { label: "DB_HOST" }))).to.equal(undefined);
  });

  it("is its place, in a Secret of Kubernetes, in Key Vault and in a random password", () => {
    expect(tellOf(base64("osmo"), at("data.user", KUBERNETES_SECRET))).to.equal("type");
    expect(tellOf("osmo", at("stringData.config.yaml", KUBERNETES_SECRET))).to.equal("type");
    expect(tellOf("osmo", at("properties.value", VAULT_SECRET))).to.equal("type");
    expect(tellOf("osmo", at("result", { type: "random:index/randomPassword:RandomPassword" }))).to.equal("type");
  });

  it("is what the program declares, where that is the text itself", () => {
    expect(tellOf("osmo", at("answer", { declared: ["answer"] }))).to.equal("declared");
    expect(tellOf("text/plain", at("properties.contentType", { declared: ["properties"] }))).to.equal(undefined);
  });
});

describe("no secret in a state", () => {
  for (const [what, text, place] of [
    ["an empty password", "", at("password")],
    ["a redacted one", "[secret]", at("password")],
    ["stars", "********", at("password")],
    ["a placeholder of a chart", "{{ .Values.password }}", at("password")],
    ["a placeholder in brackets", "<password>", at("password")],
    ["a reference to a variable", "$(DB_PASSWORD)", at("password")],
    ["a text that the engine does not know", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", at("password")],
    ["a switch", "Disabled", at("password")],
    ["how passwords are kept", "scram-sha-256", at("passwordEncryption")],
    ["a file with the password", "/mnt/secrets/password", at("password")],
    ["a reference to Key Vault", "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/x)", at("password")],
    ["the address of a secret", "https://v.vault.azure.net/secrets/x/3vX9Zk2pQ7mN4tY8bW1c", at("clientSecret")],
    ["the name of a secret", "osmo-database", at("secretName")],
    ["the name of a token", "osmo-backend-token", at("token")],
    ["the id of a key", "8d7f2a10-90ab-4cde-8123-0123456789ab", at("accessKey")],
    ["an ARM id", "/subscriptions/x/resourceGroups/y/providers/Microsoft.KeyVault/vaults/z", at("encryptionKey")],
    ["a key of a table", "id", at("primaryKey")],
    ["a key of a label", "nvidia.com/gpu", at("tolerations.0.key")],
    ["the spread of pods", "topology.kubernetes.io/zone", at("topologyKey")],
    ["a public certificate", CERTIFICATE, at("password")],
    ["a public certificate in a Secret", base64(CERTIFICATE), at("data.tls", KUBERNETES_SECRET)],
    ["the type of a Secret", "Opaque", at("type", KUBERNETES_SECRET)],
    ["the content type of a vault's secret", "text/plain", at("properties.contentType", VAULT_SECRET)],
    ["a public key for SSH", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC7", at("keyData")],
    ["a kubeconfig that asks for a sign-in", kubeconfig("exec: {command: kubelogin, args: [get-token]}"), at("k")],
    ["prose about bearers", "The bearer of this is let in", at("description")],
  ] as const) {
    it(`is ${what}`, () => expect(tellOf(text, place)).to.equal(undefined));
  }

  it("is any text too odd to tell: nothing throws", () => {
    const key = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("data", "password", "token", "__proto__"));
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.array(key, { minLength: 1 }), (text, path) => {
        tellOf(text, { ...at(""), path, ...KUBERNETES_SECRET });
      }),
    );
  });
});
