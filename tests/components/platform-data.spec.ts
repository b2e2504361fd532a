import { expect } from "chai";
import { STACKS, platform } from "./built-platform";
import { at } from "./registered";
import type { Registrations } from "./registered";

for (const stack of STACKS) {
  describe(`Data of ${stack}`, () => {
    let registered: Registrations;
    before(async () => {
      registered = await platform("update", stack);
    });

    it("lets no key into a storage account, and opens no container", () => {
      for (const { inputs, name } of registered.of("storage:StorageAccount")) {
        expect(inputs, name).to.deep.include({
          allowSharedKeyAccess: false,
          defaultToOAuthAuthentication: true,
          allowBlobPublicAccess: false,
          allowCrossTenantReplication: false,
          isLocalUserEnabled: false,
          isSftpEnabled: false,
          enableHttpsTrafficOnly: true,
          minimumTlsVersion: "TLS1_2",
        });
      }
      const containers = registered.of("storage:BlobContainer").map(({ inputs }) => inputs.publicAccess);
      expect(new Set(containers)).to.deep.equal(new Set(["None"]));
    });

    it("names each storage account and vault differently", () => {
      const names = [
        ...registered.of("storage:StorageAccount").map(({ inputs }) => inputs.accountName),
        ...registered.of("keyvault:Vault").map(({ inputs }) => inputs.vaultName),
      ];
      expect(names).to.have.length.greaterThan(4);
      expect(new Set(names).size).to.equal(names.length);
    });

    it("reaches every datastore by identity", () => {
      const credentials = registered
        .of("machinelearningservices:Datastore")
        .map(({ inputs }) => at(inputs, "properties.credentials.credentialsType"));
      expect(new Set(credentials)).to.deep.equal(new Set(["None"]));
    });
  });
}

describe("access keys of Redis", () => {
  const database = async (changes: Readonly<Record<string, unknown>>) => platform("update", "prod", changes);

  it("are on for OSMO, replaced by a runbook that may list none, and kept in the vault", async () => {
    const registered = await database({});
    expect(registered.one("redisenterprise:Database").inputs.accessKeysAuthentication).to.equal("Enabled");
    const parameters = registered.one("automation:JobSchedule", "Update-RedisKey").inputs.parameters;
    expect(parameters).to.deep.equal({
      DatabaseId: "/redisenterprise:Database/redis",
      SecretId: "/keyvault:Secret/osmo-redis",
      Days: "90",
    });
  });

  it("are off without OSMO, and identities come in", async () => {
    const registered = await database({ osmo: false });
    expect(registered.one("redisenterprise:Database").inputs.accessKeysAuthentication).to.equal("Disabled");
    expect(
      registered.of("redisenterprise:AccessPolicyAssignment").map(({ inputs }) => at(inputs, "user.objectId")),
    ).to.deep.equal(["principal of training"]);
    expect(registered.of("automation:Runbook").map(({ name }) => name)).not.to.include("Update-RedisKey");
  });
});
