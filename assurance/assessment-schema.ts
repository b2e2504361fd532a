import { z } from "zod";
import { assuranceCase, boundaries, contradictions, securityInheritance, threats } from "../policies/model";
import type { GoalId } from "../policies/model";
import { ASSESSMENT_VERSION } from "./assessment";
import type { Assessment } from "./assessment";
import { evidenceSchema, findingSchema, waiverSchema } from "./evidence-schema";
import { STATUSES } from "./register";

const text = z.string();
const texts = z.array(text).readonly();
const count = z.number().int().nonnegative();
const verdict = findingSchema.unwrap().shape.verdict;
const run = evidenceSchema.unwrap().shape.run;

const status = z.enum(STATUSES).describe("What the evidence makes of it; mitigated where every control ran and passes");
const elementStatus = z.enum(["supported", "undermined", "undetermined"]);
const severity = z.enum(["low", "medium", "high", "critical"]);
const level = z.enum(["Low", "Medium", "High"]);
const category = z.enum(threats.map((threat) => threat.category));
const boundaryId = z.enum(boundaries.map(({ id }) => id));
const threatId = z.enum(threats.map(({ id }) => id));
const elementId = z.enum(assuranceCase.map(({ id }) => id));
const goalIds = assuranceCase.flatMap(({ id, kind }) => (kind === "goal" ? [id as GoalId] : []));
const servedId = z.enum([...threatId.options, ...goalIds, ...securityInheritance.map(({ id }) => id)]);

const controlResult = z.strictObject({
  control: text.describe("Name of the control"),
  verdict: z
    .enum([...verdict.options, "not exercised"])
    .describe("The worst that it showed anywhere; not exercised where there was nothing for it to judge"),
  mandatory: z.boolean().describe("Whether any of its failures is mandatory"),
  undetermined: z.boolean().describe("Whether any of it is undecided, also where the worst is a failure"),
});

const registerEntry = z.strictObject({
  id: servedId,
  title: text,
  status,
  controls: z.array(controlResult.readonly()).readonly(),
});

const threatEntry = registerEntry.extend({
  id: threatId,
  category,
  boundary: boundaryId,
  likelihood: level,
  impact: level,
  rating: z.enum([...level.options, "Critical"]),
  modelStatus: z.enum(["Open", "Accepted"]).describe("What the model itself says of it"),
});

const assessedControl = controlResult.extend({
  name: text,
  serves: texts.describe("Ids of the threats, goals and inherited controls that it serves"),
  title: text,
  severity,
  kind: z.enum(["resource", "stack"]),
  judges: texts.describe("Types of the resources that it judges, without API versions"),
  remediation: text,
  page: text.describe("Its page, from the root of the repository"),
  counts: z
    .strictObject({ pass: count, fail: count, waived: count, undetermined: count, error: count })
    .readonly()
    .describe("How many of its findings have which verdict"),
});

const metric = z.strictObject({
  metric: text,
  current: text.describe("As the model writes it"),
  target: text.describe("As the model writes it"),
  values: z.strictObject({ current: z.number(), target: z.number() }).readonly(),
  unit: z.enum(["percent", "threats"]),
  better: z.enum(["higher", "lower"]).describe("Whether the target is a least or a most"),
  measured: z.number().optional().describe("Left out where no evidence tells"),
  undecided: count.describe("How many threats could still be added to what is measured"),
  met: z.boolean().optional().describe("Left out as long as it is not decided"),
  basis: text.describe("What it was measured by, or why it was not"),
});

const element = z.strictObject({
  id: elementId,
  kind: z.enum(["goal", "evidence", "assumption"]),
  statement: text,
  status: elementStatus,
  because: text,
  deciders: z
    .array(
      z
        .strictObject({
          kind: z.enum(["threat", "control", "inherited control", "element"]),
          id: text,
          status: z.enum([...STATUSES, ...elementStatus.exclude(["undetermined"]).options]),
        })
        .readonly(),
    )
    .readonly()
    .describe("What it rests on"),
  exceptions: texts.describe("The deciders that hold only because somebody accepts what fails"),
  notExercised: texts.describe("The deciders of which a control found nothing to judge"),
  contradictions: texts.describe("Where the model contradicts itself about it"),
});

const roadmapItem = z.strictObject({
  priority: count,
  item: text,
  threats: z.array(threatId).readonly(),
  effort: text,
  keyDependency: text,
  status: z
    .enum(["done", "to do", ...status.exclude(["mitigated", "open"]).options])
    .describe("The worst status of its threats; done where all are mitigated, to do where one is open"),
  done: count.describe("How many of its threats are mitigated"),
  statuses: z.array(z.strictObject({ id: text, status }).readonly()).readonly(),
});

const view = <Id extends z.ZodType<string>>(id: Id) =>
  z.strictObject({
    id,
    title: text,
    threats: texts,
    counts: z.array(z.strictObject({ status, count }).readonly()).readonly(),
  });

const waiver = z.strictObject({
  state: z.enum(["current", "near expiry", "expired", "malformed", "unused"]),
  covers: texts.describe("Ids of findings; of one that covers nothing, which waiver it is"),
  serves: texts,
  waiver: waiverSchema.optional(),
  daysLeft: z.number().int().optional().describe("Its last day included"),
  problem: text.describe("What is wrong with it; empty where nothing is"),
});

const contradiction = z.strictObject({
  id: z.enum(contradictions.map((each) => each.id)),
  where: texts,
  what: text,
});

const statusChanges = z.array(z.strictObject({ id: text, before: status, after: status }).readonly()).readonly();
const findingChanges = z
  .array(
    z
      .strictObject({
        control: text,
        subject: text,
        resource: text,
        before: verdict.optional().describe("Left out where there was none"),
        after: verdict.optional().describe("Left out where there is none any more"),
      })
      .readonly(),
  )
  .readonly();

const comparison = z.strictObject({
  earlier: run.describe("The earlier run"),
  reservations: texts.describe("Why the two can be compared only in part"),
  better: statusChanges,
  worse: statusChanges,
  findings: z.strictObject({ new: findingChanges, worse: findingChanges, better: findingChanges }),
});

const form = z
  .strictObject({
    version: z.literal(ASSESSMENT_VERSION),
    day: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .describe("Day that waivers were counted from"),
    run,
    blocked: z.boolean().describe("Whether something mandatory fails, of whatever pack"),
    threats: z.array(threatEntry.readonly()).readonly().describe("The threat register, in the model's order"),
    baseline: z
      .array(registerEntry.readonly())
      .readonly()
      .describe("Goals and inherited controls that have controls of their own"),
    controls: z.array(assessedControl.readonly()).readonly(),
    metrics: z.array(metric.readonly()).readonly(),
    assuranceCase: z.array(element.readonly()).readonly(),
    roadmap: z.array(roadmapItem.readonly()).readonly(),
    boundaries: z.array(view(boundaryId).readonly()).readonly(),
    categories: z.array(view(category).readonly()).readonly(),
    waivers: z.array(waiver.readonly()).readonly(),
    contradictions: z.array(contradiction.readonly()).readonly().describe("Where the model contradicts itself"),
    comparison: comparison.readonly().optional().describe("What is different from an earlier run"),
  })
  .readonly();

/** Compiles only where an assessment has the form. */
type OfThisForm<Type extends z.infer<typeof form>> = Type;

/**
 * The form of assessment.json: everything that an assessment has, and nothing else. Compiles only where whatever has the form is
 * an assessment.
 */
export const assessmentSchema: z.ZodType<OfThisForm<Assessment>> = form;
