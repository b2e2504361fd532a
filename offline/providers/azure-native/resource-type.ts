import type { PropertyMap } from "../property-values";

/** What is known of a resource when its outputs are made up. */
export interface Identity {
  /** Azure Resource Manager id. */
  readonly id: string;
  /** Azure name. */
  readonly name: string;
  /** A uuid of this resource's own, the same in every run; `purpose` tells several apart. */
  readonly uuid: (purpose: string) => string;
  /** Hexadecimal digits of this resource's own, the same in every run. */
  readonly hex: (purpose: string) => string;
}

/** What the stand-in has to know of a resource type: an entry of `resourceTypes`. */
export interface ResourceType {
  /** Azure Resource Manager type, as in `Microsoft.Network/virtualNetworks/subnets`. */
  readonly armType: string;
  /** Inputs that make up the path of the id, from the outermost parent to the resource's own name. */
  readonly path: readonly string[];
  /**
   * What the path starts from: the subscription, a resource group, the input that holds another resource's id, or a resource
   * of the group that three inputs name by its provider, kind and name.
   */
  readonly scope: "subscription" | "resourceGroup" | { readonly input: string } | { readonly inputs: ResourceInputs };
  /** Inputs that have to be given, beside the parents in the path. */
  readonly required: readonly string[];
  /** How a name is made up where none is given. `none`: it has to be given. Default: the program's name and 8 digits. */
  readonly naming?: "alphanumeric" | "uuid" | "none";
  /** Longest name that the service takes, and its form. */
  readonly nameForm?: RegExp;
  /** Inputs whose change makes a new resource, beside the path and the location. */
  readonly createOnly?: readonly string[];
  /** What the service adds to the inputs. */
  readonly outputs?: (identity: Identity, inputs: PropertyMap) => PropertyMap;
}

type ResourceInputs = readonly [provider: string, kind: string, name: string];

/** Inputs by which a type says what it belongs to, beside its parents in the path. */
export function scopeInputs({ scope }: Pick<ResourceType, "scope">): readonly string[] {
  if (scope === "subscription") return [];
  if (scope === "resourceGroup") return ["resourceGroupName"];
  return "input" in scope ? [scope.input] : ["resourceGroupName", ...scope.inputs];
}

/** A resource in a resource group. */
export function inResourceGroup(
  armType: string,
  path: string | readonly string[],
  rest: Partial<Omit<ResourceType, "armType" | "path" | "scope">> = {},
): ResourceType {
  return { armType, path: typeof path === "string" ? [path] : path, scope: "resourceGroup", required: [], ...rest };
}

/** A resource that extends another, whose id `input` holds. */
export function extensionOf(
  input: string,
  armType: string,
  path: string,
  rest: Partial<Omit<ResourceType, "armType" | "path" | "scope">> = {},
): ResourceType {
  return { armType, path: [path], scope: { input }, required: [], ...rest };
}
