import { ADMISSION_LABEL, admissionObjects } from "../components/kubernetes/admission/admission-objects";
import { TMP_VOLUME } from "../components/kubernetes/admission/mend-private-tmp";
import { accepted } from "../tests/cluster/api-client";
import type { Manifest } from "../tests/cluster/api-client";
import { ControlPlane } from "../tests/cluster/control-plane";
import { waitFor } from "../tests/cluster/wait-for";
import { median } from "./median";

const REGISTRY = "example.azurecr.io";
/** Pods of each kind that do not count: connections, and expressions that the API server runs for the first time. */
const WARMING = 30;

/** Milliseconds from a request to make a pod until the API server has answered. */
interface AdmissionTimes {
  readonly withPolicies: number;
  readonly without: number;
}

/**
 * Medians of `pods` pods with the platform's policies and without, in turn: the same training pod, good but for what is mended,
 * in two namespaces that differ in the label. Nothing is stored (dry run), for storing costs the same and varies more.
 */
export async function measureAdmission(pods: number): Promise<AdmissionTimes> {
  const plane = await ControlPlane.start();
  try {
    await makeNamespace(plane, "without", {});
    await makeNamespace(plane, "with-policies", { [ADMISSION_LABEL.name]: ADMISSION_LABEL.workloads });
    for (const object of policies()) accepted(await plane.apply(object));
    await waitFor(async () => isMended(await admit(plane, "with-policies")), { what: "policies that mend the pod" });
    const times = { withPolicies: [] as number[], without: [] as number[] };
    for (let pair = -WARMING; pair < pods; pair += 1) {
      const [withPolicies, without] = [await time(plane, "with-policies"), await time(plane, "without")];
      if (pair < 0) continue;
      times.withPolicies.push(withPolicies);
      times.without.push(without);
    }
    if (isMended(await admit(plane, "without"))) throw new Error("The policies are in force where they should not be.");
    return { withPolicies: median(times.withPolicies), without: median(times.without) };
  } finally {
    await plane.stop();
  }
}

function policies(): readonly Manifest[] {
  const objects = admissionObjects({
    mode: "enforce",
    approvedRegistries: [REGISTRY],
    userAccounts: { azureml: ["default", "training"] },
  });
  return objects.map((object) => ({ ...object }));
}

async function makeNamespace(plane: ControlPlane, name: string, labels: Record<string, string>): Promise<void> {
  accepted(await plane.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } }));
}

async function admit(plane: ControlPlane, namespace: string): Promise<Manifest> {
  return accepted(await plane.create(trainingPod(namespace), { dryRun: true }));
}

async function time(plane: ControlPlane, namespace: string): Promise<number> {
  const start = performance.now();
  await admit(plane, namespace);
  return performance.now() - start;
}

function isMended({ spec }: Manifest): boolean {
  const { volumes = [] } = spec as { volumes?: readonly { name: string }[] };
  return volumes.some(({ name }) => name === TMP_VOLUME);
}

/** One GPU, a handful of variables, an argument list of some length, a sidecar: what people start. */
function trainingPod(namespace: string): Manifest {
  const image = `${REGISTRY}/training@sha256:${"0".repeat(64)}`;
  const resources = { requests: { cpu: "4", memory: "16Gi" }, limits: { cpu: "8", memory: "32Gi" } };
  const env = {
    PYTHONUNBUFFERED: "1",
    LOG_LEVEL: "INFO",
    MLFLOW_TRACKING_URI: "azureml://westus3.api.azureml.ms/mlflow/v1.0/workspaces/example",
    AZURE_CLIENT_ID: "00000000-0000-4000-8000-000000000000",
    NCCL_DEBUG: "WARN",
    OMP_NUM_THREADS: "4",
  };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "training", namespace, labels: { app: "training" } },
    spec: {
      restartPolicy: "Never",
      containers: [
        {
          name: "train",
          image,
          command: ["python", "-m", "training.ppo"],
          args: ["--task", "Isaac-Lift-Cube-Franka-v0", "--num-envs", "4096", "--max-iterations", "1500", "--headless"],
          env: Object.entries(env).map(([name, value]) => ({ name, value })),
          resources,
          volumeMounts: [{ name: "data", mountPath: "/data" }],
        },
        { name: "metrics", image, args: ["serve", "--port", "9400"], resources },
      ],
      volumes: [{ name: "data", emptyDir: {} }],
    },
  };
}
