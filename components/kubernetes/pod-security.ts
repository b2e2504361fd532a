/*
 * What pods and containers say of themselves to be what Pod Security's level `restricted` asks for. Charts, the cluster's own
 * objects and OSMO's templates take it from here.
 */

/** System calls that containers need, and no others. */
export const RUNTIME_SECCOMP = { seccompProfile: { type: "RuntimeDefault" as const } };

/** A container that gains no right, whoever it runs as. */
export const NO_PRIVILEGES = {
  allowPrivilegeEscalation: false as const,
  capabilities: { drop: ["ALL"] },
};

/** One that changes no file of its image either. */
export const READ_ONLY = { ...NO_PRIVILEGES, readOnlyRootFilesystem: true };

/** Whoever it is, it is not root. */
export const NOT_ROOT = { runAsNonRoot: true };

/** A user and the group of the same number, who is not root. */
export function userAndGroup(id: number) {
  return { ...NOT_ROOT, runAsUser: id, runAsGroup: id };
}

/** A container that needs nothing of its pod to be `restricted`, as the user `runAsUser`; it changes no file of its image. */
export function restrictedContainer(runAsUser: number) {
  return { ...READ_ONLY, ...NOT_ROOT, runAsUser, ...RUNTIME_SECCOMP };
}
export type RestrictedContainer = ReturnType<typeof restrictedContainer>;

/** A pod without a token of the cluster's API, and without the addresses of its namespace's services in the environment. */
export const NO_TOKEN = { automountServiceAccountToken: false, enableServiceLinks: false };
