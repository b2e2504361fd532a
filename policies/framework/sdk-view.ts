import type { PolicyResource, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { withPlainAssets } from "./assets";
import { withoutProxy } from "./reading";
import { Resource } from "./resource";
import { Stack } from "./stack";

const ROOT = "pulumi:pulumi:Stack";

/** The properties that a resource policy is given, with which `use` goes on: at once, or as soon as the assets among them are read. */
export function withProperties<T>(args: ResourceValidationArgs, use: (properties: unknown) => T): T | Promise<T> {
  const properties = withPlainAssets(withoutProxy(args.props));
  return properties instanceof Promise ? properties.then(use) : use(properties);
}

/** The SDK's resource as a `Resource` with these properties. */
export function resourceOf(args: ResourceValidationArgs, properties: unknown): Resource {
  const { type, urn, name, opts: options } = args;
  return new Resource({ type, urn, name, properties, options });
}

/** The SDK's resources as a `Stack`. A resource shows its checked inputs where they were seen, its outputs otherwise. */
export function stackOf(
  args: StackValidationArgs,
  root: { urn: string; name: string },
  inputs: ReadonlyMap<string, unknown>,
): Stack {
  const members = args.resources.map((resource) => ({
    resource: new Resource({
      type: resource.type,
      urn: resource.urn,
      name: resource.name,
      properties: together(asObject(withoutProxy(resource.props)), asObject(inputs.get(resource.urn))),
      options: resource.opts,
    }),
    // Few are asked for: those of values that are not known yet.
    get propertyDependencies() {
      const dependencies = Object.entries(resource.propertyDependencies);
      return Object.fromEntries(dependencies.map(([property, sources]) => [property, sources.map(urnOf)]));
    },
  }));
  return new Stack(members, root);
}

/** The inputs over the outputs; the inputs themselves where they hide all outputs, as what is known of them is known by object. */
function together(outputs: Record<string, unknown>, inputs: Record<string, unknown>): Record<string, unknown> {
  const isHidden = Object.keys(outputs).every((name) => Object.hasOwn(inputs, name));
  return isHidden ? inputs : { ...outputs, ...inputs };
}

/** The stack itself, which is blamed for what no resource can be. */
export function rootOf(args: StackValidationArgs): { urn: string; name: string } {
  const root = args.resources.find((resource) => resource.type === ROOT);
  return { urn: root?.urn ?? "", name: root?.name ?? "stack" };
}

function urnOf(resource: PolicyResource): string {
  return resource.urn;
}

function asObject(properties: unknown): Record<string, unknown> {
  return (properties ?? {}) as Record<string, unknown>;
}
