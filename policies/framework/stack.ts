import { partNamed } from "./arm-id";
import type { Finding } from "./finding";
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
  private readonly byType = new Map<string, Resource[]>();

  constructor(
    members: readonly StackMember[],
    private readonly root: { readonly urn: string; readonly name: string },
  ) {
    this.resources = members.map((member) => member.resource);
    this.byUrn = new Map(members.map((member) => [member.resource.urn, member]));
    for (const resource of this.resources) {
      const same = this.byType.get(resource.type);
      if (same) same.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
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
    const id = from.text(path);
    if (id.state === "absent" || id.state === "malformed") return id;
    const sources = this.sourcesOf(from, path);
    const candidates = sources.filter(({ type }) => (to as readonly string[]).includes(type));
    if (id.state === "known") {
      const named = closestNamed(id.value, candidates.length > 0 ? candidates : this.ofType(...to));
      return { state: "known", value: named ?? { key: id.value.toLowerCase() } };
    }
    const [only, ...others] = candidates.length > 0 ? candidates : sources.filter(isAddressable);
    return only && others.length === 0
      ? { state: "known", value: { key: only.urn, target: only } }
      : { state: "unknown" };
  }

  /** The resources of the stack that the value at `path` is made of, as far as the engine knows: those of its top-level property. */
  sourcesOf(from: Resource, path: string): readonly Resource[] {
    const property = path.split(/[.[]/, 1)[0] ?? path;
    return (this.byUrn.get(from.urn)?.propertyDependencies[property] ?? [])
      .map((urn) => this.byUrn.get(urn)?.resource)
      .filter((source) => source !== undefined);
  }
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
