import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assessmentOf } from "../../../assurance/assessment";
import { readEvents } from "../../../assurance/events";
import type { EngineEvent } from "../../../assurance/events";
import { evidenceFrom, PACK } from "../../../assurance/evidence";
import type { Evidence, Finding } from "../../../assurance/evidence";
import { markdownReport } from "../../../assurance/formats/markdown";
import { terminalReport } from "../../../assurance/formats/terminal";
import { catalogue as ownCatalogue } from "../../../policies/catalogue";
import type { CatalogueEntry } from "../../../policies/catalogue";
import { escapeName } from "../../../policies/model";
import { CONTROLS, evidenceOf, finding } from "../assessed";
import { control, controls, violation } from "../runs";

export const GOLDEN = join(__dirname, "..", "golden");

/** What to report on: the evidence, and what belongs to its assessment. */
export interface Run {
  readonly evidence: Evidence;
  readonly catalogue: readonly CatalogueEntry[];
  readonly earlier?: Evidence;
}

/** The run in the terminal without and with colour, and in Markdown; each made when asked for. */
export function textsOf({ evidence, catalogue, earlier }: Run) {
  const assessment = assessmentOf(evidence, catalogue, { today: "2026-11-25", ...(earlier && { earlier }) });
  return {
    get terminal() {
      return terminalReport(evidence, assessment, { color: false });
    },
    get coloured() {
      return terminalReport(evidence, assessment, { color: true });
    },
    get markdown() {
      return markdownReport(evidence, assessment);
    },
  };
}

/** Reports on the events as the few controls of a made catalogue see them. */
export function textsOfEvents(events: readonly EngineEvent[]) {
  return textsOf({ evidence: evidenceFrom(events), catalogue: controls });
}

/** A mandatory failure of which each part that others write is `text`. */
export function failureNamed(text: string): EngineEvent {
  const message = `I-1 shared-key[${escapeName(text)}] fail: ${text}\n  set: ${text}\n  remedy: ${text}`;
  return { policyEvent: { ...violation("mandatory", message, text).policyEvent, policyName: "shared-key" } };
}

const PROD: Partial<Evidence["run"]> = {
  project: "physical-ai",
  stack: "prod",
  started: "2026-11-25T12:55:12.000Z",
  ended: "2026-11-25T12:55:20.000Z",
  packs: [{ name: PACK, version: "0.1.0" }],
};

const placed = (type: string, name: string) => ({ resource: `urn:pulumi:prod::physical-ai::${type}::${name}` });

const passes = CONTROLS.map((name) => finding(name, "pass", { subject: "platform" }));

const redis = finding("redis-access-keys-disabled", "waived", {
  ...placed("azure-native:redis:Redis", "redis"),
  subject: "redis",
  statement: "accepts access keys",
  waiver: {
    owner: "platform-team",
    expires: "2027-05-31",
    reason: "OSMO 6.3 signs in to Redis by a password",
    compensatingControl: "Redis is reached by a private endpoint over TLS only",
  },
});

const postgres = finding("postgres-entra-administrator", "waived", {
  ...placed("azure-native:dbforpostgresql:Server", "postgres"),
  subject: "postgres/password",
  statement: "accepts passwords",
  waiver: {
    owner: "data-team",
    expires: "2026-12-04",
    reason: "OSMO 6.3 signs in to PostgreSQL by a password",
    compensatingControl: "Its role owns one database and administers nothing",
  },
});

const awaits = ["agent", "logger", "router", "service", "worker"].map((name) =>
  finding("token-expiry", "undetermined", {
    ...placed("kubernetes:helm.sh/v3:Release", "osmo"),
    subject: `osmo/services.${name}`,
    statement: "how long the token holds is not known yet",
  }),
);

const subnet = finding("subnet-own-nsg", "fail", {
  ...placed("azure-native:network:Subnet", "gpu"),
  subject: "gpu",
  statement: "has no network security group",
  set: "networkSecurityGroup.id to a network security group of its own",
  remedy: "Give the subnet a networkSecurityGroup that no other subnet uses: components/network/virtual-network.ts.",
});

const key = finding("mek-outside-configmap", "fail", {
  ...placed("kubernetes:core/v1:ConfigMap", "mek-config"),
  subject: "osmo/mek-config",
  level: "mandatory",
  statement: "holds the master encryption key",
  set: "data of the ConfigMap to nothing secret",
  remedy: "Mount the key from Key Vault: components/osmo/master-encryption-key.ts.",
});

/** Evidence of prod in which every control passes somewhere, with these findings beside. */
export function prodWith(findings: readonly Finding[], run: Partial<Evidence["run"]> = {}): Evidence {
  return { ...evidenceOf([...passes, ...findings], { ...PROD, ...run }), resources: 620, actions: 20 };
}

const blockedLog = () => readFileSync(join(GOLDEN, "blocked-preview.ndjson"), "utf8");

const BLOCKED_CATALOGUE = [
  control("key-vault-hardened", "G2"),
  control("public-network-access-disabled", "G3"),
  control("no-default-outbound-access", "D-3"),
  control("nsg-explicit-rules", "D-2"),
  control("subnet-own-nsg", "D-2"),
  control("storage-shared-key-disabled", "I-1"),
  control("audit-logs-collected", "R-1"),
  control("state-backend-remote", "T-2", "I-2"),
  control("state-secrets-encrypted", "T-2", "I-2"),
];

/** The runs of the golden files, by the names of those. */
export const goldenRuns: Readonly<Record<string, () => Run>> = {
  "blocked-preview": () => ({ evidence: evidenceFrom(readEvents(blockedLog())), catalogue: BLOCKED_CATALOGUE }),
  "partial-preview": () => {
    const cut = blockedLog().split("\n").slice(0, 9).join("\n");
    return { evidence: evidenceFrom(readEvents(cut)), catalogue: BLOCKED_CATALOGUE };
  },
  "preview-that-holds": () => ({
    evidence: prodWith([redis, postgres, ...awaits], { standIns: true }),
    catalogue: ownCatalogue,
  }),
  "compared-update": () => ({
    evidence: prodWith([redis, subnet], { operation: "update", ended: "2026-11-26T08:00:00.000Z" }),
    earlier: prodWith([redis, key]),
    catalogue: ownCatalogue,
  }),
};
