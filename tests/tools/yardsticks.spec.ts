import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { yardsticksPage } from "../../tools/pages/yardsticks-page";
import { yardsticks } from "../../tools/yardsticks";
import type { Rule, Yardstick } from "../../tools/yardsticks/yardstick";
import { controlFiles } from "../policies/controls/fixture-files";
import { YARDSTICK_IDS } from "./yardstick-ids";

const REPOSITORY = join(__dirname, "..", "..");
const files = controlFiles();
const names = new Set(files.map(({ name }) => name));
const everyRule = ({ rules, beyond }: Yardstick): readonly Rule[] => [...rules, ...beyond];

/** The file without its comments: words there hold nothing. */
function codeOf(file: string): string {
  const comments = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
  return readFileSync(join(REPOSITORY, file), "utf8").replace(comments, "");
}

/** Why the page does not bear out what a control says of itself under the references of `yardstick`. */
function problemsOf(yardstick: Yardstick, control: string, named: readonly string[]): readonly string[] {
  return named.flatMap((id) => {
    const found = everyRule(yardstick).find((rule) => rule.id === id);
    if (!found) return [`${control} names ${id}, which the page does not have`];
    const { standing } = found;
    if (standing.kind !== "enforced") return [`${control} names ${id}, which the page has as ${standing.kind}`];
    const enforcing = standing.controls.map((each) => each.control);
    return enforcing.includes(control)
      ? []
      : [`${control} names ${id}, which the page gives to ${enforcing.join(", ")}`];
  });
}

describe("yardsticks", () => {
  it("are those that ids are written out for", () => {
    expect(yardsticks.map(({ title }) => title)).to.have.members(Object.keys(YARDSTICK_IDS));
  });

  for (const yardstick of yardsticks) {
    describe(yardstick.title, () => {
      it("has every rule of its source once", () => {
        expect(yardstick.rules.map(({ id }) => id)).to.have.members([...(YARDSTICK_IDS[yardstick.title] ?? [])]);
      });

      it("has no rule both within its list and beyond it", () => {
        const ids = everyRule(yardstick).map(({ id }) => id);
        expect(ids.filter((id, index) => ids.indexOf(id) !== index)).to.deep.equal([]);
      });

      it("names controls that there are", () => {
        const dangling = everyRule(yardstick).flatMap(({ id, standing }) =>
          standing.kind === "enforced"
            ? standing.controls.filter(({ control }) => !names.has(control)).map(({ control }) => `${id}: ${control}`)
            : [],
        );
        expect(dangling).to.deep.equal([]);
      });

      it("names components that there are, by words that stand in their code", () => {
        const wrong = everyRule(yardstick).flatMap(({ id, standing }) =>
          standing.kind === "held"
            ? standing.places
                .filter(({ file, words }) => !existsSync(join(REPOSITORY, file)) || !codeOf(file).includes(words))
                .map(({ file, words }) => `${id}: ${file} has no ${words}`)
            : [],
        );
        expect(wrong).to.deep.equal([]);
      });

      it("gives a reason wherever nothing holds a rule", () => {
        for (const { id, standing } of everyRule(yardstick)) {
          if (standing.kind === "enforced") expect(standing.controls, id).not.to.have.length(0);
          else if (standing.kind === "held") expect(standing.places, id).not.to.have.length(0);
          else expect(standing.why, id).to.match(/\w{3,}.* .*\w{3,}/);
        }
      });
    });
  }

  for (const yardstick of yardsticks) {
    const { title, references } = yardstick;
    if (references === undefined) continue;
    it(`bear out what controls say of themselves under ${title}`, () => {
      const problems = files.flatMap(({ name, control }) =>
        problemsOf(yardstick, name, control?.references?.[references] ?? []),
      );
      expect(problems).to.deep.equal([]);
    });
  }
});

describe("the page of the yardsticks", () => {
  const page = yardsticksPage(REPOSITORY);

  it("has a row for every rule", () => {
    for (const rule of yardsticks.flatMap(everyRule)) {
      expect(page, rule.id).to.contain(`| \`${rule.id}\` |`);
    }
  });

  it("counts the rules of each yardstick by their verdicts", () => {
    expect(page).to.match(/^\| Pod Security Standards \| 25 \| 0 \| 0 \| 0 \| 0 \| 25 \|$/m);
  });

  it("says of a waiver in production only where it is about the rule", () => {
    const row = (id: string) => page.split("\n").find((line) => line.startsWith(`| \`${id}\` |`));
    expect(row("baseline: HostPath Volumes: volumes[*].hostPath")).to.contain("waived for `grid-driver`");
    expect(row("baseline: Host Namespaces: hostNetwork")).not.to.contain("waived");
  });

  it("leads to the control or the component that holds a rule", () => {
    expect(page).to.contain(
      "| `Azure.AKS.NetworkPolicy` | An engine for network policies | enforced | [network-policy-engine](controls/network-policy-engine.md) |",
    );
    expect(page).to.contain(
      '[components/registry/container-registry.ts](../components/registry/container-registry.ts): `exportPolicy: { status: "disabled" }`',
    );
  });
});
