import * as pulumi from "@pulumi/pulumi";
import type { StateBackendFacts } from "./state-backend-facts";

/** Container of the states, where the platform keeps them itself. */
export const STATE_CONTAINER = "pulumi-state";

/**
 * Evidence: where this stack keeps its state and who can read the secrets in it (T-2, I-2). No cloud resource: its arguments
 * are plain facts, which policies judge like any other resource's and the state keeps.
 */
export class StateBackend extends pulumi.ComponentResource {
  constructor(name: string, facts: StateBackendFacts, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:operations:StateBackend", name, { ...facts }, opts);
    this.registerOutputs({});
  }
}
