import * as core from "@pulumi/kubernetes/core";
import * as pulumi from "@pulumi/pulumi";
import { REDACTION_CONFIG_MAP } from "../admission/redaction-files";
import { redactionSources } from "./sources";

export interface CredentialRedactionArgs {
  /** Namespace whose pods train: a pod mounts ConfigMaps of its own namespace alone. */
  readonly namespace: pulumi.Input<string>;
}

/**
 * Code that keeps credentials out of what training in Python prints and logs, and new files their owner's alone; the
 * admission policies mount it into pods. Immutable: it changes by a replacement, which the API server's audit log shows, and a
 * pod runs to its end with the version that it began with. Closes R-1 and I-5 at run time; part of I-4.
 */
export class CredentialRedaction extends pulumi.ComponentResource {
  readonly configMap: core.v1.ConfigMap;

  constructor(name: string, args: CredentialRedactionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:kubernetes:CredentialRedaction", name, {}, opts);
    this.configMap = new core.v1.ConfigMap(
      name,
      {
        metadata: { name: REDACTION_CONFIG_MAP, namespace: args.namespace },
        immutable: true,
        data: redactionSources(),
      },
      // The name is fixed, so the old one has to go first; pods that start meanwhile wait for the new one.
      { parent: this, deleteBeforeReplace: true },
    );
    this.registerOutputs({});
  }
}
