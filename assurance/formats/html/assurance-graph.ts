import type { Decider, ElementResult } from "../../assurance-case";
import { plain, wrap } from "../../plain-text";

/** Shapes of Goal Structuring Notation: a goal is a rectangle, a solution a circle, an assumption an oval with an A beside it. */
export type Shape = "goal" | "solution" | "assumption";

export interface Node {
  /** Id of the element; of what the run shows for a goal, the goal's. */
  readonly id: string;
  readonly shape: Shape;
  readonly status: ElementResult["status"];
  /** Whether the node is of the model, or sums up what the run shows. */
  readonly of: "model" | "run";
  /** What the model calls it: goal, evidence or assumption. */
  readonly kind: ElementResult["kind"];
  /** What it is in words, with the whole of what stands in it, in that order. */
  readonly name: string;
  readonly lines: readonly string[];
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Edge {
  /** `supports`: what is below carries what is above. `context`: what is beside is assumed. */
  readonly kind: "supports" | "context";
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

export interface Graph {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

const GAP = 18;
const CLAIM = { width: 320, height: 104, y: 70 };
const GOAL = { width: 188, height: 136, y: 268 };
const CIRCLE = { width: 204, height: 204, y: 268 };
const OVAL = { width: 300, height: 124, y: 70 };
const SHOWN = { width: 112, height: 112, y: 430 };

/** Characters that a line takes, in the letters of the graph. */
const LETTER = 6.2;

/** Lines of a statement that a shape has room for: as many as the model's have. The list below has any other whole. */
const LINES: Readonly<Record<Shape, number>> = { goal: 5, solution: 6, assumption: 3 };

/**
 * The assurance case as a drawing: the claim on top with what is assumed on both sides, in a row below what carries it, and below
 * each goal what the run shows of it.
 */
export function assuranceGraph(elements: readonly ElementResult[]): Graph {
  const goals = elements.filter(({ kind }) => kind === "goal");
  const [claim, ...carrying] = goals;
  const evidence = elements.filter(({ kind }) => kind === "evidence");
  const assumptions = elements.filter(({ kind }) => kind === "assumption");
  const half = Math.ceil(evidence.length / 2);
  const row = [...evidence.slice(0, half), ...carrying, ...evidence.slice(half)];
  const widths = row.map(({ kind }) => (kind === "goal" ? GOAL.width : CIRCLE.width));
  const width = Math.max(
    widths.reduce((sum, each) => sum + each + GAP, GAP),
    CLAIM.width + 2 * (OVAL.width + 3 * GAP),
  );
  let left = (width - widths.reduce((sum, each) => sum + each + GAP, -GAP)) / 2;
  const placed = row.map((element, index) => {
    const size = element.kind === "goal" ? GOAL : CIRCLE;
    const x = left + (widths[index] ?? 0) / 2;
    left += (widths[index] ?? 0) + GAP;
    return node(element, x, size);
  });
  const top = claim ? [node(claim, width / 2, CLAIM)] : [];
  const beside = assumptions.map((element, index) =>
    node(element, index % 2 === 0 ? GAP + OVAL.width / 2 : width - GAP - OVAL.width / 2, {
      ...OVAL,
      y: OVAL.y + Math.floor(index / 2) * (OVAL.height + GAP),
    }),
  );
  const shown = placed
    .filter(({ shape }) => shape === "goal")
    .flatMap((goal) => {
      const element = elements.find(({ id }) => id === goal.id);
      return element && element.deciders.length > 0 ? [shownNode(element, goal.x)] : [];
    });
  return {
    width,
    height: SHOWN.y + SHOWN.height / 2 + 10,
    nodes: [...top, ...beside, ...placed, ...shown],
    edges: [
      ...top.flatMap((above) => placed.map((below) => supports(above, below))),
      ...top.flatMap((of) => beside.map((assumed) => context(of, assumed))),
      ...shown.flatMap((below) => placed.filter(({ id }) => id === below.id).map((above) => supports(above, below))),
    ],
  };
}

function node(element: ElementResult, x: number, { width, height, y }: typeof GOAL): Node {
  const { id, kind, status, statement } = element;
  const shape: Shape = kind === "evidence" ? "solution" : kind;
  return {
    id,
    shape,
    status,
    of: "model",
    kind,
    name: `${id}, ${kind}, ${status}: ${plain(statement)}`,
    lines: lined(statement, shape === "goal" ? width - 24 : width * 0.74, LINES[shape]),
    x,
    y,
    width,
    height,
  };
}

/** How much of what decides a goal holds in the run. */
function shownNode({ id, status, deciders, exceptions, notExercised }: ElementResult, x: number): Node {
  const beside = [
    ...(exceptions.length > 0 ? [`${exceptions.length} accepted`] : []),
    ...(notExercised.length > 0 ? [`${notExercised.length} not exercised`] : []),
  ];
  const lines = [`${deciders.filter(holds).length} of ${deciders.length}`, "hold", ...beside];
  return {
    id,
    shape: "solution",
    status,
    of: "run",
    kind: "evidence",
    name: `What the run shows of ${id}: ${lines.join(" ")}`,
    lines,
    x,
    ...SHOWN,
  };
}

function holds({ status }: Decider): boolean {
  return status === "mitigated" || status === "supported";
}

/** From the parent's lower edge to the child's upper one. */
function supports(above: Node, below: Node): Edge {
  // Spread along the parent's edge, so that arrows do not start in one point.
  const reach = above.width / 2 - 24;
  const offset = Math.max(-reach, Math.min(reach, (below.x - above.x) / 4));
  return {
    kind: "supports",
    from: [above.x + offset, above.y + above.height / 2],
    to: [below.x, below.y - below.height / 2],
  };
}

function context(of: Node, assumed: Node): Edge {
  const side = assumed.x < of.x ? -1 : 1;
  return {
    kind: "context",
    from: [of.x + (side * of.width) / 2, of.y],
    to: [assumed.x - (side * assumed.width) / 2, assumed.y],
  };
}

/** `text` in at most `most` lines that fit `width`; what is left out is told by an ellipsis. */
function lined(text: string, width: number, most: number): readonly string[] {
  const lines = wrap(plain(text), Math.floor(width / LETTER), "").split("\n");
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  return [...kept.slice(0, -1), `${(kept.at(-1) ?? "").replace(/[\s,;(]*\S*$/, "")} …`];
}
