import type { Control } from "../framework/control";
import { keyVaultHardened } from "./baseline/key-vault-hardened";
import { privateEndpointsForDataServices } from "./baseline/private-endpoints-for-data-services";
import { publicNetworkAccessDisabled } from "./baseline/public-network-access-disabled";
import { tls12Minimum } from "./baseline/tls-1-2-minimum";
import { noDefaultOutboundAccess } from "./denial-of-service/no-default-outbound-access";
import { nsgExplicitRules } from "./denial-of-service/nsg-explicit-rules";
import { privateEndpointSubnetPolicies } from "./denial-of-service/private-endpoint-subnet-policies";
import { subnetOwnNsg } from "./denial-of-service/subnet-own-nsg";
import { redisAccessKeysDisabled } from "./information-disclosure/redis-access-keys-disabled";
import { storageSharedKeyDisabled } from "./information-disclosure/storage-shared-key-disabled";
import { auditLogsCollected } from "./repudiation/audit-logs-collected";
import { stateBackendRemote } from "./tampering/state-backend-remote";
import { stateSecretsEncrypted } from "./tampering/state-secrets-encrypted";

/** Every control of the pack, in the order of their files. `npm run new-control` adds to it. */
export const controls: readonly Control[] = [
  keyVaultHardened,
  privateEndpointsForDataServices,
  publicNetworkAccessDisabled,
  tls12Minimum,
  noDefaultOutboundAccess,
  nsgExplicitRules,
  privateEndpointSubnetPolicies,
  subnetOwnNsg,
  redisAccessKeysDisabled,
  storageSharedKeyDisabled,
  auditLogsCollected,
  stateBackendRemote,
  stateSecretsEncrypted,
];
