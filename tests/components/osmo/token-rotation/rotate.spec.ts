import { expect } from "chai";
import { Scripts } from "./rotation-run";
import type { Outcome } from "./rotation-run";
import { API, SECRET, StandIn, USER } from "./stand-in";

const OURS = /^rotation-\d{8}-\d{6}-[0-9a-f]{6}$/;

describe("the rotation of OSMO's backend token", () => {
  let scripts: Scripts;
  let standIn: StandIn;
  const outcomes: Outcome[] = [];

  before(() => (scripts = new Scripts()));
  after(() => scripts.remove());
  beforeEach(async () => (standIn = await StandIn.start()));
  afterEach(async () => {
    // Whatever a test is about: nothing secret is ever shown.
    const shown = outcomes.splice(0).map(({ stdout, stderr }) => stdout + stderr);
    const told = [...standIn.secrets].filter(
      (secret) => secret.length > 20 && shown.some((text) => text.includes(secret)),
    );
    await standIn.stop();
    expect(told).to.deep.equal([]);
  });

  const run = async (environment: Record<string, string> = {}) => {
    const outcome = await scripts.run(standIn, environment);
    outcomes.push(outcome);
    return outcome;
  };
  /** Runs, and expects it to be well. */
  const rotate = async (environment: Record<string, string> = {}) => {
    const { code, stderr } = await run(environment);
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    return standIn.latest!;
  };

  describe("where all is well", () => {
    it("makes the first token and puts it into the vault, to be dead after 30 days at the latest", async () => {
      standIn.put("not written yet");
      const { value, tags, attributes, contentType } = await rotate();
      expect(standIn.vaultWorks).to.be.true;
      const [name] = standIn.alive;
      expect(name)
        .to.match(OURS)
        .and.to.match(/^rotation-20310304-102030-/);
      expect(standIn.tokens.get(name!)).to.deep.include({
        text: value,
        expires: "2031-04-03",
        roles: ["osmo-backend"],
      });
      expect(tags).to.deep.equal({ "osmo-token": name });
      expect(contentType).to.equal("OSMO access token");
      expect(attributes).to.deep.include({
        nbf: Date.parse("2031-03-04T10:20:30Z") / 1000,
        exp: Date.parse("2031-04-03T00:00:00Z") / 1000,
      });
    });

    it("does the same where the vault has no such secret at all", async () => {
      await rotate();
      expect(standIn.vaultWorks).to.be.true;
    });

    it("changes nothing as long as the token is young", async () => {
      await rotate();
      standIn.advance(14 * 24);
      const calls = standIn.calls.length;
      await rotate();
      expect(standIn.versions).to.have.length(1);
      expect(standIn.calls.slice(calls).map(({ method, path }) => `${method} ${path}`)).to.deep.equal([
        "POST /11111111-1111-4111-8111-111111111111/oauth2/v2.0/token",
        "POST /11111111-1111-4111-8111-111111111111/oauth2/v2.0/token",
        `GET /secrets/${SECRET}`,
        `GET /api/auth/user/${USER}/access_token`,
        "POST /api/auth/jwt/access_token",
      ]);
    });

    it("replaces the token once half of its life is over, and tries the new one before the vault gets it", async () => {
      const first = await rotate();
      standIn.advance(15 * 24);
      const calls = standIn.calls.length;
      const second = await rotate();
      expect(second.value).not.to.equal(first.value);
      expect(second.tags["osmo-token-before"]).to.equal(first.tags["osmo-token"]);
      const did = standIn.calls.slice(calls).map(({ method, path }) => `${method} ${path.split("/")[1]}`);
      expect(did.indexOf("POST api")).to.be.below(did.lastIndexOf("POST api"));
      expect(did.lastIndexOf("POST api")).to.be.below(did.indexOf("PUT secrets"));
      expect(standIn.lapses).to.deep.equal([]);
    });

    it("lets the token before work for the overlap, then revokes it", async () => {
      const first = (await rotate()).tags["osmo-token"]!;
      standIn.advance(15 * 24);
      const second = (await rotate()).tags["osmo-token"]!;
      standIn.advance(23);
      await rotate();
      expect(standIn.alive).to.have.members([first, second]);
      standIn.advance(1);
      await rotate();
      expect(standIn.alive).to.deep.equal([second]);
    });

    it("keeps to another lifetime and overlap that it is given", async () => {
      const given = { TOKEN_DAYS: "7", RENEW_DAYS: "3", OVERLAP_HOURS: "2" };
      const first = (await rotate(given)).tags["osmo-token"]!;
      expect(standIn.tokens.get(first)!.expires).to.equal("2031-03-11");
      standIn.advance(4 * 24);
      const second = (await rotate(given)).tags["osmo-token"]!;
      standIn.advance(2);
      await rotate(given);
      expect(standIn.alive).to.deep.equal([second]);
    });

    it("goes by OSMO's time, whatever this machine's is", async () => {
      standIn.now = Date.parse("2019-12-31T23:59:59Z");
      await rotate();
      expect([...standIn.tokens.values()].map(({ expires }) => expires)).to.deep.equal(["2020-01-30"]);
    });

    it("leaves tokens that others made, and names them", async () => {
      standIn.give("made-by-hand", "2032-03-01");
      const { stdout } = await run();
      expect(standIn.alive).to.include("made-by-hand");
      expect(stdout).to.contain(`${USER} has tokens that the rotation did not make: made-by-hand.`);
    });
  });

  describe("where the vault's token is no good", () => {
    const spoilings: Readonly<Record<string, () => void>> = {
      "was revoked": () => standIn.tokens.delete(standIn.latest!.tags["osmo-token"]!),
      "has expired": () => standIn.advance(30 * 24),
      "was replaced by hand with something that OSMO does not take": () =>
        standIn.put("x".repeat(43), { ...standIn.latest!.tags }),
      "was replaced by something that is no token": () => standIn.put("changeme"),
      "is one that the vault does not name": () => standIn.put(standIn.give("made-by-hand", "2031-03-20").text),
      "would live longer than allowed": () =>
        standIn.put(standIn.give("long", "2032-03-01").text, { "osmo-token": "long" }),
      "lost its role": () => {
        const name = standIn.latest!.tags["osmo-token"]!;
        standIn.tokens.set(name, { ...standIn.tokens.get(name)!, roles: [] });
      },
    };
    for (const [what, spoil] of Object.entries(spoilings)) {
      it(`replaces it at once: it ${what}`, async () => {
        await rotate();
        spoil();
        const { tags } = await rotate();
        expect(standIn.versions.length).to.be.at.least(2);
        expect(standIn.vaultWorks).to.be.true;
        expect(tags["osmo-token"]).to.match(OURS);
        expect(standIn.tokens.get(tags["osmo-token"]!)!.expires <= "2031-05-03").to.be.true;
      });
    }
  });

  describe("where it cannot work", () => {
    const reply = (status: number, body: unknown = {}, headers = {}) => ({ status, body, headers });

    it("says how to make OSMO's user where there is none, and that no other run helps", async () => {
      standIn.roles.clear();
      const { code, stderr } = await run();
      expect(code).to.equal(3);
      expect(stderr).to.contain("osmo user create backend-operator --roles osmo-backend");
    });

    it("says how to give the role that the user lacks", async () => {
      standIn.roles.set(USER, []);
      const { code, stderr } = await run();
      expect(code).to.equal(3);
      expect(stderr).to.contain("osmo user update backend-operator --add-roles osmo-backend");
    });

    it("says what OSMO says of a lifetime that it does not grant", async () => {
      standIn.mostDays = 10;
      const { code, stderr } = await run();
      expect(code).to.equal(1);
      expect(stderr).to.contain("make a token until 2031-04-03: 400 Access token cannot last longer than 10d");
    });

    it("points to the gateway where that takes no token of this audience", async () => {
      standIn.disturbance = { before: ({ path }) => (path.startsWith("/api/auth/user") ? reply(401) : undefined) };
      const { code, stderr } = await run();
      expect(code).to.equal(3);
      expect(stderr).to.contain("issuer and audience of its JWT providers");
    });

    it("points to the application role where the gateway denies it", async () => {
      const { code, stderr } = await run({ OSMO_USER: "admin" });
      expect(code).to.equal(3);
      expect(stderr).to.contain("auth:Token on user/admin");
    });

    it("does not follow a redirect with its token", async () => {
      const elsewhere = { Location: `${standIn.url}/elsewhere/` };
      standIn.disturbance = {
        before: ({ path }) => (path.startsWith("/api/auth/user") ? reply(302, {}, elsewhere) : undefined),
      };
      const { code } = await run();
      expect(code).to.equal(3);
      expect(standIn.calls.filter(({ run: name }) => name === "elsewhere")).to.deep.equal([]);
    });

    it("shows what Entra ID says, without the service account's token in it", async () => {
      const { code, stderr } = await run({ AZURE_CLIENT_ID: API });
      expect(code).to.equal(3);
      expect(stderr).to.contain("AADSTS700213: No matching federated identity for [left out]");
    });

    it("revokes its new token at once where the vault refuses it", async () => {
      standIn.disturbance = {
        before: ({ method }) =>
          method === "PUT" ? reply(403, { error: { innererror: { code: "ForbiddenByRbac" } } }) : undefined,
      };
      const { code, stderr } = await run();
      expect(code).to.equal(3);
      expect(stderr).to.contain(`The secret "${SECRET}" cannot be written: 403 ForbiddenByRbac`);
      expect(standIn.alive).to.deep.equal([]);
    });

    it("puts no token into the vault that OSMO itself does not take", async () => {
      const first = await rotate();
      standIn.advance(15 * 24);
      standIn.disturbance = {
        before: ({ path, body }) =>
          path.endsWith("/jwt/access_token") && !body.includes(first.value)
            ? reply(400, { message: "Access Token is invalid" })
            : undefined,
      };
      const { code } = await run();
      expect(code).to.equal(1);
      expect(standIn.latest).to.equal(first);
      expect(standIn.alive).to.have.length(1);
    });

    it("does not take an error of OSMO's database for a token that is no good", async () => {
      await rotate();
      standIn.disturbance = {
        before: ({ path }) =>
          path.endsWith("/jwt/access_token") ? reply(400, { message: "connection to server lost" }) : undefined,
      };
      const { code } = await run();
      expect(code).to.equal(1);
      expect(standIn.versions).to.have.length(1);
    });

    it("makes no token while the clocks of OSMO and the vault differ", async () => {
      standIn.vaultSkew = 10 * 60 * 1000;
      const { code, stderr } = await run();
      expect(code).to.equal(1);
      expect(stderr).to.contain("The clocks of OSMO and the vault differ by 10 minutes");
      expect(standIn.tokens.size).to.equal(0);
    });

    it("says that OSMO is down, after four tries", async () => {
      standIn.disturbance = { before: ({ path }) => (path.startsWith("/api/") ? reply(503) : undefined) };
      const { code, stderr } = await run();
      expect(code).to.equal(1);
      expect(stderr).to.match(/OSMO at http:\/\/127\.0\.0\.1:\d+ answers 503, 4 times\. Is it up\?/);
    });

    it("names every parameter that is wrong in one message", async () => {
      const { code, stderr } = await run({
        OSMO_URL: "http://osmo.example.com",
        VAULT_URL: "",
        VAULT_SECRET_NAME: "osmo/backend",
        OSMO_USER: "../admin",
        TOKEN_DAYS: "90",
        RENEW_DAYS: "0",
        OVERLAP_HOURS: "a day",
        AZURE_FEDERATED_TOKEN_FILE: "/nowhere",
      });
      expect(code).to.equal(2);
      expect(stderr.split("\n")[0]).to.equal("token-rotation: 8 problems with its environment");
      expect([...stderr.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name)).to.have.members([
        "OSMO_URL",
        "VAULT_URL",
        "VAULT_SECRET_NAME",
        "OSMO_USER",
        "TOKEN_DAYS",
        "RENEW_DAYS",
        "OVERLAP_HOURS",
        "AZURE_FEDERATED_TOKEN_FILE",
      ]);
      expect(standIn.calls).to.deep.equal([]);
    });

    it("refuses to renew tokens as soon as they are made", async () => {
      const { code, stderr } = await run({ TOKEN_DAYS: "10", RENEW_DAYS: "10" });
      expect(code).to.equal(2);
      expect(stderr).to.contain("10 is not below TOKEN_DAYS");
    });
  });

  describe("where a service is busy", () => {
    const busyOnce = (headers: Record<string, string>) => {
      let left = 1;
      return { before: () => (left-- > 0 ? { status: 429, body: {}, headers } : undefined) };
    };

    it("tries again after the time that the service asks for", async () => {
      standIn.disturbance = busyOnce({ "Retry-After": "1" });
      const start = performance.now();
      await rotate();
      expect(performance.now() - start).to.be.at.least(1000);
    });

    it("takes a date for that as well", async () => {
      standIn.disturbance = busyOnce({ "Retry-After": new Date(standIn.now).toUTCString() });
      await rotate();
      expect(standIn.vaultWorks).to.be.true;
    });

    it("leaves it to the next run where that is longer than it has", async () => {
      standIn.disturbance = busyOnce({ "Retry-After": "3600" });
      const { code, stderr } = await run();
      expect(code).to.equal(1);
      expect(stderr).to.contain("asks to wait 3600 s, longer than this run has");
    });
  });
});
