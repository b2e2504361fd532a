/** The engine's colour directives, as in `<{%fg 1%}>error<{%reset%}>`. */
const DIRECTIVE = /<\{%[^%]*%\}>/g;

/**
 * `message` without the engine's colour directives. An event log has them around each message, unless the command ran with
 * `--color never`.
 */
export function withoutColors(message: string): string {
  return message.replace(DIRECTIVE, "");
}
