import { admissionObjects } from "../../../components/kubernetes/admission/admission-objects";
import type { AdmissionMode } from "../../../components/kubernetes/admission/admission-modes";
import { accepted } from "../api-client";
import type { Answer, Manifest } from "../api-client";
import { ControlPlane } from "../control-plane";
import { waitFor } from "../wait-for";
import { podWith, READ_ONLY_IMAGE, REGISTRY, specOf } from "./pods";
import { REFUSED } from "./refused-pods";

/*
 * API servers of their own: policies hold in the whole cluster, and other specs put the platform's own in force, with its mode.
 */

export const CHOICES = {
  approvedRegistries: [REGISTRY, "nvcr.io/nvidia/"],
  readOnlyImages: [`${REGISTRY}/training/python`],
  userAccounts: { azureml: ["default", "training", "inference"] },
  sidecarRegistries: ["mcr.microsoft.com/azureml"],
  osmo: true,
};

const NAMESPACES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "osmo-workflows": { "physical-ai.io/admission": "workloads" },
  azureml: { "physical-ai.io/admission": "workloads" },
  "osmo-control-plane": {},
  elsewhere: {},
};

const planes = new Map<AdmissionMode, Promise<ControlPlane>>();

/** An API server with all policies in force. */
export function planeIn(mode: AdmissionMode): Promise<ControlPlane> {
  const plane = planes.get(mode) ?? start(mode);
  planes.set(mode, plane);
  return plane;
}

// Outside of any describe: after everything.
after(async () => {
  for (const plane of planes.values()) await (await plane.catch(() => undefined))?.stop();
});

async function start(mode: AdmissionMode): Promise<ControlPlane> {
  const plane = await ControlPlane.start();
  try {
    for (const [name, labels] of Object.entries(NAMESPACES)) {
      accepted(await plane.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } }));
    }
    for (const object of admissionObjects({ mode, ...CHOICES })) accepted(await plane.apply({ ...object }));
    await untilInForce(plane);
    return plane;
  } catch (error) {
    await plane.stop();
    throw error;
  }
}

/** Each comes into force by itself: waits until each has been seen at work. */
async function untilInForce(plane: ControlPlane): Promise<void> {
  const attempt = (pod: Manifest) => plane.create(pod, { dryRun: true });
  for (const [rule, pods] of Object.entries(REFUSED)) {
    await waitFor(async () => isNamed(rule, await attempt(pods[0]![1])), { what: rule });
  }
  const mended = async () => {
    const { securityContext, containers } = specOf(accepted(await attempt(podWith({ image: READ_ONLY_IMAGE }))));
    const { env = [], volumeMounts = [], securityContext: own } = containers[0]!;
    return Boolean(
      securityContext && env.length === 2 && volumeMounts.length === 2 && own && Object.keys(own).length === 2,
    );
  };
  await waitFor(mended, { what: "policies that mend" });
  const repaired = async () => {
    const pod = podWith({}, { namespace: "osmo-control-plane" });
    const { securityContext } = specOf(accepted(await attempt(pod)));
    return Boolean(securityContext && Object.keys(securityContext).length > 0);
  };
  await waitFor(repaired, { what: "repairs of OSMO's chart" });
}

/** Whether a refusal or a warning is of this rule. */
export function isNamed(rule: string, answer: Answer): boolean {
  const texts = answer.accepted ? answer.warnings : [answer.message];
  return texts.some((text) => text.includes(`: ${rule}: `));
}
