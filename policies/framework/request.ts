import { AsyncLocalStorage } from "node:async_hooks";
import type { ReportViolation } from "./report-violation";
import type { Resource } from "./resource";
import { withoutApiVersion } from "./resource-types";
import type { Stack } from "./stack";

/*
 * What the engine's present request is about. The SDK unpacks the resource, or every resource of the stack, anew for each policy
 * that it asks; the first policy of the pack notes what it was given, for those after it to share. The note lives in the request's
 * own asynchronous context: requests run at the same time. Without a note each policy goes by what it is given itself.
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

const present = new AsyncLocalStorage<ResourceRequest | StackRequest>();

/** Notes, for the rest of this request, which type it is about. */
export function noteRequestedType(token: string, report: ReportViolation): void {
  present.enterWith({ kind: "resource", token, type: withoutApiVersion(token), report });
}

/** Notes the resource itself, once it can be read. */
export function noteRequestedResource(resource: Resource): void {
  const request = present.getStore();
  if (request?.kind === "resource") request.resource = resource;
}

/** Notes, for the rest of this request, which stack it is about. */
export function noteRequestedStack(stack: Stack, root: { urn: string; name: string }, report: ReportViolation): void {
  present.enterWith({ kind: "stack", stack, root, report });
}

export function requestedType(): Readonly<ResourceRequest> | undefined {
  const request = present.getStore();
  return request?.kind === "resource" ? request : undefined;
}

/** The resource of this URN, where the request is about it. */
export function requestedResource(urn: string): Resource | undefined {
  const request = present.getStore();
  return request?.kind === "resource" && request.resource?.urn === urn ? request.resource : undefined;
}

export function requestedStack(): StackRequest | undefined {
  const request = present.getStore();
  return request?.kind === "stack" ? request : undefined;
}
