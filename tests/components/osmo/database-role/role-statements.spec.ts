import { PGlite } from "@electric-sql/pglite";
import { hstore } from "@electric-sql/pglite/contrib/hstore";
import { expect } from "chai";
import { prepare } from "./prepared";

/** A server of PostgreSQL in this process, with an administrator like those of Azure: no superuser, may make roles and databases. */
describe("the statements for OSMO's database role", () => {
  let database: PGlite;
  let sql: string;

  let server: File | Blob;

  before(async () => {
    sql = (await prepare()).files["role.sql"]!;
    const made = await PGlite.create({ extensions: { hstore } });
    await made.exec("CREATE ROLE azure_pg_admin NOLOGIN CREATEDB CREATEROLE");
    await made.exec("CREATE ROLE administrator LOGIN CREATEDB CREATEROLE IN ROLE azure_pg_admin");
    await made.exec("CREATE DATABASE osmo OWNER azure_pg_admin");
    server = await made.dumpDataDir("none");
    await made.close();
  });
  beforeEach(async () => {
    database = await PGlite.create({ loadDataDir: server, database: "osmo", extensions: { hstore } });
  });
  afterEach(() => database.close());

  const as = async <T>(role: string, statement: string): Promise<T[]> => {
    await database.exec(`SET SESSION AUTHORIZATION ${role}`);
    try {
      return (await database.query<T>(statement)).rows;
    } finally {
      await database.exec("SET SESSION AUTHORIZATION postgres");
    }
  };
  /** Runs them in one transaction, as psql does. */
  const apply = async (statements = sql) => {
    await database.exec("SET SESSION AUTHORIZATION administrator");
    try {
      await database.exec(`BEGIN;\n${statements}\nCOMMIT;`);
    } catch (error) {
      await database.exec("ROLLBACK");
      throw error;
    } finally {
      await database.exec("SET SESSION AUTHORIZATION postgres");
    }
  };
  const refused = async (role: string, statement: string): Promise<string> =>
    as(role, statement).then(
      () => "done",
      (error: Error) => error.message,
    );

  it("make a role that signs in and may nothing in the server", async () => {
    await apply();
    const roles = await as<object>(
      "administrator",
      "SELECT rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolconnlimit, rolconfig FROM pg_roles WHERE rolname = 'osmo_app'",
    );
    expect(roles).to.deep.equal([
      {
        rolcanlogin: true,
        rolsuper: false,
        rolcreatedb: false,
        rolcreaterole: false,
        rolreplication: false,
        rolbypassrls: false,
        rolconnlimit: 200,
        rolconfig: ["idle_in_transaction_session_timeout=15min", "statement_timeout=30min"],
      },
    ]);
  });

  it("keep the verifier as it is, and replace it at the next password", async () => {
    await apply();
    const stored = () =>
      database.query<{ rolpassword: string }>("SELECT rolpassword FROM pg_authid WHERE rolname = 'osmo_app'");
    const [first] = (await stored()).rows;
    expect(sql).to.contain(`PASSWORD '${first!.rolpassword}'`);
    await apply((await prepare({}, { password: "another".repeat(6) })).files["role.sql"]);
    expect((await stored()).rows[0]!.rolpassword).not.to.equal(first!.rolpassword);
  });

  it("do nothing wrong where they have run before", async () => {
    await apply();
    await as("osmo_app", "CREATE TABLE kept (id int)");
    await apply();
    expect(await as("osmo_app", "SELECT * FROM kept")).to.deep.equal([]);
  });

  it("let the role make what OSMO makes: tables with hstore, types and functions", async () => {
    await apply();
    await as("osmo_app", "CREATE TABLE workflows (id text PRIMARY KEY, labels hstore)");
    await as("osmo_app", "CREATE TYPE status AS ENUM ('running')");
    await as("osmo_app", "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'");
    await as("osmo_app", "CREATE SCHEMA more");
    await as("osmo_app", "INSERT INTO workflows VALUES ('w', 'robot=>arm')");
    expect(await as("osmo_app", "SELECT labels->'robot' AS robot FROM workflows")).to.deep.equal([{ robot: "arm" }]);
  });

  it("let the role neither make roles or databases nor become an administrator", async () => {
    await apply();
    expect(await refused("osmo_app", "CREATE ROLE another")).to.contain("permission denied");
    expect(await refused("osmo_app", "CREATE DATABASE another")).to.contain("permission denied");
    expect(await refused("osmo_app", "SET ROLE azure_pg_admin")).to.contain("permission denied");
    expect(await refused("osmo_app", "SELECT * FROM pg_authid")).to.contain("permission denied");
  });

  it("shut everybody else out of the database and its schema, but let administrators connect", async () => {
    await apply();
    await database.exec("CREATE ROLE somebody LOGIN");
    const may = async (role: string) =>
      (
        await as<Record<string, boolean>>(
          "administrator",
          `SELECT has_database_privilege('${role}', 'osmo', 'CONNECT') AS connect, has_schema_privilege('${role}', 'public', 'USAGE') AS use`,
        )
      )[0];
    expect(await may("somebody")).to.deep.equal({ connect: false, use: false });
    expect(await may("administrator")).to.deep.equal({ connect: true, use: false });
    expect(await may("osmo_app")).to.deep.equal({ connect: true, use: true });
  });

  it("leave the administrator outside of the role", async () => {
    await apply();
    expect(await refused("administrator", "SET ROLE osmo_app")).to.contain("permission denied");
  });

  for (const [what, statement] of Object.entries({
    "is a superuser": "CREATE ROLE osmo_app SUPERUSER",
    "is in another role": "CREATE ROLE osmo_app IN ROLE azure_pg_admin",
  })) {
    it(`change nothing where somebody's role of that name ${what}`, async () => {
      await database.exec(statement);
      const message = await apply().then(
        () => "done",
        (error: Error) => error.message,
      );
      expect(message).to.contain("The role osmo_app has rights that it must not have");
      const owner = await as(
        "administrator",
        "SELECT datdba::regrole::text AS owner FROM pg_database WHERE datname = 'osmo'",
      );
      expect(owner).to.deep.equal([{ owner: "azure_pg_admin" }]);
    });
  }
});
