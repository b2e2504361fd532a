import { expect } from "chai";
import { readCommandLine } from "../../offline/command-line";
import { UsageError } from "../../offline/usage";

const here = "/repository";

describe("the offline command line", () => {
  it("previews the dev stack of the platform unless told otherwise", () => {
    expect(readCommandLine(["preview"], here)).to.include({ operation: "preview", stack: "dev", program: here });
  });

  it("takes every option, with paths made absolute", () => {
    const options = ["up", "--stack", "prod", "--program", "/p", "--policy-config", "/c.json", "--out", "/o"];
    expect(readCommandLine(options, here)).to.deep.equal({
      operation: "up",
      stack: "prod",
      program: "/p",
      policyConfig: "/c.json",
      rehearse: true,
      out: "/o",
    });
  });

  it("rehearses the update after a preview unless told not to", () => {
    expect(readCommandLine(["preview"], here)).to.include({ rehearse: true });
    expect(readCommandLine(["preview", "--no-rehearsal"], here)).to.include({ rehearse: false });
  });

  it("asks for nothing where help is wanted", () => {
    expect(readCommandLine(["--help"], here)).to.equal(undefined);
  });

  const wrong: readonly (readonly [string, string[], RegExp])[] = [
    ["no operation", [], /No operation given: one of preview, up, destroy/],
    ["an operation that there is not", ["refresh"], /"refresh" is no operation/],
    ["two operations", ["preview", "up"], /"up" is one argument too many/],
    ["an option that there is not", ["preview", "--force"], /--force/],
    ["an option without its value", ["preview", "--stack"], /--stack/],
    ["a stack name that is a path", ["preview", "--stack", "../../etc"], /"..\/..\/etc" is no stack name/],
    ["an empty stack name", ["preview", "--stack", ""], /is no stack name/],
    ["a stack name of 101 characters", ["preview", "--stack", "x".repeat(101)], /is no stack name/],
    ["a stack name in another script", ["preview", "--stack", "прод"], /is no stack name/],
    ["an empty folder", ["preview", "--out", ""], /--out is empty/],
  ];
  for (const [what, args, message] of wrong) {
    it(`refuses ${what}, naming it`, () => {
      expect(() => readCommandLine(args, here)).to.throw(UsageError, message);
    });
  }
});
