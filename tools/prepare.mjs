// Runs at the end of `npm ci` and `npm install`: leaves the policy pack compiled.
import { spawnSync } from "node:child_process";
import { noteInstalled, root } from "./install-stamp.mjs";

const { status } = spawnSync(process.execPath, [`${root}policies/build.mjs`], { stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);
noteInstalled();
