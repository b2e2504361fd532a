import { resourceControl } from "../../framework/control";
import { oneOf } from "../../framework/expectation";
import type { Finding } from "../../framework/finding";
import type { Properties } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { EVIDENCE } from "../../framework/resource-types";
import { allOf, holds } from "../../framework/truth";
import { isWhole, jobsOf, labelOf, listOf } from "../../framework/workflow-evidence";

const FIXED = oneOf("commit", "digest", "local");

/** What may stand behind `@` for each way to pin; the reference itself is asked again, whoever gathered the evidence. */
const REFERENCES: ReadonlyMap<string, RegExp> = new Map([
  ["commit", /^[^@\s]+@[0-9a-f]{40}$/i],
  ["digest", /@sha256:[0-9a-f]{64}$/i],
  ["local", /^\.\.?\//],
]);

export const actionsPinned = resourceControl({
  name: "actions-pinned",
  goals: ["G4"],
  severity: "medium",
  title: "Workflows run actions by the SHA of a commit, and images by their digest",
  rationale:
    "A tag is moved by whoever owns the action, or has taken it over: the next run then executes other code with the workflow's token. A whole commit SHA or an image's digest names one content. The model counts 95 of 100 pinned; the one that is left is enough.",
  remediation:
    "Put the commit's SHA behind the action, with the version as a comment, as .github/workflows/ci.yml does; components/operations/repository-workflows.ts shows them to the policies.",
  references: {},
  resources: [EVIDENCE.repositoryWorkflows],
  *check(repository) {
    for (const workflow of listOf(repository, "workflows")) {
      if (!isWhole(workflow)) {
        yield repository.undetermined("its jobs are not known yet", { part: labelOf(workflow, "file"), set: "jobs" });
      }
      for (const job of jobsOf(workflow)) {
        const place = `${labelOf(workflow, "file")}/${labelOf(job, "name")}`;
        yield* judgeJob(repository, job, place);
      }
    }
    if (repository.list("workflows").state === "unknown") {
      yield repository.undetermined("its workflows are not known yet", { set: "workflows" });
    }
  },
});

function* judgeJob(repository: Resource, job: Properties, place: string): Iterable<Finding> {
  if (job.list("actions").state === "unknown") {
    yield repository.undetermined("what it runs is not known yet", { part: place, set: "actions" });
  }
  for (const [index, action] of listOf(job, "actions").entries()) {
    const uses = action.text("uses");
    const pin = action.text("pin");
    const fixed = allOf(
      holds(pin, FIXED.holds),
      holds(uses, (reference) => pin.state !== "known" || REFERENCES.get(pin.value)?.test(reference) === true),
    );
    const part = `${place}/${nameOf(action) ?? index}`;
    const set = "uses to the whole SHA of a commit, or to an image's digest";
    if (fixed === "unknown") yield repository.undetermined("what it runs is not known yet", { part, set });
    else if (fixed) yield repository.pass({ part });
    else yield repository.fail("runs what somebody else can exchange", { part, set });
  }
}

/** The action with its version: one job may run two of the same name. */
function nameOf(action: Properties): string | undefined {
  const uses = action.text("uses");
  return uses.state === "known" ? uses.value.replace(/^docker:\/\//, "") : undefined;
}
