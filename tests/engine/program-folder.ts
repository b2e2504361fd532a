import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A program of its own with an empty dev stack. */
export function smallProgram(source: string): ProgramFolder {
  return new ProgramFolder({
    "Pulumi.yaml": stringify({ name: "small", runtime: "nodejs" }),
    "Pulumi.dev.yaml": "config: {}\n",
    "index.ts": source,
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

/** The platform's dev stack with changed configuration, and with one property of its resources broken. */
export function platform(
  changes: { config?: Readonly<Record<string, unknown>>; breakage?: Breakage } = {},
): ProgramFolder {
  const settings = parse(readFileSync(join(REPOSITORY, "Pulumi.dev.yaml"), "utf8")) as { config?: object };
  return new ProgramFolder({
    "Pulumi.yaml": readFileSync(join(REPOSITORY, "Pulumi.yaml"), "utf8"),
    "Pulumi.dev.yaml": stringify({ ...settings, config: { ...settings.config, ...changes.config } }),
    "index.ts": `
      import * as pulumi from "@pulumi/pulumi";
      const breakage = ${JSON.stringify(changes.breakage ?? null)};
      pulumi.runtime.registerStackTransformation(({ type, name, props, opts }) => {
        if (!breakage || type !== breakage.type || (breakage.name && name !== breakage.name)) return undefined;
        const changed = structuredCloneOfPlain(props);
        const parent = breakage.path.slice(0, -1).reduce((object, key) => (object[key] = { ...object[key] }), changed);
        const last = breakage.path.at(-1);
        if ("value" in breakage) parent[last] = breakage.value;
        else delete parent[last];
        return { props: changed, opts };
      });
      function structuredCloneOfPlain(props) { return { ...props }; }
      module.exports = require(${JSON.stringify(REPOSITORY)});
    `,
  });
}
