import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";

/** Facts of a stack's state, without anything that could be a secret: a backend's address may hold keys. */
export interface StateBackendFacts {
  /** Scheme of the backend's address, as in `azblob`, `https` or `file`; `none` where there is no login. */
  readonly backend: string;
  /** What encrypts the secrets in the state: a scheme as in `azurekeyvault`, `passphrase`, or `service`. */
  readonly secretsProvider: string;
  /** Whether two updates at once are kept apart. */
  readonly locking: boolean;
}

/** What the CLI decides by, each as far as it is there. */
export interface StateBackendSources {
  /** PULUMI_BACKEND_URL. */
  readonly environment?: string;
  /** `backend.url` of Pulumi.yaml. */
  readonly project?: string;
  /** `current` of the CLI's credentials, where `pulumi login` went. */
  readonly login?: string;
  /** `secretsprovider` of Pulumi.<stack>.yaml. */
  readonly secretsProvider?: string;
  /** `encryptionsalt` of Pulumi.<stack>.yaml, which only a passphrase has. */
  readonly encryptionSalt?: string;
}

/** Backends of which the CLI locks a stack, by scheme: Pulumi Cloud, and its own lock files elsewhere. */
const LOCKING = new Set(["https", "azblob", "s3", "gs", "file"]);

/** Reads the facts in the CLI's own order: the environment, the project, the login (pkg/workspace/creds.go of the CLI). */
export function stateBackendFacts(sources: StateBackendSources): StateBackendFacts {
  const backend = schemeOf(sources.environment || sources.project || sources.login);
  return { backend, secretsProvider: secretsProviderOf(sources, backend), locking: LOCKING.has(backend) };
}

/** The sources of the stack in the folder of Pulumi.yaml. A file that is missing or no YAML has nothing to say here. */
export function findStateBackendSources(
  folder: string,
  stack: string,
  environment: NodeJS.ProcessEnv = process.env,
): StateBackendSources {
  const project = read(join(folder, "Pulumi.yaml"));
  const settings = read(join(folder, `Pulumi.${stack}.yaml`));
  const home = environment.PULUMI_CREDENTIALS_PATH || environment.PULUMI_HOME || join(homedir(), ".pulumi");
  return {
    environment: environment.PULUMI_BACKEND_URL,
    project: text((project.backend as Record<string, unknown> | undefined)?.url),
    login: text(read(join(home, "credentials.json")).current),
    secretsProvider: text(settings.secretsprovider),
    encryptionSalt: text(settings.encryptionsalt),
  };
}

function secretsProviderOf({ secretsProvider, encryptionSalt }: StateBackendSources, backend: string): string {
  if (secretsProvider === "default" || secretsProvider === undefined) {
    // Pulumi Cloud encrypts with a key of its own; every other backend asks for a passphrase.
    return encryptionSalt === undefined && backend === "https" ? "service" : "passphrase";
  }
  return secretsProvider === "passphrase" ? secretsProvider : schemeOf(secretsProvider);
}

function schemeOf(url: string | undefined): string {
  if (url === undefined || url === "") return "none";
  return /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase() ?? "unknown";
}

function read(file: string): Record<string, unknown> {
  if (!existsSync(file)) return {};
  try {
    const content: unknown = parse(readFileSync(file, "utf8"));
    return typeof content === "object" && content !== null ? (content as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
