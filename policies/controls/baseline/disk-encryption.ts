import { resourceControl } from "../../framework/control";
import { decided } from "../../framework/decided";
import { equalTo } from "../../framework/expectation";
import type { Finding } from "../../framework/finding";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

export const diskEncryption = resourceControl({
  name: "disk-encryption",
  inherits: ["SI-2"],
  severity: "medium",
  title: "Machines encrypt their disks where they run, temporary ones and caches included",
  rationale:
    "The model inherits encryption at rest with the platform's keys. Azure encrypts managed disks in its storage; the temporary disk and the caches on the host, where training data and models pass through, it leaves in the clear unless the machine is told to encrypt at the host.",
  remediation:
    "Set enableEncryptionAtHost of every pool to true: components/compute/cluster.ts. Set securityProfile.encryptionAtHost of a machine or scale set.",
  references: { checkov: ["CKV_AZURE_97", "CKV_AZURE_151", "CKV_AZURE_227"] },
  resources: [AZURE.managedCluster, AZURE.agentPool, AZURE.virtualMachine, AZURE.virtualMachineScaleSet],
  *check(resource) {
    if (resource.type === AZURE.managedCluster) yield* poolsInside(resource);
    else if (resource.type === AZURE.agentPool) {
      yield resource.expect("enableEncryptionAtHost", equalTo(true), { otherwise: OTHERWISE });
    } else if (resource.type === AZURE.virtualMachine) yield machine(resource, "");
    // A scale set without a profile makes no machines: those that are put into it say so themselves.
    else if (resource.read("virtualMachineProfile").state !== "absent")
      yield machine(resource, "virtualMachineProfile.");
  },
});

const OTHERWISE = "leaves its machines' temporary disks and caches unencrypted";

function* poolsInside(cluster: Resource): Iterable<Finding> {
  const pools = cluster.list("agentPoolProfiles");
  if (pools.state === "unknown") yield cluster.undetermined("its pools are not known yet");
  for (const [index, pool] of (pools.state === "known" ? pools.value : []).entries()) {
    const name = pool.text("name");
    yield cluster.expect(`agentPoolProfiles[${index}].enableEncryptionAtHost`, equalTo(true), {
      otherwise: OTHERWISE,
      part: name.state === "known" ? name.value : String(index),
    });
  }
}

function machine(resource: Resource, prefix: string): Finding {
  const security = `${prefix}securityProfile`;
  const disk = `${prefix}storageProfile.osDisk`;
  const path = `${security}.encryptionAtHost`;
  // The hardware of a confidential machine encrypts its disk together with its state.
  const isConfidential = allOf(
    holds(resource.read(`${security}.securityType`), equalTo("ConfidentialVM").holds),
    holds(
      resource.read(`${disk}.managedDisk.securityProfile.securityEncryptionType`),
      equalTo("DiskWithVMGuestState").holds,
    ),
  );
  const atHost: Truth = holds(resource.flag(path), (enabled) => enabled);
  return decided(resource, anyOf(atHost, isConfidential), {
    otherwise: "leaves its temporary disk and caches unencrypted",
    notKnown: "whether it encrypts at the host is not known yet",
    set: `${path} to true`,
  });
}
