import { expect } from "chai";
import { AccessRoles } from "../../components/kubernetes/access/access-roles";
import { ACCESS_PROFILES } from "../../components/identity/role-profiles";
import { NO_SYSTEM_PRIORITY, PriorityClasses } from "../../components/kubernetes/priority-classes";
import { register } from "../components/registered";
import { accepted } from "./api-client";
import type { AccessQuestion, Answer, Manifest, User } from "./api-client";
import { ControlPlane } from "./control-plane";
import { kubernetesObjects } from "./kubernetes-objects";
import { waitFor } from "./wait-for";

const NAMESPACE = "osmo-workflows";
const GROUPS = { readers: "group-of-readers", contributors: "group-of-contributors", admins: "group-of-admins" };
const contributor: User = { user: "somebody", groups: [GROUPS.contributors] };

const gpu = { resources: { limits: { "nvidia.com/gpu": "1" } } };
const secretKeyRef = { name: "credentials", key: "key" };
const container = (changes: object = {}) => ({ name: "train", image: "cr.azurecr.io/training/pytorch:1", ...changes });
const job = (spec: object = {}, labels: Record<string, string> = {}): Manifest => ({
  apiVersion: "batch/v1",
  kind: "Job",
  metadata: { name: "job", namespace: NAMESPACE },
  spec: { template: { metadata: { labels }, spec: { restartPolicy: "Never", containers: [container()], ...spec } } },
});
const kai = { schedulerName: "kai-scheduler", containers: [container(gpu)] };

const LET_THROUGH: Readonly<Record<string, Manifest>> = {
  "says nothing": job(),
  "is one of OSMO's workflows to Azure": job({ serviceAccountName: "osmo-workflow" }),
  "has files of its own": job({ volumes: [{ name: "v", emptyDir: {} }] }),
  "has a value in its environment": job({ containers: [container({ env: [{ name: "A", value: "b" }] })] }),
  "has the environment of a ConfigMap": job({
    containers: [container({ envFrom: [{ configMapRef: { name: "c" } }] })],
  }),
  "asks KAI for a GPU of its team": job(kai, { "kai.scheduler/queue": "team-locomotion" }),
};
const REFUSED: Readonly<Record<string, readonly [Manifest, RegExp]>> = {
  "takes an identity of the platform": [job({ serviceAccountName: "token-rotation" }), /service accounts default/],
  "takes it by the field's old name": [job({ serviceAccount: "token-rotation" }), /service accounts default/],
  "mounts a Secret": [job({ volumes: [{ name: "v", secret: { secretName: "s" } }] }), /volumes of the kinds/],
  "asks for a token": [
    job({ volumes: [{ name: "v", projected: { sources: [{ serviceAccountToken: { path: "t" } }] } }] }),
    /volumes of the kinds/,
  ],
  "mounts files of the vault": [
    job({ volumes: [{ name: "v", csi: { driver: "secrets-store.csi.k8s.io", readOnly: true } }] }),
    /volumes of the kinds/,
  ],
  "has a value from a Secret": [
    job({ containers: [container({ env: [{ name: "A", valueFrom: { secretKeyRef } }] })] }),
    /no value of the environment/,
  ],
  "has one in what runs first": [
    job({ initContainers: [container({ name: "i", env: [{ name: "A", valueFrom: { secretKeyRef } }] })] }),
    /no value of the environment/,
  ],
  "has the environment of a Secret": [
    job({ containers: [container({ envFrom: [{ secretRef: { name: "s" } }] })] }),
    /no environment from a Secret/,
  ],
  "names a Secret for images": [job({ imagePullSecrets: [{ name: "s" }] }), /no Secret for images/],
  "chooses its node": [job({ nodeName: "gpu-1" }), /node to the scheduler/],
  "asks another scheduler for a GPU": [
    job({ containers: [container(gpu)] }, { "kai.scheduler/queue": "team-locomotion" }),
    /schedulerName kai-scheduler/,
  ],
  "asks for a GPU without a queue": [job(kai), /label kai.scheduler\/queue/],
  "asks for a GPU out of OSMO's queue": [
    job(kai, { "kai.scheduler/queue": "osmo-pool-osmo-workflows-locomotion" }),
    /label kai.scheduler\/queue/,
  ],
};

describe("access inside the cluster", () => {
  let plane: ControlPlane;
  const start = (manifest: Manifest, as: User = contributor): Promise<Answer> =>
    plane.create(manifest, { as, dryRun: true });

  before(async () => {
    plane = await ControlPlane.start();
    for (const name of [NAMESPACE, "azureml"]) {
      accepted(await plane.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name } }));
    }
    const registered = await register(() => {
      new AccessRoles("access", { groups: GROUPS, namespaces: [NAMESPACE, "azureml"] });
      new PriorityClasses("priority-classes");
    }, "update");
    for (const object of kubernetesObjects(registered).objects) accepted(await plane.apply(object));
    const [bad] = REFUSED["chooses its node"]!;
    await waitFor(async () => !(await start(bad)).accepted, { what: "the policy for jobs of people" });
  });
  after(() => plane?.stop());

  for (const [what, manifest] of Object.entries(LET_THROUGH)) {
    it(`lets contributors start a job that ${what}`, async () => {
      accepted(await start(manifest));
    });
  }
  for (const [what, [manifest, message]] of Object.entries(REFUSED)) {
    it(`refuses contributors a job that ${what}`, async () => {
      const answer = await start(manifest);
      expect(answer.accepted ? "accepted" : answer.message).to.match(message);
    });
  }

  it("looks at nobody else's jobs", async () => {
    const [manifest] = REFUSED["mounts a Secret"]!;
    accepted(await plane.create(manifest, { dryRun: true }));
  });

  const allowed: Readonly<Record<string, Omit<AccessQuestion, "user" | "groups">>> = {
    "see logs": { verb: "get", resource: "pods", subresource: "log", namespace: NAMESPACE },
    "see queues": { verb: "list", group: "scheduling.run.ai", resource: "queues" },
    "start jobs": { verb: "create", group: "batch", resource: "jobs", namespace: NAMESPACE },
    "start jobs of azureml": { verb: "create", group: "batch", resource: "jobs", namespace: "azureml" },
    "start pods": { verb: "create", resource: "pods", namespace: NAMESPACE },
    "enter pods": { verb: "create", resource: "pods", subresource: "exec", namespace: NAMESPACE },
    "read secrets": { verb: "get", resource: "secrets", namespace: NAMESPACE },
    "change code of all pods": { verb: "update", resource: "configmaps", namespace: NAMESPACE },
    "see the control plane": { verb: "get", resource: "pods", namespace: "osmo-control-plane" },
    "reach nodes": { verb: "get", resource: "nodes", subresource: "proxy" },
    "give rights": {
      verb: "create",
      group: "rbac.authorization.k8s.io",
      resource: "rolebindings",
      namespace: NAMESPACE,
    },
  };
  const may = {
    readers: ["see logs", "see queues"],
    contributors: ["see logs", "see queues", "start jobs"],
    admins: [],
  };
  for (const profile of ACCESS_PROFILES) {
    it(`lets ${profile} do what the profile says, and no more`, async () => {
      const answers: string[] = [];
      for (const [what, question] of Object.entries(allowed)) {
        if (await plane.review({ user: "somebody", groups: [GROUPS[profile]], ...question })) answers.push(what);
      }
      expect(answers).to.deep.equal(may[profile]);
    });
  }

  it("lets nobody start pods of the system's rank where the quota is", async () => {
    const { name, spec } = NO_SYSTEM_PRIORITY;
    const quota = { apiVersion: "v1", kind: "ResourceQuota", metadata: { name, namespace: NAMESPACE }, spec };
    accepted(await plane.apply(quota));
    const pod = (priorityClassName: string): Manifest => ({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "pod", namespace: NAMESPACE },
      spec: { priorityClassName, containers: [container()] },
    });
    const refusal = await waitFor(
      async () => {
        const answer = await plane.create(pod("system-node-critical"), { dryRun: true });
        return answer.accepted ? undefined : answer.message;
      },
      { what: "the quota" },
    );
    expect(refusal).to.contain("exceeded quota: no-system-priority");
    accepted(await plane.create(pod("physical-ai-training"), { dryRun: true }));
  });
});
