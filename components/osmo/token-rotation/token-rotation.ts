import * as batch from "@pulumi/kubernetes/batch";
import * as core from "@pulumi/kubernetes/core";
import * as pulumi from "@pulumi/pulumi";
import { CLIENT_ID_ANNOTATION } from "../../kubernetes/client-id-annotation";
import {
  AUTHORITIES_FILE,
  ROTATION_SCHEDULE,
  TOKEN_LIFETIME,
  TOKEN_ROTATION,
  checkLifetime,
  rotationScripts,
  rotationSpec,
} from "./rotation-job";
import type { RotationNeeds, TokenLifetime } from "./rotation-job";

export interface OsmoTokenRotationArgs extends Omit<RotationNeeds, "lifetime" | "schedule" | "ownAuthorities"> {
  readonly namespace: pulumi.Input<string>;
  /** Client id of the workload identity `token-rotation`, which replaces the one secret and may make the backend's tokens. */
  readonly clientId: pulumi.Input<string>;
  /** Default 30 days, replaced with 15 left, 24 hours of overlap. */
  readonly lifetime?: Partial<TokenLifetime>;
  /** In cron's form, UTC. Default every six hours. */
  readonly schedule?: string;
  /** Authorities that the gateway's certificate is from, in PEM. Default those that every machine trusts. */
  readonly authorities?: pulumi.Input<string>;
}

/**
 * Replaces the token of OSMO's backend in the vault long before it ends, and revokes the ones before: no token lives longer
 * than 30 days. It has no rights in the cluster at all. OSMO's user `backend-operator` is made once, by an administrator:
 * `osmo user create backend-operator --roles osmo-backend`. Closes E-2.
 */
export class OsmoTokenRotation extends pulumi.ComponentResource {
  readonly cronJob: batch.v1.CronJob;

  constructor(name: string, args: OsmoTokenRotationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:osmo:TokenRotation", name, {}, opts);
    const { namespace, clientId, authorities, schedule = ROTATION_SCHEDULE, ...needs } = args;
    const lifetime = { ...TOKEN_LIFETIME, ...args.lifetime };
    checkLifetime(lifetime);
    const metadata = { name: TOKEN_ROTATION, namespace };
    const account = new core.v1.ServiceAccount(
      name,
      {
        metadata: { ...metadata, annotations: { [CLIENT_ID_ANNOTATION]: clientId } },
        automountServiceAccountToken: false,
      },
      { parent: this },
    );
    const files = new core.v1.ConfigMap(
      name,
      {
        metadata,
        data: { ...rotationScripts(), ...(authorities !== undefined && { [AUTHORITIES_FILE]: authorities }) },
      },
      { parent: this },
    );
    this.cronJob = new batch.v1.CronJob(
      name,
      {
        metadata: { ...metadata, labels: { app: TOKEN_ROTATION } },
        spec: rotationSpec({ ...needs, lifetime, schedule, ownAuthorities: authorities !== undefined }),
      },
      { parent: this, dependsOn: [account, files] },
    );
    this.registerOutputs({});
  }
}
