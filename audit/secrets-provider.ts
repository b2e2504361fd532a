import type { Deployment } from "@pulumi/pulumi/automation";
import { contentOf } from "./exported-state";
import type { StateContent } from "./exported-state";

/** The evidence component in which a program declares where its state is kept and what encrypts the secrets in it. */
const STATE_BACKEND = /(^|:)operations:StateBackend$/;

/**
 * The state with what encrypts its secrets where the program declares that (`secretsProvider` of a StateBackend): the control
 * `state-secrets-encrypted` then judges what is so, with the level and the waivers that it is configured with.
 *
 * @returns the state, and a sentence where the two differ
 */
export function withOwnSecretsProvider(state: Deployment): { readonly state: Deployment; readonly caveats: string[] } {
  const content = contentOf(state);
  const actual = secretsProviderOf(content);
  const differing = new Set<string>();
  const resources = (content.resources ?? []).map((resource) => {
    if (!STATE_BACKEND.test(resource.type)) return resource;
    const declared = resource.inputs?.secretsProvider;
    if (declared === actual) return resource;
    differing.add(typeof declared === "string" ? declared : "nothing");
    return {
      ...resource,
      inputs: { ...resource.inputs, secretsProvider: actual },
      ...(resource.outputs && { outputs: { ...resource.outputs, secretsProvider: actual } }),
    };
  });
  if (differing.size === 0) return { state, caveats: [] };
  return {
    state: { ...state, deployment: { ...content, resources } },
    caveats: [
      `The program declares that ${[...differing].join(" and ")} encrypts the secrets in its state; in this file ${actual === "none" ? "nothing does" : `${actual} does`}, and that is what was judged.`,
    ],
  };
}

/** As a StateBackend names it: a scheme as in `azurekeyvault`, `passphrase`, `service`, or `none`. */
function secretsProviderOf({ secrets_providers: provider }: StateContent): string {
  switch (provider?.type) {
    case "cloud":
      return /^([a-z][a-z0-9+.-]*):\/\//i.exec(provider.state?.url ?? "")?.[1]?.toLowerCase() ?? "unknown";
    case "passphrase":
    case "service":
      return provider.type;
    case undefined:
    case "b64": // An encoding: whoever has the file reads it.
      return "none";
    default:
      return "unknown";
  }
}
