import { Platform } from "../../components/platform";
import { everyValue, idOf, register } from "./registered";
import type { Registered, Registrations } from "./registered";
import { stackConfig } from "./stack-config";

/** What is known of the state of the platforms here. */
export const STATE = { backend: "azblob", secretsProvider: "azurekeyvault", locking: true };

/** The stacks that the repository has. */
export const STACKS = ["dev", "prod"] as const;

const built = new Map<string, Promise<Registrations>>();

/** What the platform of a stack registers, with `changes` of its configuration; nobody changes it, so each is built once. */
export function platform(
  mode: "preview" | "update",
  stack = "dev",
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Registrations> {
  const key = JSON.stringify([mode, stack, changes]);
  const registered =
    built.get(key) ?? register(() => new Platform("platform", stackConfig(stack, changes), STATE), mode);
  built.set(key, registered);
  return registered;
}

/** The class of a resource of Azure, as in `keyvault:Vault`. */
export const classOf = ({ type }: Registered) => type.replace("azure-native:", "");

/** Whether a value of inputs, with its path, says if the service is public. */
export const isSwitch = ([path]: readonly [string, unknown]) => /(^|\.)publicNetworkAccess\w*$/.test(path);

/** Ids of resources in inputs that nobody registered. */
export function danglingReferences(registered: Registrations): string[] {
  const known = new Set(registered.cloud.map(idOf));
  return registered.cloud.flatMap((each) =>
    [...everyValue(each.inputs)].flatMap(([path, value]) => {
      const [reference] = (typeof value === "string" && /^\/[a-z]+:[A-Z]\w+\/[^/]+/.exec(value)) || [];
      return reference === undefined || known.has(reference) ? [] : [`${each.name} ${path}: ${reference}`];
    }),
  );
}
