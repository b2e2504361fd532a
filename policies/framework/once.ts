import type { Resource } from "./resource";

/**
 * `read`, done once for all controls that ask about the same resource in a request: they share what the first policy was given.
 */
export function oncePerResource<T>(read: (resource: Resource) => T): (resource: Resource) => T {
  const known = new WeakMap<object, { readonly type: string; readonly result: T }>();
  return (resource) => {
    const properties = resource.read();
    if (properties.state !== "known" || typeof properties.value !== "object" || properties.value === null) {
      return read(resource);
    }
    const before = known.get(properties.value);
    if (before?.type === resource.type) return before.result;
    const result = read(resource);
    known.set(properties.value, { type: resource.type, result });
    return result;
  };
}
