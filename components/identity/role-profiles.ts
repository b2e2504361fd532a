import { roles } from "../conventions/roles";
import type { BuiltInRole } from "../conventions/roles";

/** What people are to the platform, by what they may do. */
export const ACCESS_PROFILES = ["readers", "contributors", "admins"] as const;
export type ProfileName = (typeof ACCESS_PROFILES)[number];

/** What roles are granted on: single resources, parts of them, and for the one role that only reads, the resource group. */
export const SCOPES = [
  "resource-group",
  "cluster",
  "grafana",
  "logs",
  "datasets",
  "checkpoints",
  "models",
  "registry",
  "machine-learning",
  "machine-learning-storage",
  "vault",
  "state",
] as const;
export type ScopeName = (typeof SCOPES)[number];

export interface ProfileRole {
  readonly role: BuiltInRole;
  readonly on: ScopeName;
}

const READ: readonly ProfileRole[] = [
  { role: roles.reader, on: "resource-group" },
  { role: roles.aksClusterUser, on: "cluster" },
  { role: roles.logAnalyticsReader, on: "logs" },
];

const PROFILES: Readonly<Record<ProfileName, readonly ProfileRole[]>> = {
  readers: [
    ...READ,
    { role: roles.grafanaViewer, on: "grafana" },
    { role: roles.storageBlobDataReader, on: "datasets" },
    { role: roles.storageBlobDataReader, on: "models" },
  ],
  contributors: [
    ...READ,
    { role: roles.grafanaEditor, on: "grafana" },
    { role: roles.storageBlobDataContributor, on: "datasets" },
    { role: roles.storageBlobDataContributor, on: "checkpoints" },
    { role: roles.storageBlobDataContributor, on: "models" },
    { role: roles.acrPush, on: "registry" },
    { role: roles.azureMlDataScientist, on: "machine-learning" },
    { role: roles.storageBlobDataContributor, on: "machine-learning-storage" },
  ],
  admins: [
    ...READ,
    { role: roles.aksRbacClusterAdmin, on: "cluster" },
    { role: roles.grafanaAdmin, on: "grafana" },
    { role: roles.keyVaultSecretsOfficer, on: "vault" },
    { role: roles.acrPush, on: "registry" },
    // Who deploys reads and writes the state, where this platform keeps it.
    { role: roles.storageBlobDataContributor, on: "state" },
  ],
};

/**
 * The roles of a profile in Azure. Replaces the nine that the existing platform gives every user, Contributor among them. What
 * readers and contributors may do inside the cluster is for its own roles to say (kubernetes/access): Azure's add to them, and
 * its Writer would add Secrets and pods of any identity.
 */
export function accessProfile(name: ProfileName): readonly ProfileRole[] {
  return PROFILES[name];
}
