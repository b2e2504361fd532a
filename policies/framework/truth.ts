import type { Reading } from "./reading";

/** What can be said of a condition before the update: a value that nobody knows yet can decide it either way. */
export type Truth = boolean | "unknown";

/** Whether `test` holds for what was read. What is absent holds only where `absent` says so, what is malformed never. */
export function holds<T>(reading: Reading<T>, test: (value: T) => boolean, absent = false): Truth {
  if (reading.state === "known") return test(reading.value);
  if (reading.state === "unknown") return "unknown";
  return reading.state === "absent" && absent;
}

/** True where each condition is, false as soon as one is false, whatever is not known. */
export function allOf(...conditions: readonly Truth[]): Truth {
  if (conditions.includes(false)) return false;
  return conditions.includes("unknown") ? "unknown" : true;
}

/** True as soon as one condition is, whatever is not known; false where each is false. */
export function anyOf(...conditions: readonly Truth[]): Truth {
  if (conditions.includes(true)) return true;
  return conditions.includes("unknown") ? "unknown" : false;
}
