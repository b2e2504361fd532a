import { constants } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import { EvidenceError, EventsError, readEvents, readEvidence } from "../assurance";
import type { EngineEvent, Evidence } from "../assurance";
import { UsageError } from "../offline/usage";

/** What one file may weigh, in bytes: what Node.js takes into one text, about half a GiB. */
export const LARGEST = constants.MAX_STRING_LENGTH;

const MEBIBYTE = 2 ** 20;

/**
 * The text of the file that an option names.
 *
 * @throws UsageError naming option and file, where it is not there, no file, empty, too large, or no UTF-8
 */
export function readText(option: string, file: string, largest = LARGEST): string {
  const wrong = (problem: string) => new UsageError(`${option} ${file} ${problem}.`);
  let bytes: Buffer;
  try {
    const { size } = statSync(file);
    if (size > largest)
      throw wrong(`has ${Math.ceil(size / MEBIBYTE)} MiB; at most ${Math.floor(largest / MEBIBYTE)} can be read`);
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw wrong("does not exist");
    throw wrong(code === "EISDIR" ? "is a folder, and no file" : `can't be read (${code})`);
  }
  // What PowerShell redirects into a file has two bytes to a character.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) throw wrong("is UTF-16. Have Pulumi write the file itself (--file)");
  const text = bytes.toString("utf8").replace(/^\ufeff/, "");
  if (text.trim() === "") throw wrong("is empty");
  return text;
}

/** @throws UsageError naming the file, for what is no event log of one run */
export function readEventLog(text: string, file: string): readonly EngineEvent[] {
  try {
    return readEvents(text);
  } catch (error) {
    if (!(error instanceof EventsError)) throw error;
    if (isState(text)) throw new UsageError(`${file} is an exported state, and no event log. Give it with --state.`);
    throw new UsageError(`${file}: ${error.message}`);
  }
}

/** @throws UsageError naming the file, for what is no evidence.json */
export function readEarlierEvidence(text: string, file: string): Evidence {
  try {
    return readEvidence(text);
  } catch (error) {
    throw error instanceof EvidenceError ? new UsageError(`${file}: ${error.message}`) : error;
  }
}

function isState(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "deployment" in value;
  } catch {
    return false;
  }
}
