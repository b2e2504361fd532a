import { join } from "node:path";
import pc from "picocolors";
import type { Context } from "../../explain/context";
import { mentionsIn } from "../../explain/mentions";
import { policyConfiguration, readPolicyConfigurations } from "../../explain/policy-configuration";

export const REPOSITORY = join(__dirname, "..", "..");

export const TODAY = "2026-12-01";

/** What the pack's own configurations and the platform's own files say. */
export const present: Context = {
  configurations: readPolicyConfigurations(REPOSITORY),
  today: TODAY,
  mentionsOf: (id) => mentionsIn(REPOSITORY, id),
  colors: pc.createColors(false),
};

/** A waiver as a configuration lists it. */
export const waiver = (finding: string, expires: string, resource = "vnet") => ({
  finding,
  resource,
  owner: "network-team",
  reason: "Its vendor has no other way yet",
  expires,
  compensatingControl: "It is alone in its subnet, behind the firewall",
});

/** A context that no change of a configuration or a component changes. */
export const written = (dev: object, prod: object = {}): Context => ({
  ...present,
  configurations: [policyConfiguration("dev", JSON.stringify(dev)), policyConfiguration("prod", JSON.stringify(prod))],
  mentionsOf: (id) => ({ components: [`components/of/${id}.ts`, "components/wiring.ts"], guides: ["docs/guide.md"] }),
});
