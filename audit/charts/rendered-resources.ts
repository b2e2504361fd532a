import type { StateResource } from "../exported-state";
import type { Manifest } from "./manifests";
import type { Scope } from "./object-scope";
import { isObject, UNKNOWN, withUnknowns } from "./placeholders";
import type { Release } from "./release";

/**
 * The objects of a release as if the program had them as resources of their own: children of the release, by its provider.
 *
 * @param taken URNs that others have; those of the result are added
 */
export function renderedResources(
  release: Release,
  manifests: readonly Manifest[],
  scope: Scope,
  taken: Set<string>,
): readonly StateResource[] {
  return manifests.map((manifest) => {
    const { apiVersion, kind } = manifest;
    const metadata = isObject(manifest.metadata) ? manifest.metadata : {};
    const namespace = scope(apiVersion, kind) ? text(metadata.namespace) || release.namespace : undefined;
    const name = text(metadata.name) ?? text(metadata.generateName) ?? "";
    const object = withUnknowns({
      ...manifest,
      metadata: { ...metadata, ...(namespace !== undefined && { namespace }) },
    }) as Readonly<Record<string, unknown>>;
    const type = `kubernetes:${escapedType(apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`)}:${escapedType(kind)}`;
    const place = [namespace, name].filter((part) => part !== undefined);
    return {
      urn: freeUrn(release.resource.urn, type, place, taken),
      custom: true,
      id: place.map(escapedName).join("/"),
      type,
      inputs: object,
      outputs: object,
      parent: release.resource.urn,
      dependencies: [],
      ...providerOf(release.resource),
      ...namespaceSource(release.resource, object),
    };
  });
}

/** The namespace that helm makes for a release, where nobody else does. It has the label that helm gives it, and no other. */
export function createdNamespace({ namespace }: Release): Manifest {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace, labels: { name: namespace } } };
}

/** The release's chain of types with the object's, and `<release>/<namespace>/<name>`; numbered where it is taken. */
function freeUrn(release: string, type: string, place: readonly string[], taken: Set<string>): string {
  const [scope, project, chain, ...name] = release.split("::");
  const urn = [scope, project, `${chain}$${type}`, [name.join("::"), ...place.map(escapedName)].join("/")].join("::");
  let free = urn;
  for (let number = 2; taken.has(free); number += 1) free = `${urn}#${number}`;
  taken.add(free);
  return free;
}

/** Without what means something in a type. */
function escapedType(part: string): string {
  return part.replace(/[^A-Za-z0-9._/-]/gu, percentEncoded);
}

/** Without what means something in a URN or could hide in a report; the single colon of RBAC's names does not. */
function escapedName(part: string): string {
  return part.replace(/::+|[^A-Za-z0-9._:-]/gu, percentEncoded);
}

function percentEncoded(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}

function providerOf({ provider }: StateResource): { readonly provider?: string } {
  return typeof provider === "string" && provider !== "" ? { provider } : {};
}

/** Where an unknown namespace comes from is known of the release: controls follow it to the Namespace. */
function namespaceSource(
  { propertyDependencies }: StateResource,
  { metadata }: Readonly<Record<string, unknown>>,
): { readonly propertyDependencies?: unknown } {
  if (!isObject(metadata) || metadata.namespace !== UNKNOWN || !isObject(propertyDependencies)) return {};
  return { propertyDependencies: { metadata: propertyDependencies.namespace ?? [] } };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
