import type { ReportViolation } from "./report-violation";
import type { Resource } from "./resource";
import { withoutApiVersion } from "./resource-types";
import type { Stack } from "./stack";

/*
 * What the engine's present request is about. The SDK unpacks the resource, or every resource of the stack, anew for each policy
 * that it asks; the first policy of the pack notes what it was given, for those after it to share. Without a note each policy goes by
 * what it is given itself.
 *
 * Requests run at the same time, but each only until it waits. So a note holds until the code that is running ends, and what the SDK
 * does once a policy's promise is settled, which is to go on with the next policies, is given it again (`withinRequest`). Node's own
 * AsyncLocalStorage would do the same, and have Node 20 watch every promise and stream of the process to do it: that took a twentieth
 * of all the time that an analysis of 1,000 resources spends in the pack.
 */

/** The resource that is asked about, once it can be read, and the way to report of it that the first policy was given. */
export interface ResourceRequest {
  readonly kind: "resource";
  readonly token: string;
  /** The token without API version. */
  readonly type: string;
  readonly report: ReportViolation;
  resource?: Resource;
}

/** The stack that is asked about, and the same. */
export interface StackRequest {
  readonly kind: "stack";
  readonly stack: Stack;
  readonly root: { readonly urn: string; readonly name: string };
  readonly report: ReportViolation;
}

let present: ResourceRequest | StackRequest | undefined;

/** Notes which type the request is about, until the code that is running ends. What it returns takes the resource, once it can be read. */
export function noteRequestedType(token: string, report: ReportViolation): ResourceRequest {
  return noted({ kind: "resource", token, type: withoutApiVersion(token), report });
}

/** Notes which stack the request is about, until the code that is running ends. */
export function noteRequestedStack(stack: Stack, root: { urn: string; name: string }, report: ReportViolation): void {
  noted({ kind: "stack", stack, root, report });
}

export function requestedType(): Readonly<ResourceRequest> | undefined {
  return present?.kind === "resource" ? present : undefined;
}

/** The resource of this URN, where the request is about it. */
export function requestedResource(urn: string): Resource | undefined {
  return present?.kind === "resource" && present.resource?.urn === urn ? present.resource : undefined;
}

export function requestedStack(): StackRequest | undefined {
  return present?.kind === "stack" ? present : undefined;
}

/**
 * What a policy returns to the SDK, so that the policies after it are asked within the same request. A promise whose `then` is its own:
 * an SDK that waited for it in another way would go on without a note, and ask each policy by itself.
 */
export function withinRequest(result?: void | Promise<void>): void | Promise<void> {
  const request = present;
  if (request === undefined) return result;
  const promise = Promise.resolve(result);
  const then: Promise<void>["then"] = (fulfilled, rejected) =>
    Promise.prototype.then.call(
      promise,
      fulfilled && during(request, fulfilled),
      rejected && during(request, rejected),
    ) as never;
  return Object.defineProperty(promise, "then", { value: then });
}

function during<A, B>(request: ResourceRequest | StackRequest, goOn: (value: A) => B): (value: A) => B {
  return (value) => {
    present = request;
    try {
      return goOn(value);
    } finally {
      present = undefined;
    }
  };
}

function noted<R extends ResourceRequest | StackRequest>(request: R): R {
  present = request;
  // Of whatever request it is by then: the code that noted it has ended too.
  queueMicrotask(() => {
    present = undefined;
  });
  return request;
}
