import type { Properties } from "../reading";
import { allOf, anyOf, holds } from "../truth";
import type { Truth } from "../truth";

/*
 * How Envoy and its limiter count requests: a route makes entries of a request (`config.route.v3.RateLimit`), and the limiter
 * holds those to a rule that one of its descriptors has (github.com/envoyproxy/ratelimit). An entry without a rule is let through.
 */

/** What an action makes of a request; a value that only the request has is undefined. */
interface Entry {
  readonly key: string;
  readonly value?: string;
}

/** Whether a request on the route is counted, and refused above a limit of `descriptors`. */
export function isLimited(route: Properties, descriptors: Properties): Truth {
  const limits = route.list("route.rate_limits");
  if (limits.state !== "known") return limits.state === "unknown" && "unknown";
  return anyOf(
    ...limits.value.map((limit) =>
      allOf(
        // The chart's filter asks for stage 0 alone.
        holds(limit.number("stage"), (stage) => stage === 0, true),
        leadsToRule(limit.list("actions"), descriptors),
      ),
    ),
  );
}

/** Whether the limiter has a rule at all. */
export function hasRule(descriptors: Properties): Truth {
  const list = descriptors.list();
  if (list.state !== "known") return list.state === "unknown" && "unknown";
  return anyOf(...list.value.map((descriptor) => anyOf(isRule(descriptor), hasRule(descriptor.at("descriptors")))));
}

function leadsToRule(actions: ReturnType<Properties["list"]>, descriptors: Properties): Truth {
  if (actions.state !== "known") return actions.state === "unknown" && "unknown";
  if (actions.value.length === 0) return false;
  const entries = actions.value.map(entryOf);
  return entries.includes("unknown") ? "unknown" : follow(entries as readonly (Entry | undefined)[], descriptors);
}

/** Numbers and booleans stand for themselves in YAML. */
function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function follow([entry, ...others]: readonly (Entry | undefined)[], descriptors: Properties): Truth {
  if (!entry) return false;
  const list = descriptors.list();
  if (list.state !== "known") return list.state === "unknown" && "unknown";
  return anyOf(
    ...list.value.map((descriptor) =>
      allOf(
        holds(descriptor.text("key"), (key) => key === entry.key),
        holds(descriptor.read("value"), (value) => isScalar(value) && String(value) === entry.value, true),
        others.length === 0 ? isRule(descriptor) : follow(others, descriptor.at("descriptors")),
      ),
    ),
  );
}

/** A rule that counts and refuses. In shadow mode it only counts. */
function isRule(descriptor: Properties): Truth {
  return allOf(
    holds(descriptor.number("rate_limit.requests_per_unit"), (requests) => requests >= 0),
    holds(descriptor.flag("rate_limit.unlimited"), (unlimited) => !unlimited, true),
    holds(descriptor.flag("shadow_mode"), (shadow) => !shadow, true),
  );
}

/** Keys that actions give their entries unless told otherwise. */
const KEYS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    remote_address: "remote_address",
    masked_remote_address: "masked_remote_address",
    source_cluster: "source_cluster",
    destination_cluster: "destination_cluster",
    generic_key: "generic_key",
    header_value_match: "header_match",
    query_parameter_value_match: "query_match",
  }),
);

/** Undefined for an action that is not known here. */
function entryOf(action: Properties): Entry | undefined | "unknown" {
  const [name] = action.knownEntries().map(([key]) => key);
  if (name === undefined) return action.read().state === "unknown" ? "unknown" : undefined;
  const given = action.text(`${name}.descriptor_key`);
  const value = action.text(`${name}.descriptor_value`);
  if (given.state === "unknown" || value.state === "unknown") return "unknown";
  const key = given.state === "known" ? given.value : KEYS.get(name);
  return key === undefined ? undefined : { key, value: value.state === "known" ? value.value : undefined };
}
