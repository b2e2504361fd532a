import { expect } from "chai";
import { assuranceGraph } from "../../../assurance/formats/html/assurance-graph";
import type { Node } from "../../../assurance/formats/html/assurance-graph";
import { evidenceOf, finding } from "../assessed";
import { assessed, pageOf } from "./html-page";

const evidence = evidenceOf([
  finding("network-policy-engine", "fail", { level: "mandatory" }),
  finding("actions-pinned", "pass"),
]);
const graph = assuranceGraph(assessed(evidence).assuranceCase);

function node(id: string, of: Node["of"] = "model"): Node {
  const found = graph.nodes.find((each) => each.id === id && each.of === of);
  if (!found) throw new Error(`no node ${id}`);
  return found;
}

describe("assuranceGraph", () => {
  it("draws each element in the shape that Goal Structuring Notation has for it", () => {
    const shapes = graph.nodes.filter(({ of }) => of === "model").map(({ id, shape }) => `${id} ${shape}`);
    expect(shapes).to.have.members([
      "G0 goal",
      "G1 goal",
      "G2 goal",
      "G3 goal",
      "G4 goal",
      "E1 solution",
      "E2 solution",
      "A1 assumption",
      "A2 assumption",
    ]);
  });

  it("puts the claim on top, what carries it in a row below, and assumptions beside it", () => {
    expect(["G1", "G2", "G3", "G4", "E1", "E2"].every((id) => node(id).y > node("G0").y)).to.equal(true);
    expect(node("A1").y).to.equal(node("G0").y);
    expect(node("A1").x).to.be.below(node("G0").x);
    expect(node("A2").x).to.be.above(node("G0").x);
  });

  it("ties the claim to all that carries it, and to what is assumed", () => {
    const kinds = graph.edges.map(({ kind }) => kind);
    // G1 to G4, E1 and E2 for the claim, and what the run shows for each of the four goals.
    expect(kinds.filter((kind) => kind === "supports")).to.have.length(10);
    expect(kinds.filter((kind) => kind === "context")).to.have.length(2);
  });

  it("lets no two nodes overlap, and none leave the drawing", () => {
    for (const [index, one] of graph.nodes.entries()) {
      expect(one.x - one.width / 2, one.id).to.be.at.least(0);
      expect(one.x + one.width / 2, one.id).to.be.at.most(graph.width);
      expect(one.y + one.height / 2, one.id).to.be.at.most(graph.height);
      for (const other of graph.nodes.slice(index + 1)) {
        const apart =
          Math.abs(one.x - other.x) >= (one.width + other.width) / 2 ||
          Math.abs(one.y - other.y) >= (one.height + other.height) / 2;
        expect(apart, `${one.id} and ${other.id}`).to.equal(true);
      }
    }
  });

  it("says below each goal how much of what decides it holds", () => {
    expect(node("G4", "run").lines).to.deep.equal(["1 of 4", "hold", "3 not exercised"]);
    expect(node("G3").status).to.equal("undermined");
  });

  it("draws also a case without a claim", () => {
    expect(assuranceGraph([]).nodes).to.deep.equal([]);
  });

  it("has room for every statement of the model as a whole", () => {
    expect(graph.nodes.filter(({ lines }) => lines.some((line) => line.includes("…")))).to.deep.equal([]);
  });

  it("is links whose names say what can be read in them: id, kind, status and statement", () => {
    const [, name = "", text = ""] =
      /<a class="node node-model[^"]*" href="#G3" aria-label="([^"]*)">([\s\S]*?)<\/a>/.exec(pageOf(evidence)) ?? [];
    const statement = "Network access is restricted to private endpoints, VPN, and NSG-controlled subnets";
    expect(name).to.equal(`G3, goal, undermined: ${statement}`);
    const read = text.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
    expect(read.trim()).to.equal(`G3, goal undermined ${statement}`);
  });
});
