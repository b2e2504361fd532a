import { inResourceGroup } from "../resource-type";
import type { ResourceType } from "../resource-type";

/** Secrets and keys, and events of theirs. */
export const vaultTypes: Readonly<Record<string, ResourceType>> = {
  "eventgrid:SystemTopic": inResourceGroup("Microsoft.EventGrid/systemTopics", "systemTopicName", {
    createOnly: ["source", "topicType"],
    outputs: ({ uuid }) => ({ metricResourceId: uuid("metrics"), provisioningState: "Succeeded" }),
  }),
  "eventgrid:SystemTopicEventSubscription": inResourceGroup("Microsoft.EventGrid/systemTopics/eventSubscriptions", [
    "systemTopicName",
    "eventSubscriptionName",
  ]),
  "keyvault:Key": inResourceGroup("Microsoft.KeyVault/vaults/keys", ["vaultName", "keyName"], {
    required: ["properties"],
    outputs: ({ name, hex }, { vaultName }) => {
      const keyUri = `https://${String(vaultName)}.vault.azure.net/keys/${name}`;
      return { keyUri, keyUriWithVersion: `${keyUri}/${hex("version").slice(0, 32)}` };
    },
  }),
  "keyvault:Secret": inResourceGroup("Microsoft.KeyVault/vaults/secrets", ["vaultName", "secretName"], {
    required: ["properties"],
  }),
  "keyvault:Vault": inResourceGroup("Microsoft.KeyVault/vaults", "vaultName", {
    required: ["properties"],
    nameForm: /^[A-Za-z](?!.*--)[A-Za-z0-9-]{1,22}[A-Za-z0-9]$/,
    outputs: ({ name }, { properties }) => ({
      properties: { ...(properties as object), vaultUri: `https://${name}.vault.azure.net/` },
    }),
  }),
};
