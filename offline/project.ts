import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ConfigMap, ProjectSettings } from "@pulumi/pulumi/automation";
import { parseDocument } from "yaml";
import { UsageError } from "./usage";

/** A Pulumi program in a folder, with what its files say of one stack. */
export interface Project {
  readonly folder: string;
  readonly settings: ProjectSettings;
  /** Plain configuration of the stack as its file has it, structured values included. */
  readonly config: Record<string, unknown>;
  /** Keys whose values are encrypted in the file, for a key that is not at hand here. */
  readonly encrypted: ConfigMap;
}

/** Stands for a configuration value that is encrypted for a key of the cloud. */
const ENCRYPTED_ELSEWHERE = "stand-in-for-an-encrypted-value";

/** What of Pulumi.yaml a run has of its own: the backend, the providers, and this process as the runtime. */
const NOT_OURS = new Set(["backend", "plugins", "main"]);

/**
 * Reads Pulumi.yaml and Pulumi.<stack>.yaml.
 *
 * @throws UsageError naming the file and what is wrong with it
 */
export function readProject(folder: string, stack: string): Project {
  const projectFile = join(folder, "Pulumi.yaml");
  if (!existsSync(projectFile))
    throw new UsageError(`${folder} holds no Pulumi program: there is no Pulumi.yaml in it.`);
  const settings = readYaml(projectFile);
  if (typeof settings.name !== "string") throw new UsageError(`${projectFile} has no name.`);
  const own = Object.fromEntries(Object.entries(settings).filter(([key]) => !NOT_OURS.has(key)));

  const stackFile = join(folder, `Pulumi.${stack}.yaml`);
  if (!existsSync(stackFile)) {
    const others = readdirSync(folder).flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? []);
    throw new UsageError(
      `There is no stack "${stack}": ${stackFile} does not exist. ${others.length > 0 ? `Stacks here: ${others.join(", ")}.` : ""}`.trim(),
    );
  }
  const config: Record<string, unknown> = {};
  const encrypted: ConfigMap = {};
  for (const [key, value] of Object.entries(asMap(readYaml(stackFile).config, stackFile))) {
    if (isEncrypted(value)) encrypted[key] = { value: ENCRYPTED_ELSEWHERE, secret: true };
    else config[key] = value;
  }
  return { folder, settings: own as unknown as ProjectSettings, config, encrypted };
}

/**
 * Finds the module that is the program.
 *
 * @throws UsageError where this process can't load it
 */
export function entryOf({ folder }: Project): string {
  const own = createRequire(__filename).resolve("@pulumi/pulumi");
  const inFolder = createRequire(join(folder, "package.json"));
  const found = tryResolve(inFolder, "@pulumi/pulumi");
  if (found === undefined) {
    throw new UsageError(
      `The program in ${folder} finds no @pulumi/pulumi. Move it below this repository, whose packages it then finds.`,
    );
  }
  if (found !== own) {
    throw new UsageError(`The program in ${folder} has a @pulumi/pulumi of its own, ${found}. It has to share ${own}.`);
  }
  const entry = tryResolve(inFolder, "./");
  if (entry === undefined) {
    throw new UsageError(
      `The program in ${folder} has no entry: neither "main" in its package.json nor index.ts nor index.js.`,
    );
  }
  return entry;
}

function tryResolve(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}

function readYaml(file: string): Record<string, unknown> {
  const document = parseDocument(readFileSync(file, "utf8"), { prettyErrors: true });
  const [error] = document.errors;
  if (error) throw new UsageError(`${file} is no valid YAML: ${error.message.split("\n", 1)[0]}`);
  return asMap(document.toJS(), file);
}

function asMap(value: unknown, file: string): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) throw new UsageError(`${file}: expected keys and values.`);
  return value as Record<string, unknown>;
}

function isEncrypted(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).join() === "secure";
}
