import type { Finding } from "./finding";
import type { Reading } from "./reading";
import { Resource } from "./resource";
import type { ResourceType } from "./resource-types";

/** Where a reference leads. */
export interface Reference {
  /** Equal for two references to the same thing: the target's URN, or its ARM id in lower case. */
  readonly key: string;
  /** The target, where it is part of this stack. */
  readonly target?: Resource;
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
   * What the id at `path` leads to. An id that is unknown in preview is followed through the property's dependencies: it is
   * known which resource it will be the id of, as long as the property depends on one resource of type `to` only.
   */
  referenceOf(from: Resource, path: string, to: readonly ResourceType[]): Reading<Reference> {
    const id = from.text(path);
    if (id.state === "absent" || id.state === "malformed") return id;
    const property = path.split(/[.[]/, 1)[0] ?? path;
    const sources = this.byUrn.get(from.urn)?.propertyDependencies[property] ?? [];
    const candidates = sources
      .map((urn) => this.byUrn.get(urn)?.resource)
      .filter((source) => source !== undefined && (to as readonly string[]).includes(source.type)) as Resource[];
    if (id.state === "known") {
      const [named, ...others] = this.namedLike(id.value, candidates.length > 0 ? candidates : this.ofType(...to));
      if (named && others.length === 0) return toResource(named);
      return { state: "known", value: { key: id.value.toLowerCase() } };
    }
    const [only, ...others] = candidates;
    return only && others.length === 0 ? toResource(only) : { state: "unknown" };
  }

  /** Those of `resources` whose Azure name ends the ARM id. */
  private namedLike(id: string, resources: readonly Resource[]): readonly Resource[] {
    const last = id.split("/").at(-1)?.toLowerCase();
    return resources.filter((resource) => azureName(resource)?.toLowerCase() === last);
  }
}

function toResource(target: Resource): Reading<Reference> {
  return { state: "known", value: { key: target.urn, target } };
}

/** Inputs that carry the Azure name where it is not `<class>Name`. */
const NAME_INPUT: Readonly<Record<string, string>> = {
  "azure-native:storage:StorageAccount": "accountName",
  "azure-native:privatedns:PrivateZone": "privateZoneName",
};

/** The name that Azure knows the resource by, where it is known. */
export function azureName(resource: Resource): string | undefined {
  const kind = resource.type.split(":").at(-1) ?? "";
  const input = NAME_INPUT[resource.type] ?? `${kind.charAt(0).toLowerCase()}${kind.slice(1)}Name`;
  for (const property of [input, "name"]) {
    const name = resource.text(property);
    if (name.state === "known") return name.value;
  }
  return undefined;
}
