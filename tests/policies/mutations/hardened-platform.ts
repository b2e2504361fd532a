import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { dropApiVersionAliases } from "../../../components/api-version-aliases";
import { findRepositoryWorkflows } from "../../../components/operations/repository-workflow-facts";
import { RepositoryWorkflows } from "../../../components/operations/repository-workflows";
import { Platform } from "../../../components/platform";
import { AzureNative } from "../../../offline/providers/azure-native";
import { Kubernetes } from "../../../offline/providers/kubernetes";
import { Random } from "../../../offline/providers/random";
import type { StandIn } from "../../../offline/providers/stand-in";
import { Tls } from "../../../offline/providers/tls";
import type { ResourceOptions } from "../../../policies/framework/resource";
import type { PropertyDependencies } from "../../../policies/framework/stack";
import { stackConfig } from "../../components/stack-config";
import type { StackResource } from "./mutate";

/** Mark of the engine's wire format around a secret (sdk/nodejs/runtime/rpc.ts). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const REPOSITORY = join(__dirname, "..", "..", "..");
const STATE = { backend: "azblob", secretsProvider: "azurekeyvault", locking: true };

/** What a transformation sees of a resource and the mocks do not. */
interface Beside {
  readonly options: ResourceOptions;
  readonly sources: Promise<readonly (readonly [property: string, resources: readonly pulumi.Resource[]])[]>;
}

/**
 * Every resource of the prod stack as the pack sees it in an update: checked by the stand-ins, with their names and ids, and
 * with the resources that each property takes its value from.
 */
export async function hardenedPlatform(): Promise<readonly StackResource[]> {
  const standIns = new Map<string, StandIn>(
    [new AzureNative(), new Kubernetes(), new Random(), new Tls()].map((standIn) => [standIn.name, standIn]),
  );
  const registered: { type: string; name: string; properties: Record<string, unknown> }[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        const news = unwrapped(inputs) as Record<string, unknown>;
        const standIn = standIns.get(type.split(":", 1)[0] ?? "");
        if (!standIn || type.startsWith("pulumi:")) {
          registered.push({ type, name, properties: news });
          return { id: "", state: news };
        }
        const urn = urnOf(type, name);
        const { inputs: properties, failures } = standIn.check({ urn, type, name, olds: {}, news, seed: SEED });
        if (failures.length > 0) throw new Error(`${type} ${name}: ${failures[0]!.reason}`);
        registered.push({ type, name, properties });
        const { id, properties: outputs } = standIn.create(type, urn, properties);
        return { id, state: { ...properties, ...(unwrapped(outputs) as object) } };
      },
      call: ({ token, inputs }) =>
        standIns.get(token.split(":", 1)[0] ?? "")?.invoke(token, inputs as Record<string, unknown>) ?? {},
    },
    "physical-ai",
    "prod",
    false,
  );
  const beside = new Map<string, Beside>();
  const urns = new Map<pulumi.Resource, string>();
  await pulumi.runtime.runInPulumiStack(async () => {
    // Half of the time goes into them otherwise.
    dropApiVersionAliases();
    pulumi.runtime.registerStackTransformation(({ resource, type, name, props, opts }) => {
      if (!isComponent(type)) urns.set(resource, urnOf(type, name));
      beside.set(urnOf(type, name), {
        options: pick(opts as Record<string, unknown>),
        sources: sourcesOf(type, props),
      });
      return undefined;
    });
    new Platform("platform", stackConfig("prod"), STATE);
    new RepositoryWorkflows("repository-workflows", findRepositoryWorkflows(REPOSITORY));
    return await Promise.resolve({});
  });
  await pulumi.runtime.disconnect();
  return Promise.all(
    registered.map(async ({ type, name, properties }) => {
      const urn = urnOf(type, name);
      const known = beside.get(urn);
      const sources = (await known?.sources) ?? [];
      const propertyDependencies: PropertyDependencies = Object.fromEntries(
        sources.map(([property, resources]) => [property, resources.flatMap((resource) => urns.get(resource) ?? [])]),
      );
      return { type, name, urn, properties, options: known?.options ?? {}, propertyDependencies };
    }),
  );
}

/** What the engine draws for the names that a resource gets. */
const SEED = "0123456789abcdef";

function urnOf(type: string, name: string): string {
  return `urn:pulumi:prod::physical-ai::${type}::${name}`;
}

function isComponent(type: string): boolean {
  return type.startsWith("physical-ai:") || type === "pulumi:pulumi:Stack";
}

function pick({ protect, ignoreChanges, additionalSecretOutputs }: Record<string, unknown>): ResourceOptions {
  return { protect, ignoreChanges, additionalSecretOutputs } as ResourceOptions;
}

/** The resources behind each property of a resource; a component's arguments lead nowhere. */
async function sourcesOf(
  type: string,
  props: object,
): Promise<readonly (readonly [string, readonly pulumi.Resource[]])[]> {
  if (isComponent(type)) return [];
  return Promise.all(
    Object.entries(props).map(async ([property, value]) => [property, [...new Set(await behind(value))]] as const),
  );
}

async function behind(value: unknown): Promise<readonly pulumi.Resource[]> {
  if (pulumi.Output.isInstance(value)) {
    // The SDK's own way to what an output is made of, which its types leave out.
    const { allResources } = value as unknown as { allResources?: () => Promise<Set<pulumi.Resource>> };
    return [...((await allResources?.()) ?? [])];
  }
  if (typeof value !== "object" || value === null || pulumi.Resource.isInstance(value)) return [];
  if (value instanceof Promise) return behind(await value);
  return (await Promise.all(Object.values(value).map(behind))).flat();
}

function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (typeof value !== "object" || value === null) return value;
  if (SIGNATURE in value && "value" in value) return unwrapped(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unwrapped(inner)]));
}
