import { AzureNative } from "./azure-native";
import { serve } from "./grpc-server";
import { Kubernetes } from "./kubernetes";
import { Random } from "./random";
import { Tls } from "./tls";

export interface RunningStandIns {
  /** Value of PULUMI_DEBUG_PROVIDERS, by which the engine finds them: `azure-native:PORT,...`. */
  readonly debugProviders: string;
  stop(): void;
}

/** Starts a stand-in for each provider of the platform, each on a loopback port of its own. */
export async function startStandIns(): Promise<RunningStandIns> {
  const standIns = [new AzureNative(), new Kubernetes(), new Random(), new Tls()];
  const served = await Promise.all(standIns.map(serve));
  return {
    debugProviders: standIns.map(({ name }, index) => `${name}:${served[index]!.port}`).join(","),
    stop: () => served.forEach((server) => server.stop()),
  };
}
