import * as pulumi from "@pulumi/pulumi";
import { dropApiVersionAliases } from "./components/api-version-aliases";
import { readConfig } from "./components/config";
import { findStateBackendSources, stateBackendFacts } from "./components/operations/state-backend-facts";
import { platformOutputs } from "./components/outputs";
import { Platform } from "./components/platform";

const config = readConfig();
if (!config.adoptOldApiVersions) dropApiVersionAliases();

const state = stateBackendFacts(findStateBackendSources(__dirname, pulumi.getStack()));
const platform = new Platform("platform", config, state);

export = platformOutputs(platform);
