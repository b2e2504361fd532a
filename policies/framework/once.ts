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

/** `read`, done once for each object. What it returns must not be changed. */
export function oncePerObject<K extends object, T>(read: (object: K) => T): (object: K) => T {
  const known = new WeakMap<K, { readonly result: T }>();
  return (object) => {
    const before = known.get(object);
    if (before) return before.result;
    const result = read(object);
    known.set(object, { result });
    return result;
  };
}
