import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";

/*
 * OSMO's gateway, Entra ID and a vault on this machine, as far as the rotation of tokens meets them. Rules: OSMO 6.3
 * (src/service/core/auth), learn.microsoft.com/rest/api/keyvault/secrets. Time is what a test sets.
 */

export const TENANT = "11111111-1111-4111-8111-111111111111";
export const CLIENT = "22222222-2222-4222-8222-222222222222";
export const API = "33333333-3333-4333-8333-333333333333";
export const SECRET = "osmo-backend-token";
export const USER = "backend-operator";

const DAY = 24 * 60 * 60 * 1000;
const SCOPES = { osmo: `api://${API}/.default`, vault: "https://vault.azure.net/.default" } as const;
type Audience = keyof typeof SCOPES;

export interface OsmoToken {
  readonly text: string;
  /** As in `2026-12-25`: dead as that date begins. */
  readonly expires: string;
  readonly roles: readonly string[];
}

export interface Version {
  readonly version: string;
  readonly value: string;
  readonly contentType: string;
  readonly attributes: { readonly created: number; readonly nbf?: number; readonly exp?: number };
  readonly tags: Readonly<Record<string, string>>;
}

export interface Call {
  /** Which run asks: the first part of the path. */
  readonly run: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly bearer: string | undefined;
  readonly body: string;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What goes out instead of the true answer. `hang up` ends the connection: the answer gets lost. */
type Instead = Reply | "hang up" | undefined | void;

/** What comes between a call and its answer, by the number of the call. */
export interface Disturbance {
  /** Before the call has any effect, which it has unless something goes out instead. */
  readonly before?: (call: Call, index: number) => Instead | Promise<Instead>;
  /** Once the call has had its effect. */
  readonly after?: (call: Call, index: number) => Instead | Promise<Instead>;
}

export class StandIn {
  /** Milliseconds since 1970. */
  now = Date.parse("2031-03-04T10:20:30Z");
  /** What the vault's clock is ahead of OSMO's, in milliseconds. */
  vaultSkew = 0;
  readonly roles = new Map<string, readonly string[]>([[USER, ["osmo-backend"]]]);
  readonly tokens = new Map<string, OsmoToken>();
  readonly versions: Version[] = [];
  /** Longest that OSMO lets a token live, in days. */
  mostDays = 365;
  disturbance: Disturbance = {};
  readonly calls: Call[] = [];
  /** Everything that nobody may ever print. */
  readonly secrets = new Set<string>();
  /** Calls after which the vault, having had a token that works, had none. */
  readonly lapses: string[] = [];
  /** Most tokens that were alive at once. */
  mostAlive = 0;
  private readonly issued = new Map<string, Audience>();
  private hadOne = false;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      void this.serve(request).then(
        (reply) => {
          if (reply === "hang up") return response.destroy();
          const skew = reply.vault ? this.vaultSkew : 0;
          response.sendDate = false;
          response.writeHead(reply.status, {
            "Content-Type": "application/json",
            Date: new Date(this.now + skew).toUTCString(),
            ...reply.headers,
          });
          response.end(JSON.stringify(reply.body));
        },
        () => response.destroy(),
      );
    });
  }

  static async start(): Promise<StandIn> {
    const standIn = new StandIn();
    await new Promise<void>((resolve) => standIn.server.listen(0, "127.0.0.1", resolve));
    return standIn;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get latest(): Version | undefined {
    return this.versions.at(-1);
  }

  /** Names of the tokens that OSMO takes. */
  get alive(): string[] {
    return [...this.tokens].filter(([, { expires }]) => this.today < expires).map(([name]) => name);
  }

  get today(): string {
    return new Date(this.now).toISOString().slice(0, 10);
  }

  /** Whether a backend that reads the vault now gets in. */
  get vaultWorks(): boolean {
    return this.alive.some((name) => this.tokens.get(name)!.text === this.latest?.value);
  }

  /** Lets time go by. */
  advance(hours: number): void {
    this.now += hours * 60 * 60 * 1000;
    this.watch(`${hours} hours`);
  }

  /** Puts a secret into the vault as somebody else does. */
  put(value: string, tags: Record<string, string> = {}): void {
    this.keep({ value, tags });
    this.hadOne = false;
  }

  /** Makes a token as an administrator does. */
  give(name: string, expires: string, roles = ["osmo-backend"]): OsmoToken {
    const token = { text: this.secret(32), expires, roles };
    this.tokens.set(name, token);
    return token;
  }

  private async serve(request: IncomingMessage): Promise<(Reply & { vault?: boolean }) | "hang up"> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url!, this.url);
    const [, run = "", ...rest] = url.pathname.split("/");
    const call: Call = {
      run,
      method: request.method!,
      path: `/${rest.join("/")}`,
      query: url.searchParams,
      bearer: request.headers.authorization?.replace("Bearer ", ""),
      body: Buffer.concat(chunks).toString(),
    };
    const index = this.calls.push(call) - 1;
    const instead = await this.disturbance.before?.(call, index);
    if (instead) return instead;
    const vault = call.path.startsWith("/secrets/");
    const reply = vault ? this.vault(call) : call.path.startsWith("/api/") ? this.osmo(call) : this.entra(call);
    this.watch(`${call.method} ${call.path}`);
    return (await this.disturbance.after?.(call, index)) ?? { ...reply, vault };
  }

  private watch(cause: string): void {
    if (this.vaultWorks) this.hadOne = true;
    else if (this.hadOne) this.lapses.push(cause);
    this.mostAlive = Math.max(this.mostAlive, this.alive.length);
  }

  private secret(bytes: number): string {
    const text = randomBytes(bytes).toString("base64url");
    this.secrets.add(text);
    return text;
  }

  private entra({ path, body }: Call): Reply {
    const form = new URLSearchParams(body);
    this.secrets.add(form.get("client_assertion")!);
    const wrong = (error_description: string) => ({
      status: 400,
      body: { error: "invalid_client", error_description },
    });
    if (path !== `/${TENANT}/oauth2/v2.0/token`) return wrong("AADSTS90002: Tenant not found.\nTrace ID: 1");
    if (form.get("client_id") !== CLIENT || !form.get("client_assertion")?.startsWith("service-account-token")) {
      return wrong(`AADSTS700213: No matching federated identity for ${form.get("client_assertion")}.\nTrace ID: 1`);
    }
    const audience = (Object.keys(SCOPES) as Audience[]).find((each) => SCOPES[each] === form.get("scope"));
    if (!audience) return wrong("AADSTS500011: The resource principal was not found.");
    const token = `${this.secret(40)}.${this.secret(90)}.${this.secret(40)}`;
    this.issued.set(token, audience);
    return { status: 200, body: { token_type: "Bearer", expires_in: 3599, access_token: token } };
  }

  private osmo({ method, path, query, bearer, body }: Call): Reply {
    if (path === "/api/auth/jwt/access_token") return this.exchange((JSON.parse(body) as { token: string }).token);
    if (this.issued.get(bearer ?? "") !== "osmo") return { status: 401, body: "Jwt verification fails" };
    const [, user, name] = /^\/api\/auth\/user\/([^/]+)\/access_token(?:\/(.+))?$/.exec(path) ?? [];
    if (user !== USER) return { status: 403, body: "RBAC: access denied" };
    if (method === "POST") return this.create(name!, query);
    if (!this.roles.has(user)) return refusal(`User ${user} not found`);
    if (method === "GET") {
      return {
        status: 200,
        body: [...this.tokens].map(([token_name, { expires, roles }]) => ({
          user_name: user,
          token_name,
          expires_at: `${expires}T00:00:00`,
          description: "",
          roles,
        })),
      };
    }
    return this.tokens.delete(name!) ? { status: 200, body: null } : refusal(`Access token ${name} does not exist.`);
  }

  private create(name: string, query: URLSearchParams): Reply {
    const expires = query.get("expires_at") ?? "";
    const roles = query.getAll("roles");
    const last = new Date(this.now + this.mostDays * DAY).toISOString().slice(0, 10);
    if (!/^[a-zA-Z]([a-zA-Z0-9_-]*[a-zA-Z0-9])?$/.test(name)) return refusal(`Token name ${name} must match regex`);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(expires)) return refusal(`Invalid date format ${expires}.`);
    if (expires <= this.today) return refusal("Expiration date must be past the current date");
    if (expires > last) return refusal(`Access token cannot last longer than ${this.mostDays}d`);
    if (this.tokens.has(name)) return refusal(`Token name ${name} already exists.`);
    const held = this.roles.get(USER) ?? [];
    if (roles.length === 0 || !roles.every((role) => held.includes(role))) {
      return refusal("User does not have all the requested roles. Token creation failed.");
    }
    return { status: 200, body: this.give(name, expires, roles).text };
  }

  private exchange(text: string): Reply {
    if (text.length !== 43 && text.length !== 64) return refusal(`Access token has invalid length ${text.length}`);
    const token = [...this.tokens.values()].find((each) => each.text === text);
    if (!token) return refusal("Access Token is invalid");
    if (token.expires <= this.today) return refusal("Access Token has expired");
    return { status: 200, body: { token: this.secret(200), expires_at: this.now / 1000 + 300 } };
  }

  private vault({ method, path, query, bearer, body }: Call): Reply {
    if (this.issued.get(bearer ?? "") !== "vault") return vaultRefusal(401, "Unauthorized");
    if (query.get("api-version") !== "7.4") return vaultRefusal(400, "BadParameter");
    const [, name, version] = /^\/secrets\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
    if (name !== SECRET) return vaultRefusal(403, "ForbiddenByRbac");
    if (method === "PUT") return { status: 200, body: this.shown(this.keep(JSON.parse(body) as Version)) };
    const found = version ? this.versions.find((each) => each.version === version) : this.latest;
    return found ? { status: 200, body: this.shown(found) } : vaultRefusal(404, "SecretNotFound");
  }

  private keep({ value, contentType = "", attributes, tags }: Partial<Version>): Version {
    const created = Math.floor((this.now + this.vaultSkew) / 1000);
    const version = randomBytes(16).toString("hex");
    const kept = { version, value: value!, contentType, attributes: { ...attributes, created }, tags: tags ?? {} };
    this.versions.push(kept);
    this.secrets.add(kept.value);
    return kept;
  }

  private shown({ version, ...rest }: Version) {
    return { id: `https://vault.example/secrets/${SECRET}/${version}`, ...rest };
  }
}

const refusal = (message: string): Reply => ({ status: 400, body: { message, error_code: "USER", workflow_id: null } });
const vaultRefusal = (status: number, code: string): Reply => ({
  status,
  body: { error: { code: "Forbidden", message: "Caller is not authorized", innererror: { code } } },
});
