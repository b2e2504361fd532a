import { expect } from "chai";
import { contentOf } from "../../audit/exported-state";
import { withOwnSecretsProvider } from "../../audit/secrets-provider";
import { stateOf } from "./states";
import type { Kept } from "./states";

const backend = (secretsProvider?: string): Kept => ({
  type: "physical-ai:operations:StateBackend",
  inputs: { backend: "azblob", ...(secretsProvider !== undefined && { secretsProvider }) },
});
/** What a state with this provider makes of what a StateBackend declares. */
function corrected(provider: object | undefined, declared?: string) {
  const given = stateOf([backend(declared)], provider && { secrets_providers: provider });
  const { state, caveats } = withOwnSecretsProvider(given);
  return { provider: contentOf(state).resources?.[0]?.inputs?.secretsProvider, caveats, same: state === given };
}
const vault = { type: "cloud", state: { url: "azurekeyvault://v.vault.azure.net/keys/k", encryptedkey: "x" } };

describe("what encrypts the secrets in a state", () => {
  for (const [what, provider, expected] of [
    ["a key in a key service", vault, "azurekeyvault"],
    ["Pulumi Cloud", { type: "service", state: { url: "https://api.pulumi.com" } }, "service"],
    ["a passphrase", { type: "passphrase", state: { salt: "v1:x" } }, "passphrase"],
    ["an encoding, which encrypts nothing", { type: "b64" }, "none"],
    ["nothing", undefined, "none"],
    ["a provider to come", { type: "quantum" }, "unknown"],
    ["a key service without an address", { type: "cloud" }, "unknown"],
  ] as const) {
    it(`is read from the file: ${what}`, () => expect(corrected(provider, "x").provider).to.equal(expected));
  }

  it("takes the place of what the program declares, which is told", () => {
    expect(corrected({ type: "passphrase" }, "azurekeyvault").caveats).to.deep.equal([
      "The program declares that azurekeyvault encrypts the secrets in its state; in this file passphrase does, and that is what was judged.",
    ]);
    expect(corrected(undefined).caveats).to.deep.equal([
      "The program declares that nothing encrypts the secrets in its state; in this file nothing does, and that is what was judged.",
    ]);
  });

  it("leaves a state as it is where the program declares what is so, or declares nothing", () => {
    expect(corrected(vault, "azurekeyvault")).to.deep.include({ same: true, caveats: [] });
    const other = stateOf([{ type: "azure-native:storage:StorageAccount" }]);
    expect(withOwnSecretsProvider(other)).to.deep.equal({ state: other, caveats: [] });
  });
});
