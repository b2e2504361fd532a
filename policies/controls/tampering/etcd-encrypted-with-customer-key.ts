import { resourceControl } from "../../framework/control";
import { equalTo } from "../../framework/expectation";
import type { Expectation } from "../../framework/expectation";
import { AZURE } from "../../framework/resource-types";

const PATH = "securityProfile.azureKeyVaultKms";
const KEY: Expectation = {
  holds: (value) => typeof value === "string" && /^https:\/\/[^/]+\/keys\/[^/]+/i.test(value),
  wanted: "the address of a key in a vault",
};

export const etcdEncryptedWithCustomerKey = resourceControl({
  name: "etcd-encrypted-with-customer-key",
  threats: ["T-1"],
  severity: "high",
  title: "Secrets in the cluster's etcd are encrypted with a key of the platform's own vault",
  rationale:
    "Kubernetes writes a Secret to etcd as it was given. Unless the cluster encrypts with a key of its owner, nobody can withdraw that key, see in a log who used it, or replace it, and moving a key out of a ConfigMap into a Secret wins little. Over the public network the vault would have to be open for it.",
  remediation:
    'Set securityProfile.azureKeyVaultKms to enabled, with keyId and keyVaultNetworkAccess "Private": components/compute/cluster.ts.',
  references: { cisAks: ["5.3.1"] },
  resources: [AZURE.managedCluster],
  *check(cluster) {
    const kms = cluster.flag(`${PATH}.enabled`);
    yield cluster.expect(`${PATH}.enabled`, equalTo(true), {
      otherwise: "writes Secrets to etcd without a key of its owner's",
      part: "enabled",
    });
    if (kms.state === "absent" || kms.state === "malformed" || (kms.state === "known" && !kms.value)) return;
    yield cluster.expect(`${PATH}.keyId`, KEY, { otherwise: "names no key of a vault", part: "key" });
    yield cluster.expect(`${PATH}.keyVaultNetworkAccess`, equalTo("Private"), {
      otherwise: "reaches the vault over the public network",
      part: "network",
    });
  },
});
