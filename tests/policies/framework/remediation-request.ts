import type { Policies, ResourceValidationPolicy } from "@pulumi/policy";
import * as server from "@pulumi/policy/server";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { urnOf } from "./policy-run";
import type { SentResource } from "./policy-run";

type Remediate = (
  call: { request: proto.AnalyzeRequest },
  done: (error: Error | null | undefined, response: proto.RemediateResponse) => void,
) => Promise<void>;

// The SDK's type declarations leave out what it calls internal.
const { makeRemediateRpcFun } = server as unknown as {
  makeRemediateRpcFun: (pack: string, version: string, level: string, policies: Policies) => Remediate;
};

/** What the engine learns of one request to remediate. */
export interface Remediated {
  /** Names of the policies that changed something, in order. */
  readonly by: readonly string[];
  /** The properties after the last of them, as they go over the wire; undefined where none changed anything. */
  readonly properties?: unknown;
  readonly notApplicable: readonly string[];
}

/** Asks the policies, each at the level `remediate`, through the policy SDK: with its proxies, and as it answers. */
export async function remediate(policies: Policies, resource: SentResource): Promise<Remediated> {
  const atRemediate = policies.map((policy) => ({ ...policy, enforcementLevel: "remediate" as const }));
  const request = new proto.AnalyzeRequest();
  request.setType(resource.type);
  request.setName(resource.name);
  request.setUrn(urnOf(resource));
  request.setProperties(Struct.fromJavaScript(resource.properties as Record<string, JavaScriptValue>));
  request.setOptions(new proto.AnalyzerResourceOptions());
  const response = await new Promise<proto.RemediateResponse>((resolve, reject) => {
    void makeRemediateRpcFun(
      "pack",
      "1.0.0",
      "advisory",
      atRemediate,
    )({ request }, (error, answer) => (error ? reject(error) : resolve(answer)));
  });
  const remediations = response.getRemediationsList();
  return {
    by: remediations.map((remediation) => remediation.getPolicyname()),
    properties: remediations.at(-1)?.getProperties()?.toJavaScript(),
    notApplicable: response.getNotApplicableList().map((policy) => policy.getPolicyName()),
  };
}

/** Whether the policy can remediate. */
export function canRemediate(policy: Policies[number]): policy is ResourceValidationPolicy {
  return "remediateResource" in policy && policy.remediateResource !== undefined;
}
