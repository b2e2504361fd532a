/** Major, minor and patch. Pre-release and build suffixes are left out: `v3.250.0-alpha.1` counts as 3.250.0. */
export type Version = readonly [major: number, minor: number, patch: number];

/** The version that `text` begins with, as in `v3.255.0`, `go1.26.8` or `1.25`; undefined where it begins with none. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch] = /^(?:v|go)?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text.trim()) ?? [];
  return major === undefined || minor === undefined ? undefined : [Number(major), Number(minor), Number(patch ?? 0)];
}

export function isAtLeast(version: Version, minimum: Version): boolean {
  for (const [position, wanted] of minimum.entries()) {
    const difference = (version[position] ?? 0) - wanted;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
