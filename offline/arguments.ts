import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { ParseArgsConfig } from "node:util";
import { plain } from "../assurance/plain-text";
import { UsageError } from "./usage";

/** Every command tells of itself. */
const HELP = { help: { type: "boolean", short: "h" } } as const;

/**
 * Reads the arguments after the script's name: the command's own `options` and `--help`, and what is no option.
 *
 * @throws UsageError naming an option that is none, or lacks its value
 */
export function readArguments<Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { ...options, ...HELP } });
  } catch (error) {
    throw new UsageError(plain((error as Error).message));
  }
}

/**
 * The file or folder that `option` names, as seen from where the command was called; undefined where it is not given.
 *
 * @throws UsageError where it is empty
 */
export function pathGiven<Option extends string>(
  values: { readonly [option in Option]?: string },
  option: Option,
): string | undefined {
  const path: string | undefined = values[option];
  if (path === "") throw new UsageError(`--${option} is empty.`);
  return path === undefined ? undefined : resolve(path);
}
