import { createRequire } from "node:module";

/** Version of the installed npm package. */
export function installedVersion(packageName: string): string {
  const { version } = createRequire(__filename)(`${packageName}/package.json`) as { version: string };
  return version.replace(/^v/, "");
}
