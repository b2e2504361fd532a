import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE, EVIDENCE } from "../../framework/resource-types";
import { actionsPinned } from "./actions-pinned";

const SHA = "0123456789abcdef0123456789abcdef01234567";
const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const repository = (...actions: unknown[]): FixtureResource => ({
  type: EVIDENCE.repositoryWorkflows,
  name: "workflows",
  properties: { workflows: [{ file: "ci.yml", readable: true, jobs: [{ name: "checks", actions }] }] },
});

export default fixtures(actionsPinned, {
  pass: [
    { title: "a commit", resources: [repository({ uses: `actions/checkout@${SHA}`, pin: "commit" })] },
    { title: "an image's digest", resources: [repository({ uses: `docker://alpine@${DIGEST}`, pin: "digest" })] },
    {
      title: "an action of the repository",
      resources: [repository({ uses: "./.github/actions/setup", pin: "local" })],
    },
  ],
  fail: [
    { title: "a tag", resources: [repository({ uses: "actions/checkout@v7", pin: "movable" })] },
    {
      title: "a branch",
      resources: [repository({ uses: "example/shared/.github/workflows/x.yml@main", pin: "movable" })],
    },
    { title: "a shortened SHA", resources: [repository({ uses: "actions/checkout@0123456", pin: "movable" })] },
    { title: "an image's tag", resources: [repository({ uses: "docker://alpine:3", pin: "movable" })] },
    {
      title: "one of several",
      resources: [
        repository({ uses: `actions/checkout@${SHA}`, pin: "commit" }, { uses: "actions/setup-go@v7", pin: "movable" }),
      ],
    },
    { title: "evidence that says otherwise", resources: [repository({ uses: "actions/checkout@v7", pin: "commit" })] },
    {
      title: "evidence that says what every object has",
      resources: [repository({ uses: "actions/checkout@v7", pin: "constructor" })],
    },
    { title: "evidence that says nothing", resources: [repository({ uses: "actions/checkout@v7" })] },
  ],
  unknown: [
    { title: "what it runs is not known yet", resources: [repository({ uses: unknown, pin: unknown })] },
    {
      title: "the workflows are not known yet",
      resources: [{ type: EVIDENCE.repositoryWorkflows, name: "workflows", properties: { workflows: unknown } }],
    },
  ],
  notApplicable: [
    { title: "a job that runs no action", resources: [repository()] },
    {
      title: "a stack without evidence of workflows",
      resources: [{ type: AZURE.keyVault, name: "vault", properties: {} }],
    },
  ],
});
