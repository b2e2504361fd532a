import { resourceControl } from "../../framework/control";
import type { Finding } from "../../framework/finding";
import { NETWORK_POLICIES, trafficPoliciesOf } from "../../framework/kubernetes/network-policies";
import type { TrafficRules } from "../../framework/kubernetes/network-policies";
import type { Resource } from "../../framework/resource";
import { allOf } from "../../framework/truth";

export const networkPolicyNotAllowAll = resourceControl({
  name: "network-policy-not-allow-all",
  threats: ["D-1"],
  severity: "high",
  title: "No network policy lets everybody through at every port",
  rationale:
    "Network policies add up: one that allows everything undoes each that denies. It is how a policy that stood in the way gets repaired, and it looks like a policy to whoever counts them.",
  remediation:
    "Name who is let through and at which ports: components/kubernetes/network/network-policies.ts writes policies from a list of flows.",
  references: {
    cisAks: ["4.4.2"],
  },
  resources: NETWORK_POLICIES,
  *check(policy) {
    for (const [index, { directions }] of trafficPoliciesOf(policy).entries()) {
      // Of a Cilium policy with several specifications each is told by its place.
      for (const traffic of directions) yield* judged(policy, traffic, index === 0 ? "" : `specs[${index}]/`);
    }
  },
});

/** Rules of a direction that the policy does not govern are without effect. */
function* judged(policy: Resource, { direction, applies, rules }: TrafficRules, prefix: string): Generator<Finding> {
  if (applies === false) return;
  if (rules.state === "unknown") {
    yield policy.undetermined("whom it lets through is not known yet", { part: `${prefix}${direction}` });
  }
  for (const [index, rule] of (rules.state === "known" ? rules.value : []).entries()) {
    const details = {
      part: `${prefix}${direction}[${index}]`,
      set: `${rule.properties.path} to the peers and ports that are meant`,
    };
    const allowsEverything = allOf(rule.allowsEverything, applies);
    if (allowsEverything === true) yield policy.fail(`allows all ${direction}`, details);
    else if (allowsEverything === false) yield policy.pass(details);
    else yield policy.undetermined(`whether it allows all ${direction} is not known yet`, details);
  }
}
