import type * as authorization from "@pulumi/azure-native/authorization";
import type { WorkloadIdentity } from "../identity/workload-identity";
import type { EncryptionKey } from "../vault/key-vault";

/** A key of the platform's own that data is encrypted with, and the identity by which Azure may use it. */
export interface CustomerKey {
  readonly key: EncryptionKey;
  readonly identity: WorkloadIdentity;
  /** What lets the identity use the key; Azure tries as soon as the service is made. */
  readonly granted: authorization.RoleAssignment;
}
