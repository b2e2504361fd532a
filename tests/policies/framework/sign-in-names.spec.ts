import { expect } from "chai";
import {
  mayHoldDatabase,
  namesDatabaseAddress,
  namesDatabaseHost,
  namesDatabaseLogin,
  signsInAs,
} from "../../../policies/framework/sign-in-names";

describe("names of what signs in to a database", () => {
  it("tells a login from other users", () => {
    const logins = ["PGUSER", "POSTGRES_USER", "db-username", "databaseLogin", "services_postgres_user", "SQL_UID"];
    expect(logins.filter(namesDatabaseLogin)).to.deep.equal(logins);
    const others = ["USER", "username", "REDIS_USER", "PGDATABASE", "DB_PASSWORD", "service_user"];
    expect(others.filter(namesDatabaseLogin)).to.deep.equal([]);
  });

  it("tells a server's name", () => {
    const hosts = ["PGHOST", "pghostaddr", "POSTGRES_HOST", "db_hostname", "services_postgres_serviceName"];
    expect(hosts.filter(namesDatabaseHost)).to.deep.equal(hosts);
    expect(["HOSTNAME", "REDIS_HOST", "PGUSER", "OSMO_URL"].filter(namesDatabaseHost)).to.deep.equal([]);
  });

  it("tells an address", () => {
    const addresses = ["DATABASE_URL", "dsn", "connectionString", "backendStore", "BACKEND_STORE_URI", "metadata_url"];
    expect(addresses.filter(namesDatabaseAddress)).to.deep.equal(addresses);
    expect(["VAULT_URL", "OSMO_URL", "PGHOST", "storage"].filter(namesDatabaseAddress)).to.deep.equal([]);
  });

  it("looks for a database below names that are about one", () => {
    expect(["services_postgres", "externalDatabase", "extraEnv", "db"].map(mayHoldDatabase)).to.deep.equal([
      true,
      true,
      true,
      true,
    ]);
    expect(["tolerations", "image_tag", "redis_host"].map(mayHoldDatabase)).to.deep.equal([false, false, false]);
  });
});

describe("a text that signs in", () => {
  for (const text of [
    "postgresql://admin:secret@host/db",
    "postgres://ADMIN@host/db",
    "postgresql+psycopg2://admin:$(PASSWORD)@host/db",
    "host=x.postgres.database.azure.com user=admin dbname=app",
    "jdbc:postgresql://host/db?user=admin&ssl=true",
    "Server=x.postgres.database.azure.com;User Id=admin;Password=y",
    "psql -h host -U admin",
    "psql -Uadmin db",
    "--postgres_host x --postgres_user admin",
    "--postgres-user=admin@server",
    '{"postgres": {"user": "admin"}}',
    "postgres:\n  username: 'admin'\n",
  ]) {
    it(`is found in ${JSON.stringify(text)}`, () => expect(signsInAs(text, "admin")).to.equal(true));
  }

  for (const text of [
    "",
    "postgresql://administrator:x@host/db",
    "postgresql://app:admin@host/db",
    "host=x.postgres.database.azure.com user=app dbname=admin",
    "psql -U app admin",
    "https://admin:x@example.com",
    "user=admin",
    "redis --user admin",
  ]) {
    it(`is not found in ${JSON.stringify(text)}`, () => expect(signsInAs(text, "admin")).to.equal(false));
  }

  it("takes a login for itself, whatever a pattern would make of it", () => {
    expect(signsInAs("postgresql://adminX@host/db", "admin.")).to.equal(false);
    expect(signsInAs("postgresql://a(b@host/db", "a(b")).to.equal(true);
  });

  it("is quick on a long text", () => {
    const text = `postgres admin ${"user ".repeat(20_000)}${" ".repeat(50_000)}`;
    const start = performance.now();
    signsInAs(text, "admin");
    expect(performance.now() - start).to.be.below(1000);
  });
});
