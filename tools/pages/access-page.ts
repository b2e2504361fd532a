import { workloadsOf } from "../../components/identity/federations";
import { ACCESS_PROFILES, accessProfile } from "../../components/identity/role-profiles";
import { code, table } from "./table";

/** What people may do, and whose tokens stand for which identity. */
export function accessPage(): string {
  return [
    "# Access",
    "Generated from components/identity by `npm run docs`. Every right of every identity, with its exact scope, is a line of tests/components/golden/grants.prod.txt, which a test holds the program to.",
    "## People",
    "Three profiles, each given to one Entra group (`accessGroups`), replace the nine roles that the existing platform gives every user (E-3). With `adminsEligible` administrators ask for their roles when they need them.",
    ...ACCESS_PROFILES.flatMap((profile) => [
      `### ${profile}`,
      table(
        ["Role", "On"],
        accessProfile(profile).map(({ role, on }) => [role.name, on]),
      ),
    ]),
    "## Workloads",
    "Each has an identity of its own. A pod is that identity while it runs as one of these service accounts of the cluster, and no other.",
    table(
      ["Identity", "Service accounts"],
      workloadsOf({ osmo: true, machineLearning: true }).map(({ name, serviceAccounts }) => [
        name,
        serviceAccounts.map(code).join(", "),
      ]),
    ),
    "Workflow runs of GitHub are the identity of their environment (`githubRepository`, `githubEnvironments`), and may read the resource group.",
  ].join("\n\n");
}
