import * as pulumi from "@pulumi/pulumi";
import { dropApiVersionAliases } from "./components/api-version-aliases";
import { readConfig } from "./components/config";
import { findStateBackendSources, stateBackendFacts } from "./components/operations/state-backend-facts";
import { findRepositoryWorkflows } from "./components/operations/repository-workflow-facts";
import { RepositoryWorkflows } from "./components/operations/repository-workflows";
import { platformOutputs } from "./components/outputs";
import { Platform } from "./components/platform";
import { daysLeft } from "./components/vault/lifetime";

/** Days before secrets expire at which to say so. */
const WARN_DAYS = 14;

const config = readConfig();
if (!config.adoptOldApiVersions) dropApiVersionAliases();

const left = daysLeft({ issued: config.secretsIssued, days: config.secretDays }, Date.now());
if (left < WARN_DAYS) {
  void pulumi.log.warn(
    `The secrets of this stack ${left < 0 ? "have expired" : `expire in ${left} days`}: set physical-ai:secretsIssued to today and update (docs/secrets.md).`,
  );
}

const state = stateBackendFacts(findStateBackendSources(__dirname, pulumi.getStack()));
new RepositoryWorkflows("workflows", findRepositoryWorkflows(__dirname));
const platform = new Platform("platform", config, state);

export = platformOutputs(platform);
