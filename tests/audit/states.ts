import type { Deployment } from "@pulumi/pulumi/automation";

/** A resource of a state that is made for a test. */
export interface Kept {
  readonly type: string;
  readonly name?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly additionalSecretOutputs?: readonly string[];
}

export const ROOT: Kept = { type: "pulumi:pulumi:Stack", name: "p-dev" };

export function urnOf({ type, name = "data" }: Pick<Kept, "type" | "name">): string {
  return `urn:pulumi:dev::p::${type}::${name}`;
}

/** A state of these resources; `more` is what else is in it. */
export function stateOf(resources: readonly Kept[], more: Readonly<Record<string, unknown>> = {}): Deployment {
  return {
    version: 3,
    deployment: {
      resources: resources.map(({ type, name, ...rest }) => ({ urn: urnOf({ type, name }), type, ...rest })),
      ...more,
    },
  };
}

const SIGNATURE = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** A secret as a state holds it, encrypted. */
export const encrypted = { ...SIGNATURE, ciphertext: "v1:Zm9v:YmFyYmF6" };

/** A secret of which a state shows what it is. */
export function decrypted(value: unknown) {
  return { ...SIGNATURE, plaintext: JSON.stringify(value) };
}
