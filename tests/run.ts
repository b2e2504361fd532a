import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describeProgram, ProgramNotFoundError, resolveProgram } from "../offline/cli/go-program";
import { CliNotFoundError, describeCli, resolveCli } from "../offline/cli/resolve";
import { HELM } from "../audit/charts/helm";
import { browserObstacle } from "./browser/browser";
import { ETCD, KUBE_APISERVER } from "./cluster/binaries";

/*
 * Runs the tiers of tests one after the other, each in a process of its own: npm test [-- TIER ...]. A tier whose tool is
 * missing is skipped in one line that says what to do; where CI is set, nothing may be skipped.
 */

interface Tier {
  readonly name: string;
  readonly specs: readonly string[];
  /** Longest that one test or hook may take, in milliseconds. A hang ends here; nothing is measured by it. */
  readonly timeout: number;
  /** Why the tier can't run on this machine, or undefined. */
  readonly obstacle?: () => Promise<string | undefined>;
}

const TIERS: readonly Tier[] = [
  { name: "unit", specs: ["tests/{policies,offline,assurance,audit,explain,tools}/**/*.spec.ts"], timeout: 20_000 },
  { name: "component", specs: ["tests/components/**/*.spec.ts"], timeout: 60_000 },
  { name: "pack", specs: ["tests/pack/**/*.spec.ts"], timeout: 120_000 },
  { name: "engine", specs: ["tests/engine/**/*.spec.ts"], timeout: 600_000, obstacle: withoutCliOrHelm },
  { name: "cluster", specs: ["tests/cluster/**/*.spec.ts"], timeout: 120_000, obstacle: withoutApiServer },
  { name: "browser", specs: ["tests/browser/**/*.spec.ts"], timeout: 120_000, obstacle: browserObstacle },
];

const inCi = Boolean(process.env.CI);
const mocha = join(dirname(createRequire(__filename).resolve("mocha/package.json")), "bin", "mocha.js");

async function withoutCliOrHelm(): Promise<string | undefined> {
  try {
    process.stdout.write(`${describeCli(await resolveCli({}))}\n`);
    process.stdout.write(`${describeProgram(await resolveProgram(HELM))}\n`);
    return undefined;
  } catch (error) {
    if (error instanceof CliNotFoundError || error instanceof ProgramNotFoundError) return error.message;
    throw error;
  }
}

async function withoutApiServer(): Promise<string | undefined> {
  try {
    // One after the other: each build takes all processors.
    for (const program of [ETCD, KUBE_APISERVER]) {
      process.stdout.write(`${describeProgram(await resolveProgram(program))}\n`);
    }
    return undefined;
  } catch (error) {
    if (error instanceof ProgramNotFoundError) return error.message;
    throw error;
  }
}

function runTier(tier: Tier): Promise<{ passed: number; failed: number }> {
  const options = ["--node-option", "import=tsx", "--timeout", String(tier.timeout), "--forbid-only", "--no-color"];
  if (inCi) options.push("--forbid-pending");
  const child = spawn(process.execPath, [mocha, ...options, ...tier.specs], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    process.stdout.write(chunk);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      const passed = Number(/^\s*(\d+) passing/m.exec(text)?.[1] ?? 0);
      const failed = Number(/^\s*(\d+) failing/m.exec(text)?.[1] ?? 0);
      // A tier that ends badly without a failing test, or runs none, has failed all the same.
      resolve({ passed, failed: failed || (code === 0 && passed > 0 ? 0 : 1) });
    });
  });
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !TIERS.some((tier) => tier.name === name));
  if (unknown !== undefined) {
    process.stderr.write(`There is no tier "${unknown}": ${TIERS.map((tier) => tier.name).join(", ")}.\n`);
    process.exitCode = 2;
    return;
  }
  const total = { passed: 0, failed: 0 };
  for (const tier of TIERS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    process.stdout.write(`\n${tier.name} tier\n`);
    const obstacle = await tier.obstacle?.();
    if (obstacle !== undefined) {
      process.stdout.write(`skipped: the ${tier.name} tier. ${obstacle}\n`);
      if (inCi) total.failed += 1;
      continue;
    }
    const { passed, failed } = await runTier(tier);
    total.passed += passed;
    total.failed += failed;
  }
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

void main();
