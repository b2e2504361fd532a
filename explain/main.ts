import { isatty } from "node:tty";
import { join } from "node:path";
import pc from "picocolors";
import { plain, withoutControls } from "../assurance/plain-text";
import { readArguments } from "../offline/arguments";
import { runCommand } from "../offline/command";
import { UsageError } from "../offline/usage";
import { explain } from "./explain";
import { find, suggestions } from "./find";
import { mentionsIn } from "./mentions";
import { overview } from "./overview";
import { readPolicyConfigurations } from "./policy-configuration";

const REPOSITORY = join(__dirname, "..");

const EXIT = { explained: 0, failed: 1 } as const;

const USAGE = `Usage: npm run explain -- [ID]

  ID        a threat (T-1), a goal (G2), an inherited control (SI-3), a trust boundary (TB-4), a STRIDE category (tampering),
            a control (mek-outside-configmap) or a finding ("mek-outside-configmap[mek-config]"); without one, all are listed
  --help    this text

Tells what it is, which controls and code answer for it, how to see it, how to mend it and how to waive it.
`;

async function main(args: readonly string[]): Promise<number> {
  process.stdout.write(await answerTo(args));
  return EXIT.explained;
}

async function answerTo(args: readonly string[]): Promise<string> {
  const { values, positionals } = readArguments(args, {});
  if (values.help) return USAGE;
  const context = {
    configurations: readPolicyConfigurations(REPOSITORY),
    today: new Date().toISOString().slice(0, 10),
    mentionsOf: (id: string) => mentionsIn(REPOSITORY, id),
    colors: pc.createColors(isatty(1)),
  };
  // Categories are of several words, and a finding's line is.
  const word = withoutControls(positionals.join(" ")).trim();
  if (positionals.length === 0) return overview(context);
  const subject = find(word);
  if (subject === undefined) throw new UsageError(unknownWord(word));
  return explain(subject, context);
}

function unknownWord(word: string): string {
  const meant = suggestions(word).map(plain);
  const question = meant.length > 0 ? ` Did you mean ${meant.join(" or ")}?` : "";
  return `"${plain(word)}" names no threat, goal, boundary, category or control.${question}`;
}

runCommand(main, { failure: EXIT.failed, hint: 'Run "npm run explain" for everything that can be explained.' });
