import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE, EVIDENCE } from "../../framework/resource-types";
import { workflowLeastPrivilege } from "./workflow-least-privilege";

const READ = { contents: "read" };
const job = (properties: Record<string, unknown> = {}) => ({
  name: "checks",
  actions: [],
  checkoutsThatKeepToken: 0,
  appTokens: [],
  inheritsSecrets: false,
  ...properties,
});
const repository = (properties: Record<string, unknown>, ...jobs: unknown[]): FixtureResource => ({
  type: EVIDENCE.repositoryWorkflows,
  name: "workflows",
  properties: {
    workflows: [
      {
        file: "ci.yml",
        readable: true,
        triggers: ["pull_request"],
        permissions: READ,
        jobs: [job(), ...jobs],
        ...properties,
      },
    ],
  },
});
const withJob = (properties: Record<string, unknown>) => repository({}, { ...job(properties), name: "release" });

export default fixtures(workflowLeastPrivilege, {
  pass: [
    { title: "reading for all, writing for one job", resources: [withJob({ permissions: { contents: "write" } })] },
    { title: "no permission at all", resources: [repository({ permissions: {} })] },
    {
      title: "permissions of each job",
      resources: [repository({ permissions: undefined, jobs: [job({ permissions: READ })] })],
    },
    { title: "an app's token that says what for", resources: [withJob({ appTokens: [{ contents: "write" }] })] },
  ],
  fail: [
    {
      title: "nothing is said, so the repository's default applies",
      resources: [repository({ permissions: undefined })],
    },
    { title: "everything", resources: [repository({ permissions: "write-all" })] },
    { title: "reading everything", resources: [repository({ permissions: "read-all" })] },
    { title: "writing for every job", resources: [repository({ permissions: { contents: "write" } })] },
    { title: "everything for one job", resources: [withJob({ permissions: "write-all" })] },
    { title: "a checkout that keeps its token", resources: [withJob({ checkoutsThatKeepToken: 1 })] },
    {
      title: "an app's token with all that the app has, as the model found it",
      resources: [withJob({ appTokens: [{}] })],
    },
    {
      title: "two tokens of an app, the second with all",
      resources: [withJob({ appTokens: [{ contents: "write" }, {}] })],
    },
    {
      title: "rights for whoever opens a pull request",
      resources: [repository({ triggers: ["push", "pull_request_target"] })],
    },
    { title: "every secret for another workflow", resources: [withJob({ inheritsSecrets: true })] },
    { title: "a file that is none", resources: [repository({ readable: false, permissions: undefined, jobs: [] })] },
  ],
  unknown: [
    {
      title: "the workflows are not known yet",
      resources: [{ type: EVIDENCE.repositoryWorkflows, name: "workflows", properties: { workflows: unknown } }],
    },
    { title: "the permissions are not known yet", resources: [withJob({ permissions: unknown })] },
    { title: "what an app's token is for is not known yet", resources: [withJob({ appTokens: unknown })] },
  ],
  notApplicable: [
    {
      title: "a repository without workflows",
      resources: [{ type: EVIDENCE.repositoryWorkflows, name: "workflows", properties: { workflows: [] } }],
    },
    { title: "a stack without evidence of them", resources: [{ type: AZURE.keyVault, name: "vault", properties: {} }] },
  ],
});
