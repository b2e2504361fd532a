import * as pulumi from "@pulumi/pulumi";
import type { RepositoryWorkflowsFacts } from "./repository-workflow-facts";

/**
 * Evidence: what the GitHub Actions workflows of this repository may do, and what they run (E-4, G4). No cloud resource: its
 * arguments are plain facts, which policies judge like any other resource's and the state keeps.
 */
export class RepositoryWorkflows extends pulumi.ComponentResource {
  constructor(name: string, facts: RepositoryWorkflowsFacts, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:operations:RepositoryWorkflows", name, { ...facts }, opts);
    this.registerOutputs({});
  }
}
