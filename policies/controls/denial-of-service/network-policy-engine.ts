import { resourceControl } from "../../framework/control";
import { oneOf } from "../../framework/expectation";
import type { Finding } from "../../framework/finding";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import { allOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

const ENGINE = "networkProfile.networkPolicy";
const DATAPLANE = "networkProfile.networkDataplane";

export const networkPolicyEngine = resourceControl({
  name: "network-policy-engine",
  threats: ["D-1"],
  severity: "high",
  title: "The cluster has an engine that enforces network policies",
  rationale:
    "Kubernetes takes a NetworkPolicy whether or not anything enforces it. Without an engine the manifests of D-1's remedy are there to be read and every pod still reaches every other.",
  remediation:
    'Set networkProfile.networkPolicy to "cilium", with networkDataplane "cilium", or to "calico" or "azure": components/compute/cluster.ts.',
  references: { psrule: ["Azure.AKS.NetworkPolicy"], checkov: ["CKV_AZURE_7"], cisAks: ["4.4.1", "5.4.4"] },
  resources: [AZURE.managedCluster],
  *check(cluster) {
    yield judgeEngine(cluster);
  },
});

function judgeEngine(cluster: Resource): Finding {
  if (cluster.read(ENGINE).state === "absent") {
    const automatic = isAutomatic(cluster);
    if (automatic === true) return cluster.pass();
    if (automatic === "unknown") {
      return cluster.undetermined("whether Azure chooses the engine is not known yet", { set: ENGINE });
    }
  }
  const cilium = holds(cluster.text(ENGINE), isCilium);
  const unsupported = allOf(cilium, not(holds(cluster.text(DATAPLANE), isCilium)));
  const set = `${DATAPLANE} to "cilium"`;
  if (unsupported === true) return cluster.fail("names an engine that its data plane does not have", { set });
  if (cilium === true && unsupported === "unknown") {
    return cluster.undetermined("its data plane is not known yet", { set });
  }
  return cluster.expect(ENGINE, oneOf("azure", "calico", "cilium"), { otherwise: "enforces no network policy" });
}

/** AKS Automatic has Cilium. Source: learn.microsoft.com/azure/aks/intro-aks-automatic. */
function isAutomatic(cluster: Resource): Truth {
  return holds(cluster.text("sku.name"), (name) => name.toLowerCase() === "automatic");
}

function isCilium(name: string): boolean {
  return name.toLowerCase() === "cilium";
}

function not(condition: Truth): Truth {
  return condition === "unknown" ? condition : !condition;
}
