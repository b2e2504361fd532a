import { blobServiceHolds } from "../../framework/blob-services";
import { stackControl } from "../../framework/control";
import { decided, not } from "../../framework/decided";
import type { Words } from "../../framework/decided";
import { keptFromDeletion } from "../../framework/deletion-guards";
import { atLeast, equalTo, oneOf } from "../../framework/expectation";
import type { Expectation } from "../../framework/expectation";
import { leadsTo } from "../../framework/leads-to";
import type { Resource } from "../../framework/resource";
import { AZURE, EVIDENCE } from "../../framework/resource-types";
import type { Stack } from "../../framework/stack";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** How containers of states are called: pulumi-state, tfstate, terraform-state-prod. */
const STATE_CONTAINER = /(?:^|-)(?:pulumi|terraform|tf|iac)-?states?(?:-|$)/i;

/** Days; the least that PSRule asks for. */
const RECOVERABLE_DAYS = 7;

export const stateStoreHardened = stackControl({
  name: "state-store-hardened",
  threats: ["T-2", "I-2"],
  severity: "high",
  title: "The storage account that holds the state is private, keyless and recoverable",
  rationale:
    "Whoever can write to the state decides what the next update does, and whoever can read it knows every resource and, with the key, every secret. A state that was overwritten or deleted without a version to go back to leaves a platform that nobody can update. A container's name or the StateBackend component tells which account it is; an account that another stack or a script made is that one's to judge.",
  remediation:
    "Make the account as docs/state-backend.md says; components/data/object-storage.ts sets all of it but the container.",
  references: {
    psrule: [
      "Azure.Storage.LocalAuth",
      "Azure.Storage.MinTLS",
      "Azure.Storage.Firewall",
      "Azure.Storage.SoftDelete",
      "Azure.Storage.ContainerSoftDelete",
    ],
    checkov: ["CKV_AZURE_44", "CKV_AZURE_59", "CKV2_AZURE_38", "CKV2_AZURE_40"],
  },
  *check(stack) {
    for (const account of stack.ofType(AZURE.storageAccount)) {
      const holdsIt = holdsState(stack, account);
      if (holdsIt === false) continue;
      for (const { condition, ...words } of [...closed(account), ...recoverable(stack, account)]) {
        yield decided(account, anyOf(condition, not(holdsIt)), words);
      }
    }
  },
});

interface Requirement extends Words {
  readonly condition: Truth;
}

/** A container's name tells, or the evidence of the backend does. */
function holdsState(stack: Stack, account: Resource): Truth {
  const containers = stack.ofType(AZURE.blobContainer).map((container) =>
    allOf(
      holds(container.text("containerName"), (name) => STATE_CONTAINER.test(name)),
      leadsTo(stack, container, "accountName", account),
    ),
  );
  const named = stack
    .ofType(EVIDENCE.stateBackend)
    .map((backend) => leadsTo(stack, backend, "storageAccount", account));
  return anyOf(...containers, ...named);
}

function closed(account: Resource): readonly Requirement[] {
  const property = (path: string, wanted: Expectation, part: string, otherwise: string, absent = false) => ({
    condition: holds(account.read(path), wanted.holds, absent),
    part,
    otherwise,
    notKnown: `${path} is not known yet`,
    set: `${path} to ${wanted.wanted}`,
  });
  return [
    property("allowSharedKeyAccess", equalTo(false), "keys", "opens the state to whoever holds an account key"),
    property("publicNetworkAccess", equalTo("Disabled"), "network", "answers on the public internet"),
    property("minimumTlsVersion", oneOf("TLS1_2", "TLS1_3"), "tls", "accepts TLS older than 1.2"),
    property("allowBlobPublicAccess", equalTo(false), "anonymous", "lets a container be public", true),
  ];
}

function recoverable(stack: Stack, account: Resource): readonly Requirement[] {
  const some = (condition: (service: Resource) => Truth): Truth => blobServiceHolds(stack, account, condition);
  const isOn = (service: Resource, path: string): Truth => holds(service.flag(path), (on) => on);
  const softDelete = (policy: string): Truth =>
    some((service) =>
      allOf(isOn(service, `${policy}.enabled`), holds(service.read(`${policy}.days`), atLeast(RECOVERABLE_DAYS).holds)),
    );
  return [
    {
      condition: some((service) => isOn(service, "isVersioningEnabled")),
      otherwise: "keeps no version of a state that is overwritten",
      notKnown: "whether it keeps versions is not known yet",
      part: "versions",
      set: "isVersioningEnabled of its BlobServiceProperties to true",
    },
    {
      condition: allOf(softDelete("deleteRetentionPolicy"), softDelete("containerDeleteRetentionPolicy")),
      otherwise: "deletes a state for good",
      notKnown: "whether a deleted state can be brought back is not known yet",
      part: "soft-delete",
      set: `deleteRetentionPolicy and containerDeleteRetentionPolicy of its BlobServiceProperties to enabled, with ${RECOVERABLE_DAYS} days or more`,
    },
    {
      condition: anyOf(keptFromDeletion(stack, account), isImmutable(account)),
      otherwise: "can be deleted with every state in it",
      notKnown: "whether it can be deleted is not known yet",
      part: "deletion",
      set: "protect to true, or a ManagementLockByScope on it",
    },
  ];
}

/** Versions that nobody can delete for a time; Azure keeps an account that holds some. */
function isImmutable(account: Resource): Truth {
  const path = "immutableStorageWithVersioning";
  return allOf(
    holds(account.flag(`${path}.enabled`), (enabled) => enabled),
    holds(account.read(`${path}.immutabilityPolicy.state`), equalTo("Locked").holds),
  );
}
