import { z } from "zod";

/** Version of the evidence's form. A reader refuses another: what it would leave out could be what decides. */
export const EVIDENCE_VERSION = 1;

const level = z.enum(["advisory", "mandatory"]).describe("Whether a failure ends the run");
const urn = z.string().describe("URN of the resource; empty where the whole stack was judged");
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const time = z.iso.datetime();

export const waiverSchema = z
  .object({
    owner: z.string().describe("Who answers for the accepted failure"),
    expires: day.describe("Last day on which it holds, UTC"),
    reason: z.string(),
    compensatingControl: z.string().describe("What protects in place of the control; empty where the run did not say"),
  })
  .readonly();

export const findingSchema = z
  .object({
    control: z.string(),
    serves: z
      .array(z.string())
      .readonly()
      .describe("Ids of the model; empty where the engine alone reports, as of a pass"),
    subject: z.string().describe("What was judged, as a finding's id names it; a pass has the resource's name"),
    resource: urn,
    verdict: z.enum(["pass", "fail", "waived", "undetermined", "error"]),
    level,
    statement: z.string(),
    set: z.string().optional().describe("What exactly to set"),
    remedy: z.string().optional(),
    waiver: waiverSchema.optional().describe("Who accepts the failure; only with the verdict waived"),
    source: z
      .enum(["event", "rehearsal", "state", "chart"])
      .describe(
        "Where it was seen: an event of the run, the rehearsed update that decides what a preview can't know, an exported state, or the manifests of a rendered chart",
      ),
    time: time.optional().describe("When; left out where the source does not tell"),
  })
  .readonly();

export const foreignViolationSchema = z
  .object({ pack: z.string(), policy: z.string(), resource: urn, level })
  .readonly()
  .describe("A violation that a policy of another pack reported: no evidence of this model, and listed apart");

export const evidenceSchema = z
  .object({
    version: z.literal(EVIDENCE_VERSION),
    run: z
      .object({
        operation: z.enum(["preview", "update", "audit"]).describe("An audit judges an exported state"),
        standIns: z
          .boolean()
          .describe("Whether stand-ins answered for the cloud: what only a provider knows is made up"),
        rehearsed: z.boolean().describe("Whether an update on stand-ins decided what the preview could not know"),
        project: z.string().describe("Empty where the run named no resource"),
        stack: z.string().describe("Empty where the run named no resource"),
        started: time.optional(),
        ended: time.optional(),
        complete: z.boolean().describe("Whether the engine came to its end, having judged all there is"),
        shortfall: z.string().optional().describe("What kept the run from being complete"),
        judged: z.boolean().describe("Whether the pack was there at all"),
        packs: z
          .array(
            z
              .object({ name: z.string(), version: z.string().describe("Empty where the engine did not say") })
              .readonly(),
          )
          .readonly()
          .describe("The packs that judged"),
        caveats: z
          .array(z.string())
          .readonly()
          .describe("What else a reader has to know of how the evidence came about"),
      })
      .readonly(),
    resources: z.number().int().nonnegative().describe("How many resources were judged"),
    actions: z
      .number()
      .int()
      .nonnegative()
      .optional()
      .describe("How many uses of actions the repository's workflows have; left out where the run does not show them"),
    findings: z.array(findingSchema).readonly(),
    foreign: z.array(foreignViolationSchema).readonly(),
  })
  .readonly();

/** By whom, why and until when a failure is accepted, and what protects meanwhile. */
export type Waiver = z.infer<typeof waiverSchema>;

/** What a run showed of one control at one place. */
export type Finding = z.infer<typeof findingSchema>;

export type Verdict = Finding["verdict"];
export type Source = Finding["source"];

/** A violation that a policy of another pack reported: no evidence of this model, and listed apart. */
export type ForeignViolation = z.infer<typeof foreignViolationSchema>;

/** All that a run showed, as plain JSON. */
export type Evidence = z.infer<typeof evidenceSchema>;
