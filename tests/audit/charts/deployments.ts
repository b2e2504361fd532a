import type { StateResource } from "../../../audit/exported-state";
import type { Release } from "../../../audit/charts/release";

/** Stands for what is not known before the update. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A secret as a state has it. */
export const encrypted = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "v1:a:b",
};

/** A secret as `pulumi stack export --show-secrets` writes it. */
export const decrypted = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

/** A file as a state has it. */
export const asset = (content: { readonly text?: string; readonly path?: string; readonly uri?: string }) => ({
  "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
  ...content,
});

/** A resource of the stack dev of the project small. */
export function stateResource(
  type: string,
  name: string,
  inputs: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
): StateResource {
  return {
    urn: `urn:pulumi:dev::small::${type}::${name}`,
    custom: true,
    id: name,
    type,
    inputs,
    outputs: inputs,
    ...more,
  };
}

/** A Helm release's resource. */
export function releaseResource(
  inputs: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
): StateResource {
  return stateResource("kubernetes:helm.sh/v3:Release", "fleet", { chart: "robot-fleet", ...inputs }, more);
}

/** A release that was read. */
export function release(more: Partial<Release> = {}): Release {
  return {
    resource: releaseResource(),
    name: "fleet",
    namespace: "robots",
    chart: { written: "robot-fleet", name: "robot-fleet", maybePath: true },
    values: {},
    guesses: [],
    crds: true,
    hooks: true,
    createsNamespace: false,
    ...more,
  };
}
