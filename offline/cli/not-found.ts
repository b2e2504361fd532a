import { OLDEST_CLI } from "./pulumi-cli";

/** The ways to a CLI, in the order they are tried. */
export type Way = "PULUMI_CLI" | "PATH" | "official installer" | "Go modules";

export interface SkippedWay {
  readonly way: Way;
  /** Why it did not serve, without a full stop. */
  readonly why: string;
}

/** No CLI can be had. The message is for the user as it stands: every way with its reason, and what to do. */
export class CliNotFoundError extends Error {
  override readonly name = "CliNotFoundError";

  private constructor(
    message: string,
    /** Every way tried. */
    readonly skipped: readonly SkippedWay[],
  ) {
    super(message);
  }

  /** PULUMI_CLI is set, and can't be used. */
  static ofNamed(why: string): CliNotFoundError {
    const message = `PULUMI_CLI: ${why}.\nSet it to a Pulumi CLI (the program, or a folder with bin/pulumi), or unset it to have one found.`;
    return new CliNotFoundError(message, [{ way: "PULUMI_CLI", why }]);
  }

  /** None of the ways serves. */
  static ofAll(
    skipped: readonly SkippedWay[],
    needed: { readonly go: string; readonly cache: string },
  ): CliNotFoundError {
    const width = Math.max(...skipped.map(({ way }) => way.length)) + 2;
    const margin = `\n${" ".repeat(width + 2)}`;
    const lines = [
      "No Pulumi CLI can be had. Tried, in this order:",
      ...skipped.map(({ way, why }) => `  ${way.padEnd(width)}${why.replace(/\n/g, margin)}`),
      "Do one of these and run again:",
      `  install Pulumi ${OLDEST_CLI} or newer (https://www.pulumi.com/docs/install/), on PATH or named by PULUMI_CLI`,
      "  let this machine reach get.pulumi.com, for the official installer",
      `  install Go ${needed.go} or newer (https://go.dev/dl/) and let it reach a module proxy (GOPROXY), for a build`,
      `The cache is ${needed.cache}; PHYSICAL_AI_CACHE moves it.`,
    ];
    return new CliNotFoundError(lines.join("\n"), skipped);
  }
}
