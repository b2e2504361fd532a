import { isatty } from "node:tty";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pc from "picocolors";
import { plain, withoutControls } from "../assurance/plain-text";
import { UsageError } from "../offline/usage";
import { explain } from "./explain";
import { find, suggestions } from "./find";
import { mentionsIn } from "./mentions";
import { overview } from "./overview";
import { readPolicyConfigurations } from "./policy-configuration";

const REPOSITORY = join(__dirname, "..");

const EXIT = { explained: 0, failed: 1, usage: 2 } as const;

const USAGE = `Usage: npm run explain -- [ID]

  ID        a threat (T-1), a goal (G2), an inherited control (SI-3), a trust boundary (TB-4), a STRIDE category (tampering),
            a control (mek-outside-configmap) or a finding ("mek-outside-configmap[mek-config]"); without one, all are listed
  --help    this text

Tells what it is, which controls and code answer for it, how to see it, how to mend it and how to waive it.
`;

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parse(args);
  if (values.help) return print(USAGE);
  const context = {
    configurations: readPolicyConfigurations(REPOSITORY),
    today: new Date().toISOString().slice(0, 10),
    mentionsOf: (id: string) => mentionsIn(REPOSITORY, id),
    colors: pc.createColors(isatty(1)),
  };
  // Categories are of several words, and a finding's line is.
  const word = withoutControls(positionals.join(" ")).trim();
  if (positionals.length === 0) return print(overview(context));
  const subject = find(word);
  if (subject === undefined) throw new UsageError(unknownWord(word));
  print(await explain(subject, context));
}

function unknownWord(word: string): string {
  const meant = suggestions(word).map(plain);
  const question = meant.length > 0 ? ` Did you mean ${meant.join(" or ")}?` : "";
  return `"${plain(word)}" names no threat, goal, boundary, category or control.${question}`;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    throw new UsageError(plain((error as Error).message));
  }
}

function print(text: string): void {
  process.stdout.write(text);
}

// A reader that has seen enough, such as `head`, closes the pipe.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof UsageError)
    process.stderr.write('Run "npm run explain" for everything that can be explained.\n');
  process.exitCode = error instanceof UsageError ? EXIT.usage : EXIT.failed;
});
