import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE, EVIDENCE } from "../../framework/resource-types";
import { stateBackendRemote } from "./state-backend-remote";

const state = (backend: unknown, locking: unknown = true): FixtureResource => ({
  type: EVIDENCE.stateBackend,
  name: "state",
  properties: { backend, secretsProvider: "azurekeyvault", locking },
});

export default fixtures(stateBackendRemote, {
  pass: [
    { title: "a container in Azure Storage", resources: [state("azblob")] },
    { title: "Pulumi Cloud", resources: [state("https")] },
    { title: "the whole address", resources: [state("azblob://state?storage_account=stpulumi")] },
  ],
  fail: [
    {
      title: "nothing shows where the state is",
      resources: [{ type: AZURE.virtualNetwork, name: "vnet", properties: { virtualNetworkName: "vnet-platform" } }],
    },
    { title: "a folder on the workstation", resources: [state("file")] },
    { title: "the address of a folder", resources: [state("file://~/state")] },
    { title: "no login at all", resources: [state("none", false)] },
    { title: "a service without TLS", resources: [state("http://pulumi.internal")] },
    { title: "a remote backend that does not lock", resources: [state("azblob", false)] },
    {
      title: "nothing is said of the backend",
      resources: [{ type: EVIDENCE.stateBackend, name: "state", properties: {} }],
    },
  ],
  unknown: [
    { title: "the backend is not known yet", resources: [state(unknown)] },
    { title: "whether it locks is not known yet", resources: [state("azblob", unknown)] },
  ],
  notApplicable: [
    { title: "a stack that creates nothing", resources: [] },
    {
      title: "the engine's own resources alone",
      resources: [{ type: "pulumi:providers:azure-native", name: "default", properties: {} }],
    },
  ],
});
