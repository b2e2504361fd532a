import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  actionFacts,
  findRepositoryWorkflows,
  pinOf,
  workflowFacts,
} from "../../../components/operations/repository-workflow-facts";

const SHA = "0123456789abcdef0123456789abcdef01234567";

/** The facts of the only job of a workflow with these lines below it. */
function jobOf(...lines: readonly string[]) {
  return workflowFacts("ci.yml", ["jobs:", "  checks:", ...lines.map((line) => `    ${line}`)].join("\n")).jobs[0];
}

describe("facts of a workflow", () => {
  it("are its events, its permissions and its jobs", () => {
    const text = `
on: { pull_request: , push: { branches: [main] } }
permissions: { contents: read }
jobs:
  checks:
    permissions: { contents: write }
    secrets: inherit
    uses: example/shared/.github/workflows/checks.yml@main
`;
    expect(workflowFacts("ci.yml", text)).to.deep.equal({
      file: "ci.yml",
      readable: true,
      triggers: ["pull_request", "push"],
      permissions: { contents: "read" },
      jobs: [
        {
          name: "checks",
          permissions: { contents: "write" },
          actions: [{ uses: "example/shared/.github/workflows/checks.yml@main", pin: "movable" }],
          checkoutsThatKeepToken: 0,
          appTokens: [],
          inheritsSecrets: true,
        },
      ],
    });
  });

  for (const [written, triggers] of [
    ["push", ["push"]],
    ["[push, pull_request_target]", ["push", "pull_request_target"]],
    ["{ schedule: [{ cron: '0 4 * * 1' }] }", ["schedule"]],
  ] as const) {
    it(`have the events of \`on: ${written}\``, () => {
      expect(workflowFacts("ci.yml", `on: ${written}`).triggers).to.deep.equal(triggers);
    });
  }

  it("tell no permissions from none that are stated", () => {
    expect(workflowFacts("ci.yml", "on: push")).not.to.have.property("permissions");
    expect(workflowFacts("ci.yml", "permissions: {}").permissions).to.deep.equal({});
    expect(workflowFacts("ci.yml", "permissions:").permissions).to.deep.equal({});
    expect(workflowFacts("ci.yml", "permissions: write-all").permissions).to.equal("write-all");
  });

  it("have each action once, with images of containers and services", () => {
    const job = jobOf(
      "container: node:24",
      "services: { redis: { image: redis@sha256:" + "a".repeat(64) + " } }",
      "steps:",
      `  - uses: actions/checkout@${SHA}`,
      `  - uses: actions/checkout@${SHA}`,
      "  - run: npm test",
    );
    expect(job?.actions).to.deep.equal([
      { uses: `actions/checkout@${SHA}`, pin: "commit" },
      { uses: "docker://node:24", pin: "movable" },
      { uses: `docker://redis@sha256:${"a".repeat(64)}`, pin: "digest" },
    ]);
  });

  it("count the checkouts that do not say persist-credentials: false", () => {
    const job = jobOf(
      "steps:",
      `  - uses: Actions/Checkout@${SHA}`,
      `  - { uses: actions/checkout@v7, with: { persist-credentials: true } }`,
      `  - { uses: actions/checkout@v7, with: { persist-credentials: "false" } }`,
      `  - { uses: actions/checkout@v7, with: { persist-credentials: false } }`,
    );
    expect(job?.checkoutsThatKeepToken).to.equal(2);
  });

  it("have what an app's token is asked for, and nothing else of its inputs", () => {
    const job = jobOf(
      "steps:",
      "  - uses: actions/create-github-app-token@v3",
      "    with: { app-id: 7, private-key: hunter2, permission-contents: write }",
      "  - uses: actions/create-github-app-token@v3",
      "    with: { app-id: 7, private-key: hunter2 }",
    );
    expect(job?.appTokens).to.deep.equal([{ contents: "write" }, {}]);
    expect(JSON.stringify(job)).not.to.include("hunter2");
  });

  it("hold no environment and no script", () => {
    const job = jobOf("env: { TOKEN: hunter2 }", "steps: [{ run: echo hunter2 }]");
    expect(JSON.stringify(job)).not.to.include("hunter2");
  });

  for (const text of ["", "{", "5", "jobs: 7", "jobs: []", "jobs: { checks: 7, other: { steps: 5 } }", "on: 7"]) {
    it(`never throw on ${JSON.stringify(text)}`, () => {
      expect(workflowFacts("ci.yml", text).file).to.equal("ci.yml");
    });
  }

  it("say of a text that is no workflow that it cannot be read", () => {
    expect(workflowFacts("ci.yml", "jobs: [").readable).to.equal(false);
  });
});

describe("pins", () => {
  const pins: Record<string, string> = {
    [`actions/checkout@${SHA}`]: "commit",
    [`actions/checkout@${SHA.slice(1)}`]: "movable",
    "actions/checkout@v7": "movable",
    "actions/checkout": "movable",
    "./.github/actions/setup": "local",
    "docker://alpine:3": "movable",
    [`docker://alpine@sha256:${"a".repeat(64)}`]: "digest",
  };
  for (const [uses, pin] of Object.entries(pins)) {
    it(`are ${pin} for ${uses}`, () => expect(pinOf(uses)).to.equal(pin));
  }
});

describe("facts of an action of the repository's own", () => {
  it("are the actions that its steps run", () => {
    const facts = actionFacts(
      "actions/setup/action.yml",
      `runs: { using: composite, steps: [{ uses: "actions/cache@v5" }] }`,
    );
    expect(facts.jobs[0]?.actions).to.deep.equal([{ uses: "actions/cache@v5", pin: "movable" }]);
    expect(facts.permissions).to.deep.equal({});
  });

  it("are the image that it runs, which may be its own", () => {
    const own = actionFacts("actions/setup/action.yml", "runs: { using: docker, image: Dockerfile }");
    const other = actionFacts("actions/setup/action.yml", "runs: { using: docker, image: docker://alpine:3 }");
    expect([own, other].map(({ jobs }) => jobs[0]?.actions[0]?.pin)).to.deep.equal(["local", "movable"]);
  });
});

describe("workflows of a repository", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "repository-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  };

  it("are its workflow files by name, then its own actions", () => {
    write(".github/workflows/release.yaml", "on: push");
    write(".github/workflows/ci.yml", "on: push");
    write(".github/workflows/README.md", "# none");
    write(".github/actions/setup/action.yml", "runs: { using: composite }");
    write(".github/actions/setup/other.yml", "none: true");
    expect(findRepositoryWorkflows(root).workflows.map(({ file }) => file)).to.deep.equal([
      "ci.yml",
      "release.yaml",
      "actions/setup/action.yml",
    ]);
  });

  it("are none where there is no .github", () => {
    expect(findRepositoryWorkflows(root)).to.deep.equal({ workflows: [] });
  });

  it("of this repository are one, which asks to read and runs nothing by a tag", () => {
    const { workflows } = findRepositoryWorkflows(join(__dirname, "../../.."));
    expect(workflows.map(({ file, permissions }) => ({ file, permissions }))).to.deep.equal([
      { file: "ci.yml", permissions: { contents: "read" } },
    ]);
    const pins = workflows.flatMap(({ jobs }) => jobs.flatMap(({ actions }) => actions.map(({ pin }) => pin)));
    expect(pins).to.deep.equal(["commit", "commit", "commit"]);
  });
});
