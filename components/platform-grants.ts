import { grant } from "./conventions/grants";
import type { Placement } from "./conventions/placement";
import { roles } from "./conventions/roles";
import { STATE_CONTAINER } from "./operations/state-backend";
import { AccessProfiles } from "./identity/access-profiles";
import type { WorkloadName } from "./identity/federations";
import type { Platform } from "./platform";
import { SECRET_NAMES } from "./vault/secret-names";

/** Secrets that workloads of the platform itself read; what the operator gives to training stands with it. */
const SECRETS_READ: Readonly<Partial<Record<WorkloadName, readonly string[]>>> = {
  "osmo-control-plane": [
    SECRET_NAMES.masterKey,
    SECRET_NAMES.database,
    SECRET_NAMES.redisKey,
    SECRET_NAMES.internalCertificate,
  ],
  "osmo-gateway": [
    SECRET_NAMES.cookie,
    SECRET_NAMES.redisKey,
    SECRET_NAMES.gatewayCertificate,
    SECRET_NAMES.internalAuthority,
  ],
  "osmo-router": [SECRET_NAMES.masterKey, SECRET_NAMES.database],
  "osmo-backend": [SECRET_NAMES.backendToken],
  "database-role": [SECRET_NAMES.database],
  "scoring-certificate": [SECRET_NAMES.scoringCertificate, SECRET_NAMES.scoringKey],
};

/**
 * Who may do what, as far as the parts do not need it for themselves: one line for each right, each at the narrowest scope.
 * What a part's own identity needs to work stands with that part.
 */
export function grantAccess(platform: Platform, placement: Placement): void {
  const { storage, lake, vault, registry, cluster, redis, machineLearning, observability, stateStorage, config } =
    platform;
  const workload = (name: WorkloadName) => platform.workloads.get(name);

  registry.grantPull(platform.kubelet);

  const training = workload("training");
  if (training) {
    storage.grantRead(training, "datasets");
    storage.grantWrite(training, "checkpoints");
    storage.grantWrite(training, "models");
    storage.grantWrite(training, "training-logs");
    lake?.grantRead(training, "datasets");
    lake?.grantWrite(training, "models");
    machineLearning?.workspace.grantUse(training);
    machineLearning?.workspace.grantPublishMetrics(training);
    // Jobs leave their outputs in containers that the workspace makes.
    machineLearning?.storage.grantOnAccount(training, roles.storageBlobDataContributor);
    for (const secret of Object.keys(config.workloadSecrets)) vault.grantReadSecret(training, secret);
  }

  const inference = workload("inference");
  if (inference) {
    storage.grantRead(inference, "models");
    registry.grantPull(inference);
    machineLearning?.storage.grantOnAccount(inference, roles.storageBlobDataReader);
    machineLearning?.workspace.grantPublishMetrics(inference);
  }

  const controlPlane = workload("osmo-control-plane");
  if (controlPlane) storage.grantWrite(controlPlane, "osmo");

  const rotation = workload("token-rotation");
  if (rotation) vault.grantReplaceSecret(rotation, SECRET_NAMES.backendToken);

  for (const [name, reader] of platform.workloads) {
    for (const secret of SECRETS_READ[name] ?? []) vault.grantReadSecret(reader, secret);
  }

  const workflows = workload("osmo-workflows");
  if (workflows) {
    storage.grantRead(workflows, "datasets");
    storage.grantWrite(workflows, "osmo");
    storage.grantWrite(workflows, "checkpoints");
    machineLearning?.workspace.grantUse(workflows);
  }

  // OSMO signs in to Redis by a key. Without it the key is off, and jobs come in by their identity.
  if (redis && training && !config.osmo) redis.grantUse(training);

  for (const environment of platform.environments) {
    grant(platform, {
      names: placement.names,
      principal: environment,
      role: roles.reader,
      scope: placement.resourceGroup.id,
      scopeName: "resource-group",
    });
  }

  new AccessProfiles(
    "access",
    {
      placement,
      groups: config.accessGroups,
      adminsEligible: config.adminsEligible,
      subscriptionId: platform.subscriptionId,
      scopes: {
        "resource-group": placement.resourceGroup.id,
        cluster: cluster.cluster.id,
        grafana: observability.grafana?.grafana.id,
        logs: platform.logs.workspace.id,
        datasets: storage.containerId("datasets"),
        checkpoints: storage.containerId("checkpoints"),
        models: storage.containerId("models"),
        registry: registry.registry.id,
        "machine-learning": machineLearning?.workspace.workspace.id,
        "machine-learning-storage": machineLearning?.storage.account.id,
        vault: vault.vault.id,
        state: stateStorage?.containerId(STATE_CONTAINER),
      },
    },
    { parent: platform },
  );
}
