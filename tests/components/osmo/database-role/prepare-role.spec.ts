import { expect } from "chai";
import { ENTRA_TOKEN, PASSWORD, prepare } from "./prepared";
import { letsIn } from "./scram";

describe("the preparation of OSMO's database role", () => {
  it("writes how to sign in and the statements, for nobody else to read", async () => {
    const { code, stderr, files, modes } = await prepare();
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    expect(modes).to.deep.equal({ pgpass: "600", "role.sql": "600" });
    expect(files.pgpass).to.equal(
      `psql-robots-dev-001.postgres.database.azure.com:5432:osmo:id-database-role-robots-dev-001:${ENTRA_TOKEN}\n`,
    );
    expect(files["role.sql"]).to.contain('ALTER DATABASE "osmo" OWNER TO "osmo_app";');
    expect(files["role.sql"]).to.contain("CONNECTION LIMIT 200 ");
  });

  it("signs in by the service account's token, for databases alone", async () => {
    const { asked } = await prepare();
    expect(asked.map((form) => Object.fromEntries(form))).to.deep.equal([
      {
        client_id: "22222222-2222-4222-8222-222222222222",
        scope: "https://ossrdbms-aad.database.windows.net/.default",
        grant_type: "client_credentials",
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: "service-account-token",
      },
    ]);
  });

  it("gives the server what SCRAM keeps of the password, and never the password", async () => {
    const { files, stdout, stderr } = await prepare();
    const [, verifier] = /PASSWORD '([^']+)'/.exec(files["role.sql"]!) ?? [];
    expect(letsIn(verifier!, PASSWORD)).to.be.true;
    for (const text of [files["role.sql"], files.pgpass, stdout, stderr]) expect(text).not.to.contain(PASSWORD);
    for (const text of [files["role.sql"], stdout, stderr]) expect(text).not.to.contain(ENTRA_TOKEN);
  });

  it("escapes what the password file separates by", async () => {
    const { files } = await prepare({ PGUSER: "a:b\\c d" });
    expect(files.pgpass).to.contain(":osmo:a\\:b\\\\c d:ey");
  });

  for (const name of [
    'osmo"; DROP DATABASE osmo; --',
    "osmo'app",
    "Osmo",
    "pg_monitor",
    "azuresu",
    "postgres",
    "public",
    "a".repeat(64),
    "1a",
    "rôle",
    "osmo\n",
  ]) {
    it(`refuses ${JSON.stringify(name).slice(0, 40)} as a role and as a database`, async () => {
      const { code, stderr, files } = await prepare({ ROLE: name, PGDATABASE: name });
      expect(code).to.equal(2);
      expect([...stderr.matchAll(/^ {2}(\w+) /gm)].map(([, parameter]) => parameter)).to.have.members([
        "PGDATABASE",
        "ROLE",
      ]);
      expect(files).to.deep.equal({});
    });
  }

  it("names every parameter that is wrong in one message", async () => {
    const { code, stderr, asked } = await prepare({
      PGHOST: "",
      PGPORT: "0",
      PGUSER: "",
      ROLE_CONNECTIONS: "-1",
      PASSWORD_FILE: "/nowhere",
      AZURE_TENANT_ID: "tenant",
    });
    expect(code).to.equal(2);
    expect(stderr.split("\n")[0]).to.equal("database-role: 6 problems with its environment");
    expect(asked).to.deep.equal([]);
  });

  for (const [what, password] of Object.entries({
    "ends in a line's end": `${PASSWORD}\n`,
    "is short": "short",
    "is not written yet": "not written yet",
    "has other characters": `${PASSWORD}é`,
  })) {
    it(`refuses a password that ${what}, without showing it`, async () => {
      const { code, stderr, files } = await prepare({}, { password });
      expect(code).to.equal(1);
      expect(stderr).to.contain("is not of 32 to 256 printable ASCII characters").and.not.to.contain(password);
      expect(files).to.deep.equal({});
    });
  }

  it("writes nothing where Entra ID gives no token, and says what Entra ID says", async () => {
    const body = {
      error: "invalid_client",
      error_description: "AADSTS700213: No matching federated identity record.\nTrace",
    };
    const { code, stderr, files } = await prepare({}, { entra: { status: 401, body } });
    expect(code).to.equal(3);
    expect(stderr).to.contain("AADSTS700213: No matching federated identity record. The identity needs a federation");
    expect(files).to.deep.equal({});
  });
});
