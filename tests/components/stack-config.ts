import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { checkConfig } from "../../components/config";
import type { PlatformConfig, RawValue } from "../../components/config";

const ROOT = join(__dirname, "..", "..");

export interface DeclaredKey {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
}

export interface ProjectFile {
  readonly name: string;
  readonly runtime: { readonly name: string; readonly options: Readonly<Record<string, unknown>> };
  readonly backend: { readonly url: string };
  readonly config: Readonly<Record<string, DeclaredKey>>;
}

export interface StackFile {
  readonly secretsprovider: string;
  readonly config: Readonly<Record<string, unknown>>;
}

export function projectFile(): ProjectFile {
  return parse(readFileSync(join(ROOT, "Pulumi.yaml"), "utf8")) as ProjectFile;
}

export function stackFile(stack: string): StackFile {
  return parse(readFileSync(join(ROOT, `Pulumi.${stack}.yaml`), "utf8")) as StackFile;
}

/** What the CLI hands to the program: the defaults of Pulumi.yaml below the stack's own values, structures as JSON. */
export function rawConfig(stack?: string, changes: Readonly<Record<string, unknown>> = {}): Map<string, RawValue> {
  const defaults = Object.entries(projectFile().config).map(([key, declared]) => [key, declared.default]);
  const own = Object.entries(stack === undefined ? {} : stackFile(stack).config);
  const values: Record<string, unknown> = {
    ...(Object.fromEntries(defaults) as Record<string, unknown>),
    ...Object.fromEntries(own.map(([key, value]) => [key.replace(/^physical-ai:/, ""), value])),
    ...changes,
  };
  return new Map(
    Object.entries(values).map(([key, value]) => [
      key,
      { text: typeof value === "string" ? value : JSON.stringify(value), secret: false },
    ]),
  );
}

export function stackConfig(stack: string, changes?: Readonly<Record<string, unknown>>): PlatformConfig {
  return checkConfig(rawConfig(stack, changes), `Pulumi.${stack}.yaml`);
}
