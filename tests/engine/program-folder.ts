import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { REPOSITORY } from "./offline-command";

/** A Pulumi program in a folder below the repository, whose packages it shares; remove it after use. */
export class ProgramFolder {
  readonly folder: string;

  constructor(files: Readonly<Record<string, string>>) {
    const scratch = join(REPOSITORY, "out");
    mkdirSync(scratch, { recursive: true });
    this.folder = mkdtempSync(join(scratch, "program-"));
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** Path of one of its files. */
  path(name: string): string {
    return join(this.folder, name);
  }

  /** Puts the other program in the place of this one, whose state it then goes on with. */
  take(other: ProgramFolder): void {
    this.remove();
    renameSync(other.folder, this.folder);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A program of its own with an empty dev stack, and a policy configuration that blocks nothing. */
export function smallProgram(source: string): ProgramFolder {
  return new ProgramFolder({
    "Pulumi.yaml": stringify({ name: "small", runtime: "nodejs" }),
    "Pulumi.dev.yaml": "config: {}\n",
    "index.ts": source,
    "advisory.json": JSON.stringify({ all: "advisory" }),
  });
}

/** One property of the platform as somebody might break it. */
export interface Breakage {
  readonly type: string;
  readonly name?: string;
  /** Path below the resource's inputs. */
  readonly path: readonly string[];
  /** The value to set; left out, the property is removed. */
  readonly value?: unknown;
}

/** A stack of the platform, dev unless told, with changed configuration, and with one property of its resources broken. */
export function platform({
  stack = "dev",
  ...changes
}: { stack?: string; config?: Readonly<Record<string, unknown>>; breakage?: Breakage } = {}): ProgramFolder {
  const file = `Pulumi.${stack}.yaml`;
  const settings = parse(readFileSync(join(REPOSITORY, file), "utf8")) as { config?: object };
  return new ProgramFolder({
    "Pulumi.yaml": readFileSync(join(REPOSITORY, "Pulumi.yaml"), "utf8"),
    [file]: stringify({ ...settings, config: { ...settings.config, ...changes.config } }),
    "index.ts": `
      import * as pulumi from "@pulumi/pulumi";
      const breakage = ${JSON.stringify(changes.breakage ?? null)};
      pulumi.runtime.registerStackTransformation(({ type, name, props, opts }) => {
        if (!breakage || type !== breakage.type || (breakage.name && name !== breakage.name)) return undefined;
        const [top, ...rest] = breakage.path;
        // The SDK may hold a property back as an output, to which it adds its defaults.
        const value = pulumi.output(props[top]).apply((value) => broken(value, rest));
        const changed = { ...props, [top]: rest.length > 0 || "value" in breakage ? value : undefined };
        return { props: changed, opts };
      });
      function broken(value, [key, ...rest]) {
        return key === undefined ? breakage.value : { ...value, [key]: broken(value[key], rest) };
      }
      module.exports = require(${JSON.stringify(REPOSITORY)});
    `,
  });
}
