import { azureName, partNamed } from "./arm-id";
import type { Finding } from "./finding";
import { oncePerObject } from "./once";
import type { Reading } from "./reading";
import { Resource } from "./resource";
import type { ResourceType } from "./resource-types";

/** Where a reference leads. */
export interface Reference {
  /** Equal for two references to the same thing: the target's URN, and below it the part; or the ARM id in lower case. */
  readonly key: string;
  /** The target, where it is part of this stack. */
  readonly target?: Resource;
  /** What of the target is meant, as in `blobServices/default`; empty for all of it, undefined while the id is unknown. */
  readonly part?: string;
}

/** URNs that the values of each top-level property come from. */
export type PropertyDependencies = Readonly<Record<string, readonly string[]>>;

export interface StackMember {
  readonly resource: Resource;
  readonly propertyDependencies: PropertyDependencies;
}

/** Every resource of the stack, for controls that join them. */
export class Stack {
  readonly resources: readonly Resource[];
  private readonly byUrn: ReadonlyMap<string, StackMember>;
  private readonly byType: ReadonlyMap<string, readonly Resource[]>;
  /** By the name that Azure knows a resource by, in lower case. Made when the first id is followed. */
  private byName?: ReadonlyMap<string, readonly Resource[]>;
  /** References that were followed, by the resource: controls join the same ones, each to many others. */
  private readonly followedFrom = oncePerObject((_from: Resource) => new Map<string, Reading<Reference>>());

  constructor(
    members: readonly StackMember[],
    private readonly root: { readonly urn: string; readonly name: string },
  ) {
    this.resources = members.map((member) => member.resource);
    this.byUrn = new Map(members.map((member) => [member.resource.urn, member]));
    this.byType = groupedBy(this.resources, ({ type }) => type);
  }

  /** Whether the stack creates nothing: the engine's own resources do not count. */
  get isEmpty(): boolean {
    return this.resources.every(({ type }) => type.startsWith("pulumi:"));
  }

  ofType(...types: readonly ResourceType[]): readonly Resource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** A failure that no single resource has, such as something missing from the whole stack. */
  fail(statement: string, details: { set?: string } = {}): Finding {
    return {
      verdict: "fail",
      subject: "stack",
      urn: this.root.urn,
      resourceName: this.root.name,
      statement,
      ...details,
    };
  }

  /**
   * What the id or name at `path` leads to: a resource of a type in `to`, or a part of one. An id that is unknown in
   * preview is followed through the property's dependencies: it is known which resource it will be the id of, as long as the
   * property depends on one resource of those types, or on none of them and a single other one, which is then meant.
   */
  referenceOf(from: Resource, path: string, to: readonly ResourceType[]): Reading<Reference> {
    const followed = this.followedFrom(from);
    const key = `${path} ${to.join(" ")}`;
    const before = followed.get(key);
    if (before) return before;
    const reference = this.follow(from, path, to);
    followed.set(key, reference);
    return reference;
  }

  private follow(from: Resource, path: string, to: readonly ResourceType[]): Reading<Reference> {
    const id = from.text(path);
    if (id.state === "absent" || id.state === "malformed") return id;
    const sources = this.sourcesOf(from, path);
    const candidates = sources.filter(({ type }) => (to as readonly string[]).includes(type));
    if (id.state === "known") {
      const named = closestNamed(id.value, candidates.length > 0 ? candidates : this.namedIn(id.value, to));
      return { state: "known", value: named ?? { key: id.value.toLowerCase() } };
    }
    const [only, ...others] = candidates.length > 0 ? candidates : sources.filter(isAddressable);
    return only && others.length === 0
      ? { state: "known", value: { key: only.urn, target: only } }
      : { state: "unknown" };
  }

  /** The resources of these types whose names are in the id, which are the only ones that it can lead to. */
  private namedIn(id: string, types: readonly ResourceType[]): readonly Resource[] {
    this.byName ??= groupedBy(this.resources, (resource) => azureName(resource)?.toLowerCase());
    const byName = this.byName;
    return [...new Set(id.toLowerCase().split("/"))]
      .flatMap((name) => byName.get(name) ?? [])
      .filter(({ type }) => (types as readonly string[]).includes(type));
  }

  /** The resources of the stack that the value at `path` is made of, as far as the engine knows: those of its top-level property. */
  sourcesOf(from: Resource, path: string): readonly Resource[] {
    const property = path.split(/[.[]/, 1)[0] ?? path;
    return (this.byUrn.get(from.urn)?.propertyDependencies[property] ?? [])
      .map((urn) => this.byUrn.get(urn)?.resource)
      .filter((source) => source !== undefined);
  }
}

/** The resources by what `key` says of each; without those that it says nothing of. */
function groupedBy(
  resources: readonly Resource[],
  key: (resource: Resource) => string | undefined,
): ReadonlyMap<string, readonly Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const name = key(resource);
    if (name === undefined) continue;
    const same = groups.get(name);
    if (same) same.push(resource);
    else groups.set(name, [resource]);
  }
  return groups;
}

/** Whether ids are likely to be this resource's; a resource group is in every id. */
function isAddressable({ type }: Resource): boolean {
  return type.startsWith("azure-native:") && type !== "azure-native:resources:ResourceGroup";
}

/** The one of `resources` that the id names most closely; undefined where none or several do. */
function closestNamed(id: string, resources: readonly Resource[]): Reference | undefined {
  const references = resources.flatMap((target): Reference[] => {
    const part = partNamed(id, target);
    return part === undefined ? [] : [{ key: part ? `${target.urn}/${part.toLowerCase()}` : target.urn, target, part }];
  });
  const shortest = Math.min(...references.map(({ part = "" }) => part.length));
  const [closest, ...others] = references.filter(({ part = "" }) => part.length === shortest);
  return others.length === 0 ? closest : undefined;
}
