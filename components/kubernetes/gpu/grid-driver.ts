import * as apps from "@pulumi/kubernetes/apps";
import * as core from "@pulumi/kubernetes/core";
import * as pulumi from "@pulumi/pulumi";
import { GRID_DRIVER_LABELS, gridDriverPod } from "./grid-driver-pods";
import type { GridDriverNeeds } from "./grid-driver-pods";
import { DOWNLOAD, INSTALL } from "./grid-driver-scripts";

export interface GridDriverArgs extends Omit<GridDriverNeeds, "scripts"> {
  readonly namespace: pulumi.Input<string>;
}

/**
 * The GRID driver of nodes whose GPUs Azure shares among machines, which neither AKS nor the GPU operator installs there. The
 * one pod of the platform's own with privileges on a node; what it runs has the sum that the configuration names.
 */
export class GridDriver extends pulumi.ComponentResource {
  constructor(name: string, args: GridDriverArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:kubernetes:GridDriver", name, {}, opts);
    const { namespace, ...needs } = args;
    const scripts = `${name}-scripts`;
    const files = new core.v1.ConfigMap(
      scripts,
      {
        metadata: { name: scripts, namespace },
        data: { "download.py": DOWNLOAD, "install.sh": INSTALL },
      },
      { parent: this },
    );
    new apps.v1.DaemonSet(
      name,
      {
        metadata: { name, namespace, labels: GRID_DRIVER_LABELS },
        spec: {
          selector: { matchLabels: GRID_DRIVER_LABELS },
          updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1 } },
          template: { metadata: { labels: GRID_DRIVER_LABELS }, spec: gridDriverPod({ ...needs, scripts }) },
        },
      },
      {
        parent: this,
        dependsOn: files,
        // A new node builds the driver's module for minutes.
        customTimeouts: { create: "30m", update: "30m" },
      },
    );
    this.registerOutputs({});
  }
}
