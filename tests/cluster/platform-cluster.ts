import { Platform } from "../../components/platform";
import { register } from "../components/registered";
import { stackConfig } from "../components/stack-config";
import type { Answer, Manifest } from "./api-client";
import { ControlPlane } from "./control-plane";
import { applyCustomResources } from "./custom-resources";
import { kubernetesObjects } from "./kubernetes-objects";
import { untilPoliciesHold } from "./policies-in-force";

/** An API server that was given everything that the program registers of one stack. Its policies are in force. */
export interface PlatformCluster {
  readonly plane: ControlPlane;
  readonly objects: readonly Manifest[];
  /** What the API server said to each object. */
  readonly answers: ReadonlyMap<Manifest, Answer>;
  /** Names of the Helm releases, whose objects are not there. */
  readonly releases: readonly string[];
}

/** What is no object of the cluster, as in the tests of the components. */
const STATE = { backend: "azblob", secretsProvider: "azurekeyvault", locking: true };

const started = new Map<string, Promise<PlatformCluster>>();

/**
 * The cluster of a stack, one for all specs: the first call starts it, it is stopped after the last spec. Each stack has one
 * of its own, for what a Job is given in one can't be changed into that of another.
 */
export function platformCluster(stack: "dev" | "prod"): Promise<PlatformCluster> {
  const cluster = started.get(stack) ?? start(stack);
  started.set(stack, cluster);
  return cluster;
}

async function start(stack: string): Promise<PlatformCluster> {
  const registrations = await register(() => new Platform("platform", stackConfig(stack), STATE), "update");
  const { objects, releases } = kubernetesObjects(registrations);
  const plane = await ControlPlane.start();
  try {
    await applyCustomResources(plane);
    const answers = new Map<Manifest, Answer>();
    for (const object of objects) answers.set(object, await plane.apply(object));
    await untilPoliciesHold(plane);
    return { plane, objects, answers, releases };
  } catch (error) {
    await plane.stop();
    throw error;
  }
}

// Outside of any describe: after everything.
after(async () => {
  for (const cluster of started.values()) await (await cluster.catch(() => undefined))?.plane.stop();
});
