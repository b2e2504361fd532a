import type { ConfigurationNeeds, ConfigurationValues } from "./configuration-values";
import { configurationValues } from "./configuration-values";
import { SERVICE_ACCOUNTS } from "./cluster-names";
import type { GatewayNeeds, GatewayValues } from "./gateway-values";
import { gatewayValues } from "./gateway-values";
import type { ServiceNeeds, ServiceValues } from "./service-values";
import { serviceValues } from "./service-values";

/** What the values of the chart `service` depend on. */
export interface ControlPlaneNeeds extends ConfigurationNeeds, GatewayNeeds, ServiceNeeds {}

/** What both charts of OSMO log. Below INFO third-party libraries write addresses and details of connections (R-1, I-5). */
export interface LogValues {
  readonly logLevel: "INFO";
  readonly k8sLogLevel: "WARNING";
  readonly logFormat: "text";
}

export const logValues: LogValues = { logLevel: "INFO", k8sLogLevel: "WARNING", logFormat: "text" };

/** Values of the chart `service` 1.3.1, with exactly the keys that are used. */
export interface ControlPlaneValues {
  readonly global: {
    readonly osmoImageLocation: string;
    readonly osmoImageTag: string;
    readonly serviceAccountName: string;
    readonly hostname: string;
    readonly logs: LogValues & { readonly enabled: true };
  };
  /** The component makes the service account, without the token of the cluster that the chart's has. */
  readonly serviceAccount: { readonly create: false; readonly name: string };
  readonly podMonitor: { readonly enabled: false };
  readonly services: ServiceValues & { readonly configs: ConfigurationValues };
  readonly gateway: GatewayValues;
}

/** Version of OSMO's images. */
export const OSMO_VERSION = "6.3.1";

/**
 * Values of OSMO's control plane. The same needs give the same values. Images are the private registry's; those whose chart
 * takes a tag of their own are pulled by digest where one is known, the others share one tag.
 */
export function controlPlaneValues(needs: ControlPlaneNeeds): ControlPlaneValues {
  return {
    global: {
      osmoImageLocation: `${needs.registryHost}/osmo`,
      osmoImageTag: OSMO_VERSION,
      serviceAccountName: SERVICE_ACCOUNTS.controlPlane,
      hostname: needs.hostName,
      logs: { ...logValues, enabled: true },
    },
    serviceAccount: { create: false, name: SERVICE_ACCOUNTS.controlPlane },
    podMonitor: { enabled: false },
    services: { ...serviceValues(needs), configs: configurationValues(needs) },
    gateway: gatewayValues(needs),
  };
}
