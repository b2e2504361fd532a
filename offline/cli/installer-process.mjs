// Runs the official installer in a process that can be ended: the Automation API's own call can't be, and waits for minutes.
// Arguments: the folder to install into, the version without "v".
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const automation = require.resolve("@pulumi/pulumi/automation");
// The class that the Automation API itself knows versions by.
const { SemVer } = createRequire(automation)("semver");
const { PulumiCommand } = require(automation);

const [root, version] = process.argv.slice(2);
try {
  await PulumiCommand.install({ root, version: new SemVer(version) });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
