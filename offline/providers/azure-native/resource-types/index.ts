import type { ResourceType } from "../resource-type";
import { clusterTypes } from "./cluster";
import { dataTypes } from "./data";
import { identityTypes } from "./identity";
import { machineLearningTypes } from "./machine-learning";
import { networkTypes } from "./network";
import { observabilityTypes } from "./observability";
import { operationsTypes } from "./operations";
import { vaultTypes } from "./vault";

/**
 * Every azure-native resource type that the platform uses, by its token without package and API version. To add one: its
 * Azure Resource Manager type, the inputs that name it and its parents, what else it requires, and what it returns beyond
 * its inputs. Everything that every resource returns (name, type, a system-assigned identity) needs no entry.
 */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  ...clusterTypes,
  ...dataTypes,
  ...identityTypes,
  ...machineLearningTypes,
  ...networkTypes,
  ...observabilityTypes,
  ...operationsTypes,
  ...vaultTypes,
};
