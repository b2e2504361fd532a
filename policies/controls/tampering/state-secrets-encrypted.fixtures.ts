import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE, EVIDENCE } from "../../framework/resource-types";
import { stateSecretsEncrypted } from "./state-secrets-encrypted";

const state = (secretsProvider?: unknown): FixtureResource => ({
  type: EVIDENCE.stateBackend,
  name: "state",
  properties: { backend: "azblob", locking: true, ...(secretsProvider !== undefined && { secretsProvider }) },
});

export default fixtures(stateSecretsEncrypted, {
  pass: [
    { title: "a key in Azure Key Vault", resources: [state("azurekeyvault")] },
    { title: "the key that Pulumi Cloud keeps for the stack", resources: [state("service")] },
    {
      title: "the whole address of the key",
      resources: [state("azurekeyvault://kv-state.vault.azure.net/keys/pulumi")],
    },
  ],
  fail: [
    {
      title: "nothing shows what encrypts the secrets",
      resources: [{ type: AZURE.virtualNetwork, name: "vnet", properties: { virtualNetworkName: "vnet-platform" } }],
    },
    { title: "plain text", resources: [state("plaintext")] },
    { title: "nothing", resources: [state("none")] },
    { title: "a passphrase, which lies beside the state", resources: [state("passphrase")] },
    { title: "the default, which is a passphrase wherever Pulumi Cloud is not", resources: [state("default")] },
    { title: "nothing is said of it", resources: [state()] },
  ],
  unknown: [{ title: "the provider is not known yet", resources: [state(unknown)] }],
  notApplicable: [
    { title: "a stack that creates nothing", resources: [] },
    {
      title: "the engine's own resources alone",
      resources: [{ type: "pulumi:providers:azure-native", name: "default", properties: {} }],
    },
  ],
});
