import { EVIDENCE_VERSION, evidenceSchema } from "./evidence-schema";
import type { Evidence } from "./evidence-schema";

/** A file that is no evidence of this version; the message says what is wrong with it. */
export class EvidenceError extends Error {
  override readonly name = "EvidenceError";
}

/**
 * Reads an evidence.json that an earlier run wrote.
 *
 * @throws EvidenceError for what is no JSON, no evidence, or evidence of another version
 */
export function readEvidence(text: string): Evidence {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new EvidenceError("The evidence is no JSON: the file is cut off, or no evidence.json.");
  }
  const version = (value as { version?: unknown } | null)?.version;
  if (typeof version === "number" && version !== EVIDENCE_VERSION) {
    throw new EvidenceError(
      `The evidence has version ${version}, and this program reads version ${EVIDENCE_VERSION}. Make it again from the events or the state.`,
    );
  }
  const read = evidenceSchema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new EvidenceError(
    `The file is no evidence: ${issue?.path.join(".") || "the whole"}: ${issue?.message ?? "is not as expected"}. Give an evidence.json that --out wrote.`,
  );
}
