import { resourceControl } from "../../framework/control";
import type { Finding } from "../../framework/finding";
import type { Properties, Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { EVIDENCE } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";
import { isWhole, jobsOf, labelOf, listOf } from "../../framework/workflow-evidence";

/** Says what is wrong with a job or workflow, with whether it is and what to set. */
type Problem = readonly [wrong: Truth, statement: string, set: string];

const SET_SCOPES = "permissions of the job to the scopes that it needs, as in contents: read";

export const workflowLeastPrivilege = resourceControl({
  name: "workflow-least-privilege",
  threats: ["E-4"],
  severity: "low",
  title: "Workflows say what their tokens may do, and ask for no more than a job needs",
  rationale:
    "Every step of a job, and every action that it runs, has the job's token. A token without stated permissions has the repository's default, an app's token without stated permissions all that the app was ever given, and a checkout leaves the token where the next step finds it.",
  remediation:
    "Set contents: read for the workflow, what else is needed for the one job, persist-credentials: false and the permission-* inputs of app tokens, as .github/workflows/ci.yml does; components/operations/repository-workflows.ts shows them to the policies.",
  references: { checkov: ["CKV2_GHA_1"] },
  resources: [EVIDENCE.repositoryWorkflows],
  *check(repository) {
    for (const workflow of listOf(repository, "workflows")) {
      const file = labelOf(workflow, "file");
      yield conclude(repository, file, problemsOf(workflow));
      for (const job of jobsOf(workflow)) {
        yield conclude(repository, `${file}/${labelOf(job, "name")}`, problemsOfJob(workflow, job));
      }
    }
    yield* whatIsNotKnown(repository);
  },
});

function problemsOf(workflow: Properties): readonly Problem[] {
  const events = workflow.list("triggers");
  const grants = (level: string) => anyScope(workflow.at("permissions"), level);
  return [
    [
      invert(holds(workflow.flag("readable"), (readable) => readable)),
      "is no workflow that can be read",
      "it to valid YAML with jobs",
    ],
    [grants("write"), "gives every job the right to write", "write permissions to the one job that needs them"],
    [
      events.state === "unknown"
        ? "unknown"
        : anyOf(
            ...listOf(workflow, "triggers").map((event) =>
              holds(event.text(), (name) => name === "pull_request_target"),
            ),
          ),
      "runs with the repository's rights for whoever opens a pull request",
      "on to pull_request in place of pull_request_target",
    ],
    [isWhole(workflow) ? false : "unknown", "has jobs that are not known", "jobs"],
  ];
}

function problemsOfJob(workflow: Properties, job: Properties): readonly Problem[] {
  const own = job.read("permissions");
  const permissions = own.state === "absent" ? workflow.at("permissions") : job.at("permissions");
  const tokens = job.list("appTokens");
  return [
    [isAbsent(permissions.read()), "has a token with the repository's default permissions", SET_SCOPES],
    [isBlanket(permissions.read()), "has a token for every scope", SET_SCOPES],
    [
      holds(job.number("checkoutsThatKeepToken"), (count) => count > 0),
      "checks out and leaves its token in the working copy",
      "persist-credentials of actions/checkout to false",
    ],
    [
      tokens.state === "unknown"
        ? "unknown"
        : anyOf(
            ...(tokens.state === "known" ? tokens.value : []).map((token) =>
              holds(token.entries(), (asked) => asked.length === 0, true),
            ),
          ),
      "makes an app's token with every permission of the app",
      "permission-* inputs of actions/create-github-app-token to the permissions that are needed",
    ],
    [
      holds(job.flag("inheritsSecrets"), (inherits) => inherits),
      "hands every secret to another workflow",
      "secrets to those that the other workflow needs",
    ],
  ];
}

function conclude(owner: Resource, part: string, problems: readonly Problem[]): Finding {
  const [, statement, set] = problems.find(([wrong]) => wrong === true) ?? [];
  if (statement !== undefined) return owner.fail(statement, { part, set });
  const [waits] = problems.filter(([wrong]) => wrong === "unknown");
  return waits ? owner.undetermined("what it may do is not known yet", { part, set: waits[2] }) : owner.pass({ part });
}

/** Evidence that is there, of which nothing can be said yet. */
function* whatIsNotKnown(repository: Resource): Iterable<Finding> {
  if (repository.list("workflows").state === "unknown") {
    yield repository.undetermined("its workflows are not known yet", { set: "workflows" });
  }
}

function anyScope(permissions: Properties, level: string): Truth {
  const all = permissions.text();
  if (all.state === "known") return all.value.toLowerCase() === `${level}-all`;
  const scopes = permissions.entries();
  if (scopes.state === "unknown") return "unknown";
  return anyOf(
    ...(scopes.state === "known" ? scopes.value : []).map(([, scope]) =>
      holds(scope.text(), (value) => value === level),
    ),
  );
}

function isAbsent(reading: Reading<unknown>): Truth {
  return reading.state === "unknown" ? "unknown" : reading.state === "absent";
}

/** `read-all` and `write-all`: a text in place of scopes. */
function isBlanket(reading: Reading<unknown>): Truth {
  return allOf(
    holds(reading, () => true),
    holds(reading, (value) => typeof value !== "object"),
  );
}

function invert(condition: Truth): Truth {
  return condition === "unknown" ? condition : !condition;
}
