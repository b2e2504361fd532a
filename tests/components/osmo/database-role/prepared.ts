import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databaseRoleFiles } from "../../../../components/osmo/database-role/role-job";

const TENANT = "11111111-1111-4111-8111-111111111111";
const CLIENT = "22222222-2222-4222-8222-222222222222";
export const PASSWORD = "Zk3".repeat(14) + "q";
/** As long as Entra's, with what a JSON web token is made of. */
export const ENTRA_TOKEN = `ey${"J".repeat(400)}.${"a".repeat(800)}-_.${"b".repeat(300)}`;

export interface EntraAnswer {
  readonly status: number;
  readonly body: object;
}

const GIVES_TOKEN: EntraAnswer = { status: 200, body: { access_token: ENTRA_TOKEN } };

export interface Prepared {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What was written, by name; and the rights on each file, in octal. */
  readonly files: Readonly<Record<string, string>>;
  readonly modes: Readonly<Record<string, string>>;
  /** Forms that Entra ID was sent. */
  readonly asked: readonly URLSearchParams[];
}

/** Runs prepare-role.py as its container does, against an Entra ID on this machine. Empty parameters are left out. */
export async function prepare(
  given: Readonly<Record<string, string>> = {},
  { password = PASSWORD, entra = GIVES_TOKEN }: { readonly password?: string; readonly entra?: EntraAnswer } = {},
): Promise<Prepared> {
  const folder = mkdtempSync(join(tmpdir(), "database-role-"));
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      asked.push(new URLSearchParams(body));
      response.writeHead(entra.status, { "Content-Type": "application/json" }).end(JSON.stringify(entra.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    for (const [name, content] of Object.entries(databaseRoleFiles())) writeFileSync(join(folder, name), content);
    writeFileSync(join(folder, "service-account"), "service-account-token");
    writeFileSync(join(folder, "osmo-database"), password);
    const output = join(folder, "output");
    mkdirSync(output);
    const environment = {
      AZURE_AUTHORITY_HOST: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      AZURE_TENANT_ID: TENANT,
      AZURE_CLIENT_ID: CLIENT,
      AZURE_FEDERATED_TOKEN_FILE: join(folder, "service-account"),
      PGHOST: "psql-robots-dev-001.postgres.database.azure.com",
      PGPORT: "5432",
      PGDATABASE: "osmo",
      PGUSER: "id-database-role-robots-dev-001",
      ROLE: "osmo_app",
      ROLE_CONNECTIONS: "200",
      PASSWORD_FILE: join(folder, "osmo-database"),
      OUTPUT_FOLDER: output,
      RETRY_SECONDS: "0",
      ...given,
    };
    const ended = await python(
      [join(folder, "prepare-role.py")],
      Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== "")),
    );
    const files: Record<string, string> = {};
    const modes: Record<string, string> = {};
    for (const name of ["pgpass", "role.sql"]) {
      const path = join(output, name);
      const there = statSync(path, { throwIfNoEntry: false });
      if (!there) continue;
      files[name] = readFileSync(path, "utf8");
      modes[name] = (there.mode & 0o777).toString(8);
    }
    return { ...ended, files, modes, asked };
  } finally {
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs Python as the container does. */
export function python(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  input = "",
): Promise<Pick<Prepared, "code" | "stdout" | "stderr">> {
  const child = spawn("python3", ["-sB", ...args], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}
