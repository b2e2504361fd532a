import { stackControl } from "../../framework/control";
import { ofScheme } from "../../framework/expectation";
import { EVIDENCE } from "../../framework/resource-types";

/**
 * Secrets providers whose key stays in a service that says who may use it and logs each use: the clouds' key stores, Vault, and
 * the key that Pulumi Cloud keeps for each stack. Source: pulumi.com/docs/iac/concepts/secrets.
 */
const IN_A_KEY_SERVICE = ofScheme("azurekeyvault", "awskms", "gcpkms", "hashivault", "service");

export const stateSecretsEncrypted = stackControl({
  name: "state-secrets-encrypted",
  threats: ["T-2", "I-2"],
  severity: "critical",
  title: "Secrets in the state are encrypted with a key that no workstation holds",
  rationale:
    "The state carries the VPN's shared key and every password the program made. Encryption is worth what its key is: a passphrase does encrypt, but it lies beside the state on each workstation and in each pipeline, cannot be taken back from anybody who knew it, and nothing logs its use. So it does not count; a key in a vault, used under an identity, does.",
  remediation:
    "Run pulumi stack change-secrets-provider azurekeyvault://<vault>.vault.azure.net/keys/<key> and declare it with the StateBackend component: components/operations/state-backend.ts.",
  references: {},
  *check(stack) {
    const backends = stack.ofType(EVIDENCE.stateBackend);
    if (backends.length === 0 && !stack.isEmpty) {
      yield stack.fail("nothing shows what encrypts the secrets in its state", {
        set: `a component of type ${EVIDENCE.stateBackend} with backend, secretsProvider and locking`,
      });
    }
    for (const backend of backends) {
      yield backend.expect("secretsProvider", IN_A_KEY_SERVICE, {
        otherwise: "encrypts the state's secrets with nothing, or with a key that lies beside them",
      });
    }
  },
});
