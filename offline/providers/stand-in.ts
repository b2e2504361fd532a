import type { PropertyMap } from "./property-values";

/** What the engine says of a resource when it has its inputs checked. */
export interface CheckContext {
  readonly urn: string;
  /** Type token. */
  readonly type: string;
  /** Name of the resource in the program. */
  readonly name: string;
  /** The inputs as they were checked the last time; empty for a new resource. */
  readonly olds: PropertyMap;
  readonly news: PropertyMap;
  /** Random bytes that the engine keeps for this resource, as hexadecimal digits; empty where it has none. */
  readonly seed: string;
  /** What the stack's autonaming configuration demands. */
  readonly autonaming?: { readonly proposedName: string; readonly mode: "propose" | "enforce" | "disabled" };
}

export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

export interface Checked {
  readonly inputs: PropertyMap;
  readonly failures: readonly CheckFailure[];
}

/** How two checked inputs of the same resource differ in effect. */
export interface Consequences {
  /** Whether a change below this top-level property makes a new resource of it. */
  readonly replaces: (property: string) => boolean;
  /** Whether the old resource has to go before the new one can come: they would have the same name. */
  readonly deleteBeforeReplace: boolean;
}

export interface Created {
  readonly id: string;
  readonly properties: PropertyMap;
}

/**
 * A provider that keeps what the real one promises to the engine, and has no cloud behind it. What it makes up is the same
 * in every run for the same program.
 */
export interface StandIn {
  /** Name of the package, as in `azure-native`. */
  readonly name: string;
  /** Version of the installed SDK, which the engine compares with what the program asks for. */
  readonly version: string;
  /** @throws UnknownTypeError for a type that the stand-in does not know */
  check(context: CheckContext): Checked;
  consequences(type: string, olds: PropertyMap, news: PropertyMap): Consequences;
  /** What is known of the new resource before it is made; what is missing is unknown. */
  preview(type: string, inputs: PropertyMap): PropertyMap;
  create(type: string, urn: string, inputs: PropertyMap): Created;
  /** The properties after an update in place. */
  update(type: string, id: string, inputs: PropertyMap): PropertyMap;
  /** The properties of something that the program did not make. */
  read(type: string, id: string): PropertyMap;
  /** @throws UnknownTypeError for a function that the stand-in does not know */
  invoke(token: string, args: PropertyMap): PropertyMap;
}

/** A resource type or function that the stand-in has no entry for. */
export class UnknownTypeError extends Error {
  override readonly name = "UnknownTypeError";

  constructor(what: string, token: string, file: string) {
    super(`The offline stand-in knows no ${what} "${token}". Add an entry for it to ${file}, or check the spelling.`);
  }
}
