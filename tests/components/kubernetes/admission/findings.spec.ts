import { expect } from "chai";
import { inImages, inPods, inWriting } from "../../../../components/kubernetes/admission/findings";

const MESSAGE = { problem: "boots in", remedy: "Take them off" };

describe("What a rule finds in pods", () => {
  it("is listed by the names of containers and volumes, and is its own sign", () => {
    const { variable, refusal } = inPods("boots", { container: "has(c.boots)", volume: "has(v.boots)" }, MESSAGE);
    expect(variable).to.deep.equal({
      name: "boots",
      expression:
        "variables.containers.filter(c, has(c.boots)).map(c, c.name) " +
        "+ object.spec.?volumes.orValue([]).filter(v, has(v.boots)).map(v, v.name)",
    });
    expect(refusal).to.deep.equal({
      found: "boots",
      suspected: { container: "has(c.boots)", volume: "has(v.boots)" },
      problem: "boots in",
      remedy: "Take them off",
    });
  });

  it("is looked for only where it can be", () => {
    expect(inPods("boots", { container: "has(c.boots)" }, MESSAGE).variable.expression).to.equal(
      "variables.containers.filter(c, has(c.boots)).map(c, c.name)",
    );
    expect(inPods("boots", { volume: "has(v.boots)" }, MESSAGE).variable.expression).to.equal(
      "object.spec.?volumes.orValue([]).filter(v, has(v.boots)).map(v, v.name)",
    );
  });

  it("may be an image, of a container or mounted as a volume", () => {
    const { refusal } = inImages("old", (image) => `${image}.endsWith(':old')`, MESSAGE);
    expect(refusal.suspected).to.deep.equal({
      container: "c.?image.orValue('').endsWith(':old')",
      volume: "has(v.image) && v.image.?reference.orValue('').endsWith(':old')",
    });
  });
});

describe("What a rule finds in writing", () => {
  const { variables, refusals } = inWriting({
    name: "boot",
    sign: "t.contains('boot')",
    reads: [{ name: "shoes", expression: "[]" }],
    variables: { are: "e.name == 'BOOT'", problem: "boots in the variables" },
    commands: { are: "l.text.contains('boot')", problem: "boots on the command line of" },
    remedy: "Take them off",
  });

  it("is looked for with what it reads before it", () => {
    expect(variables.map(({ name }) => name)).to.deep.equal([
      "containers",
      "environment",
      "commandLines",
      "commands",
      "written",
      "isShort",
      "bootHinted",
      "shoes",
      "bootVariables",
      "bootCommands",
    ]);
  });

  it("is told by names of variables and containers, never by values", () => {
    expect(variables.slice(-2).map(({ expression }) => expression)).to.deep.equal([
      "variables.environment.filter(e, e.name == 'BOOT').map(e, e.container + '/' + e.name)",
      "variables.commandLines.filter(l, l.text.contains('boot')).map(l, l.container)",
    ]);
  });

  it("is refused where its sign is there, for what is wrong with each", () => {
    const suspected = { variable: "bootHinted", written: "t.contains('boot')" };
    expect(refusals).to.deep.equal([
      { found: "bootVariables", suspected, problem: "boots in the variables", remedy: "Take them off" },
      { found: "bootCommands", suspected, problem: "boots on the command line of", remedy: "Take them off" },
    ]);
  });
});
