import { existsSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import pc from "picocolors";
import { columns } from "../../assurance/plain-text";
import { failureOf } from "../../explain/example";
import { explain } from "../../explain/explain";
import { find, names } from "../../explain/find";
import type { Subject } from "../../explain/find";
import { overview } from "../../explain/overview";
import { controls } from "../../policies/controls";
import { WaiverBook } from "../../policies/framework/waivers";
import { assuranceCase, boundaries, securityInheritance, threats } from "../../policies/model";
import { fixturesOf } from "../../tools/control-fixtures";
import { present, REPOSITORY, TODAY } from "./contexts";

const FILE = /(?<![\w/.-])\.?[A-Za-z][\w-]*(?:\/[\w.-]+)*\/[\w.-]+\.(?:ts|json|md|yml|yaml|ps1|py|sh|sql|tf|mjs)\b/g;

/** Files of the platform that the model judges, which is another repository. */
const FOREIGN = /^(?:infrastructure|training)\/|^docs\/operations\/security-guide\.md$/;

/** A finding's id is made of names of resources, which may be files of theirs. */
function withoutFindings(text: string): string {
  return text.replace(/^ {4}"finding": .*$/gm, "");
}

function subject(name: string): Subject {
  const found = find(name);
  if (!found) throw new Error(`${name} names nothing`);
  return found;
}

async function everything(context = present): Promise<ReadonlyMap<string, string>> {
  const texts = names.map(async (name) => [name, await explain(subject(name), context)] as const);
  return new Map([["the list", overview(context)], ...(await Promise.all(texts))]);
}

describe("everything that has a name", () => {
  let texts: ReadonlyMap<string, string>;
  before(async () => {
    texts = await everything();
  });

  it("is each threat, boundary, category, element of the assurance case, inherited control and control", () => {
    const ids = [threats, boundaries, assuranceCase, securityInheritance].flatMap((each) => each.map(({ id }) => id));
    expect(names).to.include.members([...ids, ...controls.map(({ name }) => name)]);
    expect(names).to.include.members(["spoofing", "denial-of-service", "elevation-of-privilege", "waivers"]);
  });

  it("is on the list", () => {
    const listed = (texts.get("the list") ?? "").split("\n").map((line) => line.trim().split(" ")[0]);
    expect(listed).to.include.members([...names]);
  });

  it("is explained in at most 100 columns", () => {
    const wide = [...texts].flatMap(([name, text]) =>
      text.split("\n").flatMap((line) => (columns(line) > 100 ? [`${name}: ${line}`] : [])),
    );
    expect(wide).to.deep.equal([]);
  });

  it("is explained without a line that ends in a space or says undefined", () => {
    const wrong = [...texts].filter(([, text]) => / \n|undefined|\[object|\n\n\n/.test(text)).map(([name]) => name);
    expect(wrong).to.deep.equal([]);
  });

  it("is explained by files that this repository has", () => {
    const named = [...texts].flatMap(([name, text]) =>
      [...withoutFindings(text).matchAll(FILE)].map(([file]) => ({ name, file })),
    );
    const missing = named.filter(({ file }) => !FOREIGN.test(file) && !existsSync(join(REPOSITORY, file)));
    expect(missing).to.deep.equal([]);
    expect(named.length).to.be.greaterThan(500);
  });

  it("says the same in colour, line by line", async () => {
    const colored = await everything({ ...present, colors: pc.createColors(true) });
    for (const [name, text] of colored) {
      expect(stripVTControlCharacters(text), name).to.equal(texts.get(name));
      expect(text, name).to.contain("\u001b[1m");
    }
  });
});

describe("the waiver that an explanation suggests", () => {
  for (const control of controls) {
    it(`is taken by the pack, and covers the failure shown: ${control.name}`, async () => {
      const text = await explain(subject(control.name), present);
      const suggested: unknown = JSON.parse(
        /^ {2}\{\n[^]*?^ {2}\}$/m.exec(text.slice(text.indexOf("Waive it")))?.[0] ?? "",
      );
      const book = new WaiverBook([suggested], new Set(controls.map(({ name }) => name)), TODAY);
      expect(book.problems).to.deep.equal([]);
      const failure = failureOf(await fixturesOf(control));
      expect(failure && book.covering(control.name, failure)).to.deep.equal(suggested);
      expect(suggested).to.include({ expires: "2027-03-01" });
    });
  }
});
