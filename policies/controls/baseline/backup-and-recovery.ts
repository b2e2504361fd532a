import { blobServiceHolds } from "../../framework/blob-services";
import { stackControl } from "../../framework/control";
import { decided } from "../../framework/decided";
import { keptFromDeletion } from "../../framework/deletion-guards";
import { atLeast, equalTo } from "../../framework/expectation";
import type { Finding } from "../../framework/finding";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import type { Stack } from "../../framework/stack";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** Days; the least that PostgreSQL and a vault can be set to, and that PSRule asks of blobs. */
const RECOVERABLE_DAYS = 7;

/** Serves G0: the model names no goal and no inherited control of recovery. */
export const backupAndRecovery = stackControl({
  name: "backup-and-recovery",
  goals: ["G0"],
  severity: "medium",
  title: "Data that cannot be made again can be brought back, and its services are kept from deletion",
  rationale:
    "Demonstrations, checkpoints and the record of who trained what cannot be made again. A mistake, a script or an intruder with a right to write deletes them in a second, and an update that replaces a service deletes all that is in it. Azure keeps nothing that was deleted from blob storage unless it is told to.",
  remediation:
    "Keep deleted and overwritten blobs (components/data/object-storage.ts) and PostgreSQL's backups (components/data/postgres.ts), and set protect or a lock on what holds data (components/operations/deletion-lock.ts).",
  references: {
    psrule: ["Azure.Storage.SoftDelete", "Azure.Storage.ContainerSoftDelete", "Azure.KeyVault.SoftDelete"],
    checkov: ["CKV2_AZURE_38"],
  },
  *check(stack) {
    for (const account of stack.ofType(AZURE.storageAccount)) {
      if (holdsBlobs(account)) yield* blobs(stack, account);
      yield deletion(stack, account);
    }
    for (const server of stack.ofType(AZURE.postgresServer)) {
      // A replica is made again from its source, which has the backups.
      const isReplica = holds(server.read("createMode"), equalTo("Replica").holds);
      if (isReplica === true) continue;
      const path = "backup.backupRetentionDays";
      yield decided(server, anyOf(holds(server.read(path), atLeast(RECOVERABLE_DAYS).holds, true), isReplica), {
        otherwise: "keeps its backups too short a time",
        notKnown: "how long it keeps its backups is not known yet",
        part: "backup",
        set: `${path} to ${RECOVERABLE_DAYS} or more`,
      });
      yield deletion(stack, server, isReplica);
    }
    for (const vault of stack.ofType(AZURE.keyVault)) {
      yield vault.expect("properties.softDeleteRetentionInDays", atLeast(RECOVERABLE_DAYS), {
        otherwise: "keeps what is deleted too short a time",
        absent: "holds",
        part: "retention",
      });
      yield deletion(stack, vault);
    }
  },
});

/** A premium account for files has shares only. */
function holdsBlobs(account: Resource): boolean {
  return holds(account.read("kind"), equalTo("FileStorage").holds) !== true;
}

function* blobs(stack: Stack, account: Resource): Iterable<Finding> {
  const some = (condition: (service: Resource) => Truth): Truth => blobServiceHolds(stack, account, condition);
  const isOn = (service: Resource, path: string): Truth => holds(service.flag(path), (on) => on);
  const softDelete = (policy: string): Truth =>
    some((service) =>
      allOf(isOn(service, `${policy}.enabled`), holds(service.read(`${policy}.days`), atLeast(RECOVERABLE_DAYS).holds)),
    );
  yield decided(account, allOf(softDelete("deleteRetentionPolicy"), softDelete("containerDeleteRetentionPolicy")), {
    otherwise: "deletes blobs or containers for good",
    notKnown: "whether deleted blobs can be brought back is not known yet",
    part: "soft-delete",
    set: `deleteRetentionPolicy and containerDeleteRetentionPolicy of its BlobServiceProperties to enabled, with ${RECOVERABLE_DAYS} days or more`,
  });
  // Azure keeps no versions in a hierarchical namespace, where an overwritten file is a deleted one, nor for NFS.
  const cannotVersion = anyOf(isOn(account, "isHnsEnabled"), isOn(account, "enableNfsV3"));
  yield decided(
    account,
    anyOf(
      some((service) => isOn(service, "isVersioningEnabled")),
      cannotVersion,
    ),
    {
      otherwise: "keeps no version of a blob that is overwritten",
      notKnown: "whether it keeps versions is not known yet",
      part: "versions",
      set: "isVersioningEnabled of its BlobServiceProperties to true",
    },
  );
}

function deletion(stack: Stack, resource: Resource, isReplica: Truth = false): Finding {
  return decided(resource, anyOf(keptFromDeletion(stack, resource), isReplica), {
    otherwise: "can be deleted with all that is in it",
    notKnown: "whether it can be deleted is not known yet",
    part: "deletion",
    set: "protect to true, or a ManagementLockByScope on it",
  });
}
