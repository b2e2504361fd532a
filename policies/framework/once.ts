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

/** Texts that are remembered: more than any program has of the same sort, few enough for one that makes them up. */
const MOST_TEXTS = 10_000;

/** `read`, done once for each text, such as a type or the key of a chart's value, of which there are few in all resources. */
export function oncePerText<K extends string, T>(read: (text: K) => T): (text: K) => T {
  const known = new Map<K, { readonly result: T }>();
  return (text) => {
    const before = known.get(text);
    if (before) return before.result;
    const result = read(text);
    if (known.size < MOST_TEXTS) known.set(text, { result });
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
