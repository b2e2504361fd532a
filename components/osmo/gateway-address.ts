import * as core from "@pulumi/kubernetes/core";
import * as pulumi from "@pulumi/pulumi";
import { CONTROL_PLANE_NAMESPACE, RELEASES } from "./cluster-names";

export interface GatewayAddressArgs {
  /** Address inside the network, which the gateway's name leads to. */
  readonly address: string;
  /** Name of the subnet that it is of. */
  readonly subnet: pulumi.Input<string>;
}

/** Labels of Envoy's pods, as the chart gives them. */
export const ENVOY_LABELS = {
  "app.kubernetes.io/name": "osmo-gateway",
  "app.kubernetes.io/instance": RELEASES.controlPlane,
  "app.kubernetes.io/component": "envoy",
} as const;

/** Port of Envoy with TLS, which the chart sets. */
export const GATEWAY_PORT = 443;

const AZURE = "service.beta.kubernetes.io/azure-load-balancer";

/**
 * Where clients reach OSMO's gateway: a load balancer inside the network, TLS only. Envoy sees the addresses of clients, not
 * that of a node, so that limits hold for one address and not for all together. Part of S-1, D-4 and G3.
 */
export class GatewayAddress extends pulumi.ComponentResource {
  readonly service: core.v1.Service;

  constructor(name: string, { address, subnet }: GatewayAddressArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:osmo:GatewayAddress", name, {}, opts);
    this.service = new core.v1.Service(
      name,
      {
        metadata: {
          name: "osmo-gateway-internal",
          namespace: CONTROL_PLANE_NAMESPACE,
          annotations: {
            [`${AZURE}-internal`]: "true",
            [`${AZURE}-internal-subnet`]: subnet,
            [`${AZURE}-ipv4`]: address,
          },
        },
        spec: {
          type: "LoadBalancer",
          externalTrafficPolicy: "Local",
          allocateLoadBalancerNodePorts: true,
          selector: ENVOY_LABELS,
          ports: [{ name: "https", port: GATEWAY_PORT, targetPort: GATEWAY_PORT }],
        },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
