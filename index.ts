import * as pulumi from "@pulumi/pulumi";
import { dropApiVersionAliases } from "./components/api-version-aliases";
import { readConfig } from "./components/config";
import { findStateBackendSources, stateBackendFacts } from "./components/operations/state-backend-facts";
import { Platform } from "./components/platform";

const config = readConfig();
if (!config.adoptOldApiVersions) dropApiVersionAliases();

const state = stateBackendFacts(findStateBackendSources(__dirname, pulumi.getStack()));
const platform = new Platform("platform", config, state);

export const vaultUri = platform.vault.uri;
export const storageAccountName = platform.storage.account.name;
export const virtualNetworkId = platform.network.network.id;
export const logAnalyticsWorkspaceId = platform.logs.workspace.id;
export const trainingIdentityClientId = platform.training.clientId;
