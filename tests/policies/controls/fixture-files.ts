import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Control } from "../../../policies/framework/control";
import type { Fixtures } from "../../../policies/framework/fixtures";

/** A control's file with the fixtures beside it. */
export interface ControlFile {
  /** From the folder of the controls, as in `denial-of-service/subnet-own-nsg.ts`. */
  readonly path: string;
  /** Name of the file without ending. */
  readonly name: string;
  /** Name of its folder. */
  readonly category: string;
  /** What the file exports; undefined where that is no control. */
  readonly control: Control | undefined;
  /** Default export of the file of fixtures; undefined where there is none. */
  readonly fixtures: Fixtures | undefined;
}

const CONTROLS = join(__dirname, "..", "..", "..", "policies", "controls");

/** Every control as the folder holds it, whether or not it is listed. */
export function controlFiles(): readonly ControlFile[] {
  const paths = readdirSync(CONTROLS, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  return paths
    .filter((path) => path.includes("/") && path.endsWith(".ts") && !path.endsWith(".fixtures.ts"))
    .sort()
    .map((path) => {
      const beside = path.replace(/\.ts$/, ".fixtures.ts");
      return {
        path,
        name: basename(path, ".ts"),
        category: dirname(path),
        control: Object.values(load(path)).find(isControl),
        fixtures: paths.includes(beside) ? (load(beside).default as Fixtures | undefined) : undefined,
      };
    });
}

function load(path: string): Record<string, unknown> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- mocha asks for the tests' titles before any import could be awaited
  return require(join(CONTROLS, path)) as Record<string, unknown>;
}

function isControl(value: unknown): value is Control {
  return typeof value === "object" && value !== null && "check" in value && "remediation" in value;
}
