import type { ResourceOptions } from "../../../policies/framework/resource";
import { withoutApiVersion } from "../../../policies/framework/resource-types";
import type { ResourceType } from "../../../policies/framework/resource-types";
import type { PropertyDependencies } from "../../../policies/framework/stack";

/** A resource as the pack sees it. */
export interface StackResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly options: ResourceOptions;
  /** URNs of the resources that each top-level property takes its value from. */
  readonly propertyDependencies: PropertyDependencies;
}

/** Names one resource by its type, whatever its API version; the name may be left out where there is one of the type. */
interface Target {
  readonly type: ResourceType;
  readonly name?: string;
}

type Path = readonly (string | number)[];

/** One thing that somebody might change in a program. */
export type Mutation =
  /** Sets what is at the path, or makes it of what was there. */
  | (Target & { readonly path: Path; readonly value: unknown })
  /** Takes the property or the item away. */
  | (Target & { readonly path: Path; readonly remove: true })
  /** Takes the whole resource away. */
  | (Target & { readonly drop: true })
  /** Changes what the program says of a resource beside its properties. */
  | (Target & { readonly options: ResourceOptions })
  /** Adds a resource. */
  | {
      readonly add: {
        readonly type: ResourceType;
        readonly name: string;
        readonly properties: Readonly<Record<string, unknown>>;
      };
    };

/** A value that is made of the one before. */
export type Change = (before: unknown) => unknown;

/**
 * The resources with that one thing changed; those that are given stay as they are.
 *
 * @throws Error where the mutation names no resource, several, or a path that is not there
 */
export function mutate(resources: readonly StackResource[], mutation: Mutation): readonly StackResource[] {
  if ("add" in mutation) {
    const { type, name, properties } = mutation.add;
    const urn = `urn:pulumi:prod::physical-ai::${type}::${name}`;
    return [...resources, { type, name, urn, properties, options: {}, propertyDependencies: {} }];
  }
  const target = only(resources, mutation);
  if ("drop" in mutation) return resources.filter((resource) => resource !== target);
  return resources.map((resource) => (resource === target ? changed(target, mutation) : resource));
}

function changed(
  target: StackResource,
  mutation: Exclude<Mutation, { readonly add: unknown } | { readonly drop: true }>,
): StackResource {
  if ("options" in mutation) return { ...target, options: { ...target.options, ...mutation.options } };
  const change: Change =
    "remove" in mutation
      ? () => undefined
      : typeof mutation.value === "function"
        ? (mutation.value as Change)
        : () => mutation.value;
  const [top] = mutation.path;
  const where = `${target.type} ${target.name}: ${mutation.path.join(".")}`;
  const properties = withChange(target.properties, mutation.path, change, where) as Record<string, unknown>;
  // What is written down comes from no resource any more.
  const propertyDependencies = without(target.propertyDependencies, String(top));
  return { ...target, properties, propertyDependencies };
}

function only(resources: readonly StackResource[], { type, name }: Target): StackResource {
  const found = resources.filter(
    (each) => withoutApiVersion(each.type) === type && (name === undefined || each.name === name),
  );
  if (found.length === 1) return found[0]!;
  const names = resources.filter((each) => withoutApiVersion(each.type) === type).map((each) => each.name);
  throw new Error(
    `${found.length} resources are ${type} ${name ?? ""}, not one; of this type there are ${names.join(", ")}`,
  );
}

function withChange(value: unknown, [step, ...rest]: Path, change: Change, where: string): unknown {
  if (step === undefined) return change(value);
  if (typeof value !== "object" || value === null) throw new Error(`${where} is not there: nothing holds ${step}`);
  if (Array.isArray(value)) {
    if (typeof step !== "number" || step >= value.length) throw new Error(`${where} is not there: no item ${step}`);
    const item = withChange(value[step], rest, change, where);
    return item === undefined
      ? value.filter((_, index) => index !== step)
      : value.map((each: unknown, index) => (index === step ? item : each));
  }
  const before = (value as Record<string, unknown>)[step];
  if (rest.length > 0 && before === undefined) throw new Error(`${where} is not there: nothing at ${step}`);
  const after = withChange(before, rest, change, where);
  if (after === undefined && before === undefined) throw new Error(`${where} is not there to be taken away`);
  return after === undefined ? without(value as Record<string, unknown>, String(step)) : { ...value, [step]: after };
}

function without<T>(entries: Readonly<Record<string, T>>, gone: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(entries).filter(([key]) => key !== gone));
}
