import { expect } from "chai";
import type { AccessQuestion, Manifest, User } from "./api-client";
import { platformCluster } from "./platform-cluster";
import type { PlatformCluster } from "./platform-cluster";

/** Somebody of each group in Pulumi.prod.yaml, and somebody of none. */
const PEOPLE: Readonly<Record<string, User>> = {
  "a reader": { user: "reader@example.com", groups: ["00000000-0000-4000-8000-000000000002"] },
  "a contributor": { user: "contributor@example.com", groups: ["00000000-0000-4000-8000-000000000003"] },
  "an admin": { user: "admin@example.com", groups: ["00000000-0000-4000-8000-000000000004"] },
  "somebody else": { user: "else@example.com" },
};

/** `VERBS GROUP/RESOURCE[/SUBRESOURCE] [in NAMESPACES] [named NAME]`; the core group is left out, lists are joined by commas. */
type Action = string;

const SEE: readonly Action[] = [
  "get,list,watch pods in osmo-workflows,azureml",
  "get pods/log in osmo-workflows,azureml",
  "get,list,watch services in osmo-workflows,azureml",
  "get,list,watch events in osmo-workflows,azureml",
  "get,list,watch events.k8s.io/events in osmo-workflows,azureml",
  "get,list,watch batch/jobs in osmo-workflows,azureml",
  "get,list,watch apps/deployments in osmo-workflows,azureml",
  "list resourcequotas in osmo-workflows,azureml",
  "list networking.k8s.io/networkpolicies in osmo-workflows,azureml",
  "list scheduling.run.ai/podgroups in osmo-workflows",
  "list batch.volcano.sh/jobs in azureml",
  "get,list,watch nodes",
  "list scheduling.k8s.io/priorityclasses",
  "list scheduling.run.ai/queues",
  "list amlarc.azureml.com/instancetypes",
  "get namespaces named osmo-workflows",
];
const RUN_JOBS: readonly Action[] = ["create,delete batch/jobs in osmo-workflows", "delete pods in osmo-workflows"];
/** What nobody may who has nothing but a profile. */
const FOR_NOBODY: readonly Action[] = [
  "get,list,watch,create secrets in osmo-control-plane,osmo-operator,osmo-workflows,azureml,gpu-operator,kai-scheduler",
  "list secrets",
  "get,create,patch configmaps in osmo-workflows,azureml,osmo-control-plane",
  "list pods",
  "list pods in osmo-control-plane,osmo-operator,gpu-operator,kai-scheduler,kube-system",
  "create pods in osmo-control-plane,osmo-operator,osmo-workflows,azureml,kai-scheduler,kube-system,default",
  "create pods/exec in osmo-workflows,azureml",
  "create pods/attach,pods/portforward in osmo-workflows,azureml",
  "update pods/ephemeralcontainers in osmo-workflows,azureml",
  "create batch/jobs in azureml,osmo-control-plane,osmo-operator",
  "update,patch batch/jobs in osmo-workflows",
  "create batch/cronjobs in osmo-workflows",
  "create,patch apps/deployments in osmo-workflows,azureml",
  "create serviceaccounts/token in osmo-workflows,azureml,osmo-control-plane",
  "create,patch secrets-store.csi.x-k8s.io/secretproviderclasses in osmo-workflows,osmo-control-plane",
  "patch,delete networking.k8s.io/networkpolicies in osmo-workflows,azureml",
  "patch,delete resourcequotas in osmo-workflows,azureml",
  "patch scheduling.run.ai/queues",
  "patch,delete namespaces named osmo-workflows",
  "patch nodes",
  "get nodes/proxy",
  "create rbac.authorization.k8s.io/rolebindings in osmo-workflows",
  "create rbac.authorization.k8s.io/clusterrolebindings",
  "bind,escalate rbac.authorization.k8s.io/clusterroles",
  "impersonate users",
  "patch,delete admissionregistration.k8s.io/validatingadmissionpolicies",
  "patch,delete admissionregistration.k8s.io/mutatingadmissionpolicybindings",
];

const RIGHTS: Readonly<Record<string, { readonly may: readonly Action[]; readonly mayNot: readonly Action[] }>> = {
  "a reader": { may: SEE, mayNot: [...RUN_JOBS, ...FOR_NOBODY] },
  "a contributor": { may: [...SEE, ...RUN_JOBS], mayNot: FOR_NOBODY },
  // Azure gives admins the cluster for some hours when they ask for it. Until then they are nobody in it.
  "an admin": { may: [], mayNot: [...SEE, ...RUN_JOBS, ...FOR_NOBODY] },
  "somebody else": { may: [], mayNot: [...SEE, ...RUN_JOBS, ...FOR_NOBODY] },
};

describe("what people may do in the cluster", () => {
  let cluster: PlatformCluster;
  before(async () => {
    cluster = await platformCluster("prod");
  });

  /** The questions of the actions that the API server does not answer so. */
  async function answeredOtherwise(person: User, actions: readonly Action[], expected: boolean): Promise<string[]> {
    const wrong: string[] = [];
    for (const question of actions.flatMap(questionsOf)) {
      if ((await cluster.plane.review({ ...person, ...question })) !== expected) wrong.push(JSON.stringify(question));
    }
    return wrong;
  }

  for (const [who, { may, mayNot }] of Object.entries(RIGHTS)) {
    if (may.length > 0) {
      it(`${who} may do what the profile says`, async () =>
        expect(await answeredOtherwise(PEOPLE[who]!, may, true)).to.deep.equal([]));
    }

    it(`${who} may do no more`, async () =>
      expect(await answeredOtherwise(PEOPLE[who]!, mayNot, false)).to.deep.equal([]));
  }

  // What else the policy refuses: jobs-of-people.spec.ts.
  it("a contributor starts jobs, but none that reads a Secret", async () => {
    const start = (spec: object) => cluster.plane.create(job(spec), { dryRun: true, as: PEOPLE["a contributor"] });
    expect(await start({})).to.have.property("accepted", true);
    const answer = await start({ volumes: [{ name: "files", secret: { secretName: "example" } }] });
    expect(answer).to.include({ accepted: false, reason: "Forbidden" });
  });
});

function questionsOf(action: Action): Omit<AccessQuestion, "user" | "groups">[] {
  const [verbs = "", targets = "", ...rest] = action.split(" ");
  const [namespaces, name] = ["in", "named"].map((word) => (rest[0] === word ? rest[1] : undefined));
  return targets.split(",").flatMap((target) =>
    verbs.split(",").flatMap((verb) =>
      (namespaces?.split(",") ?? [undefined]).map((namespace) => ({
        verb,
        ...resourceOf(target),
        namespace,
        name,
      })),
    ),
  );
}

/** Of `batch/jobs` the first part is a group, of `pods/log` it is none: those of the core group that have parts are known. */
function resourceOf(target: string): Pick<AccessQuestion, "group" | "resource" | "subresource"> {
  const [first = "", second] = target.split("/");
  if (second === undefined) return { resource: first };
  return ["pods", "nodes", "serviceaccounts"].includes(first)
    ? { resource: first, subresource: second }
    : { group: first, resource: second };
}

function job(spec: object): Manifest {
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: "training", namespace: "osmo-workflows" },
    spec: {
      template: {
        spec: { restartPolicy: "Never", containers: [{ name: "main", image: "example.com/job:1" }], ...spec },
      },
    },
  };
}
