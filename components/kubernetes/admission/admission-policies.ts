import * as admissionregistration from "@pulumi/kubernetes/admissionregistration";
import * as pulumi from "@pulumi/pulumi";
import { admissionObjects } from "./admission-objects";
import type { AdmissionChoices, AdmissionObject } from "./admission-objects";

/** See AdmissionChoices: modes, registries and images, all known before anything is deployed. */
export type AdmissionPoliciesArgs = AdmissionChoices;

/**
 * What the API server lets in of the pods that users start. Training jobs, OSMO's workflows and Azure Machine Learning's jobs
 * pass through no deployment: here they are held to S-1, R-1, I-1, I-4, I-5 and G4. Needs Kubernetes 1.36, the first version
 * that serves MutatingAdmissionPolicy as v1.
 */
export class AdmissionPolicies extends pulumi.ComponentResource {
  constructor(name: string, args: AdmissionPoliciesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:kubernetes:AdmissionPolicies", name, {}, opts);
    let policy: pulumi.Resource | undefined;
    for (const object of admissionObjects(args)) {
      // A binding follows its policy.
      policy = declare(object, { parent: this, ...(policy && isBinding(object) && { dependsOn: policy }) });
    }
    this.registerOutputs({});
  }
}

function isBinding({ kind }: AdmissionObject): boolean {
  return kind.endsWith("Binding");
}

function declare(object: AdmissionObject, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  const { v1 } = admissionregistration;
  const { name } = object.metadata;
  switch (object.kind) {
    case "ValidatingAdmissionPolicy":
      return new v1.ValidatingAdmissionPolicy(name, inputsOf(object), opts);
    case "ValidatingAdmissionPolicyBinding":
      return new v1.ValidatingAdmissionPolicyBinding(name, inputsOf(object), opts);
    case "MutatingAdmissionPolicy":
      return new v1.MutatingAdmissionPolicy(name, inputsOf(object), opts);
    case "MutatingAdmissionPolicyBinding":
      return new v1.MutatingAdmissionPolicyBinding(name, inputsOf(object), opts);
  }
}

function inputsOf<Spec>({ metadata, spec }: { readonly metadata: AdmissionObject["metadata"]; readonly spec: Spec }) {
  return { metadata, spec };
}
