export const ADMISSION_MODES = ["warn", "enforce"] as const;
/** `warn`: pods are let through, with a warning to who made them and a note in the audit log; mended they are in both. */
export type AdmissionMode = (typeof ADMISSION_MODES)[number];
