// Knows whether node_modules holds what package-lock.json asks for: `npm ci` ends with our `prepare`, which leaves a stamp.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = `${root}node_modules/.physical-ai-installed`;
const lockDigest = () =>
  createHash("sha256")
    .update(readFileSync(`${root}package-lock.json`))
    .digest("hex");

/** Whether the last finished install was of the present package-lock.json. */
export function installedAsLocked() {
  try {
    return readFileSync(stamp, "utf8") === lockDigest();
  } catch {
    return false;
  }
}

/** Notes that the present package-lock.json is installed. */
export function noteInstalled() {
  writeFileSync(stamp, lockDigest());
}
