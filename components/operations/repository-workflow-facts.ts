import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** What a token may do: every scope alike, or scope by scope with `read`, `write` or `none`. */
export type PermissionFacts = "read-all" | "write-all" | Readonly<Record<string, string>>;

/**
 * How a reference is held to one content: `commit` by a commit's whole SHA, `digest` by an image's, `local` by being part of the
 * repository; `movable` by a tag or branch, which somebody else can move.
 */
export type Pin = "commit" | "digest" | "local" | "movable";

export interface ActionFacts {
  /** As in `actions/checkout@<sha>`. */
  readonly uses: string;
  readonly pin: Pin;
}

/** What one job may do and runs. */
export interface JobFacts {
  readonly name: string;
  /** Left out where the job has the workflow's. */
  readonly permissions?: PermissionFacts;
  /** Actions, reusable workflows and images, each once. */
  readonly actions: readonly ActionFacts[];
  /** Checkouts that leave the token in the working copy, where every later step finds it. */
  readonly checkoutsThatKeepToken: number;
  /** Tokens of GitHub Apps that it makes, each with the permissions it asks for; none means all that the app has. */
  readonly appTokens: readonly Readonly<Record<string, string>>[];
  /** Whether it hands every secret to a reusable workflow. */
  readonly inheritsSecrets: boolean;
}

export interface WorkflowFacts {
  /** As in `ci.yml`; an action of the repository's own by its path. */
  readonly file: string;
  /** Whether the file could be read as a workflow. */
  readonly readable: boolean;
  /** Names of the events that start it. */
  readonly triggers: readonly string[];
  /** Left out where the workflow says nothing, so that the repository's default applies. */
  readonly permissions?: PermissionFacts;
  readonly jobs: readonly JobFacts[];
}

/** Facts of a repository's GitHub Actions workflows, without anything that could be a secret: no environment, no script, no input but permissions. */
export interface RepositoryWorkflowsFacts {
  readonly workflows: readonly WorkflowFacts[];
}

/** Reads the workflows, and the actions of its own, of the repository at `root`; none where it has no `.github`. */
export function findRepositoryWorkflows(root: string): RepositoryWorkflowsFacts {
  const workflows = yamlFilesIn(join(root, ".github", "workflows")).map((file) =>
    workflowFacts(file, readFileSync(join(root, ".github", "workflows", file), "utf8")),
  );
  const actions = foldersIn(join(root, ".github", "actions")).flatMap((folder) =>
    yamlFilesIn(join(root, ".github", "actions", folder))
      .filter((file) => /^action\.ya?ml$/.test(file))
      .map((file) => {
        const path = `actions/${folder}/${file}`;
        return actionFacts(path, readFileSync(join(root, ".github", path), "utf8"));
      }),
  );
  return { workflows: [...workflows, ...actions] };
}

/** What a workflow's YAML says. A text that is none has `readable` false and nothing else. */
export function workflowFacts(file: string, text: string): WorkflowFacts {
  const workflow = objectOf(parsed(text));
  const jobs = Object.entries(objectOf(workflow.jobs));
  return {
    file,
    readable: jobs.length > 0,
    triggers: triggersOf(workflow.on),
    ...permissionsOf(workflow.permissions),
    jobs: jobs.map(([name, job]) => jobFacts(name, objectOf(job))),
  };
}

/** What the YAML of an action of the repository's own says; it has its caller's permissions. */
export function actionFacts(file: string, text: string): WorkflowFacts {
  const action = objectOf(parsed(text));
  const { using, image, steps } = objectOf(action.runs);
  const images = using === "docker" ? [image] : [];
  return {
    file,
    readable: typeof using === "string",
    triggers: [],
    permissions: {},
    jobs: [jobFacts("steps", { steps }, images)],
  };
}

/** How `uses` holds the action, the workflow or the image to one content. */
export function pinOf(uses: string): Pin {
  if (/^docker:\/\//i.test(uses)) return /@sha256:[0-9a-f]{64}$/i.test(uses) ? "digest" : "movable";
  if (/^\.\.?\//.test(uses)) return "local";
  return /^[^@\s]+@[0-9a-f]{40}$/i.test(uses) ? "commit" : "movable";
}

function jobFacts(name: string, job: Record<string, unknown>, images: readonly unknown[] = []): JobFacts {
  const steps = (Array.isArray(job.steps) ? job.steps : []).map(objectOf);
  const services = Object.values(objectOf(job.services));
  const references = [
    job.uses,
    ...steps.map(({ uses }) => uses),
    ...[job.container, ...services].map(imageOf).map(asImage),
    ...images.map(asImage),
  ].filter((uses) => typeof uses === "string");
  const using = (action: string) => steps.filter(({ uses }) => typeof uses === "string" && nameOf(uses) === action);
  return {
    name,
    ...permissionsOf(job.permissions),
    actions: [...new Set(references)].map((uses) => ({ uses, pin: pinOf(uses) })),
    checkoutsThatKeepToken: using("actions/checkout").filter(
      (step) => !isFalse(objectOf(step.with)["persist-credentials"]),
    ).length,
    appTokens: using("actions/create-github-app-token").map((step) => askedOf(objectOf(step.with))),
    inheritsSecrets: job.secrets === "inherit",
  };
}

/** The inputs `permission-<scope>` of an app token. */
function askedOf(inputs: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([input, value]) => {
      const scope = /^permission-(.+)$/.exec(input)?.[1];
      return scope && typeof value === "string" ? [[scope, value]] : [];
    }),
  );
}

function permissionsOf(value: unknown): { permissions?: PermissionFacts } {
  if (value === "read-all" || value === "write-all") return { permissions: value };
  // Nothing behind the colon is no permission at all.
  if (value === undefined) return {};
  const scopes = Object.entries(objectOf(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return { permissions: Object.fromEntries(scopes) };
}

function triggersOf(on: unknown): readonly string[] {
  if (typeof on === "string") return [on];
  if (Array.isArray(on)) return on.filter((event) => typeof event === "string");
  return Object.keys(objectOf(on));
}

/** The image of a container, which is its name or an object with it. */
function imageOf(container: unknown): unknown {
  return typeof container === "string" ? container : objectOf(container).image;
}

function asImage(image: unknown): unknown {
  if (typeof image !== "string" || image === "") return undefined;
  // The Dockerfile beside an action is part of the repository.
  if (/^(\.\/)?Dockerfile$/.test(image)) return "./Dockerfile";
  return image.startsWith("docker://") ? image : `docker://${image}`;
}

/** The action that `uses` names, without its version. */
function nameOf(uses: string): string {
  return (uses.split("@", 1)[0] ?? "").toLowerCase();
}

function isFalse(value: unknown): boolean {
  return value === false || (typeof value === "string" && value.toLowerCase() === "false");
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function yamlFilesIn(folder: string): readonly string[] {
  return entriesOf(folder)
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

function foldersIn(folder: string): readonly string[] {
  return entriesOf(folder)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
