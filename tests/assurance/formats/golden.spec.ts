import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect } from "chai";
import { GOLDEN, goldenRuns, textsOf } from "./text-runs";

/** Where what a failing test got is written: to be compared and, where it is what should be, copied over the golden file. */
const GOT = join(tmpdir(), "physical-ai-golden");

function expectGolden(name: string, text: string): void {
  const file = join(GOLDEN, name);
  const golden = readFileSync(file, "utf8");
  if (text === golden) return;
  mkdirSync(GOT, { recursive: true });
  writeFileSync(join(GOT, name), text);
  expect.fail(
    `The report is not as ${relative(process.cwd(), file)} has it. See: diff -u ${relative(process.cwd(), file)} ${join(GOT, name)}`,
  );
}

describe("the reports that are text", () => {
  for (const [name, run] of Object.entries(goldenRuns)) {
    it(`show the ${name.replaceAll("-", " ")} in the terminal as the golden file has it`, () => {
      expectGolden(`${name}.terminal.txt`, textsOf(run()).terminal);
    });

    it(`show the ${name.replaceAll("-", " ")} in Markdown as the golden file has it`, () => {
      expectGolden(`${name}.markdown.txt`, textsOf(run()).markdown);
    });
  }
});
