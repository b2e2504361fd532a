import type { EnforcementLevel, Severity } from "@pulumi/policy";

/** The policy SDK's function that takes violations. */
export type ReportViolation = (message: string, urn?: string) => void;

/** What a violation says of its policy. */
export interface ReportingPolicy {
  readonly name: string;
  readonly description: string;
  readonly severity?: Severity;
}

/**
 * Reports one violation with exactly this message, at `level` where given and at the policy's own otherwise.
 *
 * The SDK's function also takes an object, which its types do not show: the only way to report a waived finding as
 * advisory under a mandatory policy, and to keep the policy's description from being put before each message. This is the
 * one place that relies on it; the SDK's version is pinned, and tests/pack holds the booted pack to it.
 */
export function reportAt(report: ReportViolation, urn: string, message: string, level?: EnforcementLevel): void {
  const violation = { message, urn, ...(level && { enforcementLevel: level }) };
  (report as unknown as (violation: object) => void)(violation);
}

/** Reports a violation of `policy` through the function that another policy was given. Its level is not known there. */
export function reportOf(
  policy: ReportingPolicy,
  report: ReportViolation,
  urn: string,
  message: string,
  level: EnforcementLevel,
): void {
  const { name, description, severity } = policy;
  const violation = { name, description, ...(severity && { severity }), message, urn, enforcementLevel: level };
  (report as unknown as (violation: object) => void)(violation);
}
