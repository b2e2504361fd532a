import type { Evidence, Finding } from "../../assurance/evidence";
import { catalogue } from "../../policies/catalogue";
import { finding } from "../assurance/assessed";

/** Each resource of the platform is judged by about as many controls as have to do with its type. */
const CONTROLS_PER_RESOURCE = 13;

/** What goes wrong in `platformEvidence`, by its control. All others pass, but `postgres-dedicated-login`, which does not run. */
const TROUBLES: readonly Finding[] = [
  // T-1 is open.
  trouble("mek-outside-configmap", "fail", "osmo/mek-config", {
    level: "mandatory",
    statement: "holds the master encryption key",
    set: "data.mek.yaml to be left out",
    remedy: "Mount the key from Key Vault: components/osmo/master-encryption-key.ts.",
  }),
  // D-4 is accepted: advisory.
  trouble("osmo-rate-limit", "fail", "osmo/osmo-gateway", { statement: "limits nothing" }),
  // D-2 is accepted: waived, for 16 days more.
  trouble("subnet-own-nsg", "waived", "snet-training", {
    statement: "shares its NSG with snet-inference",
    waiver: {
      owner: "network-team",
      expires: "2026-12-10",
      reason: "the peering is moved in December",
      compensatingControl: "the firewall refuses what the NSG would",
    },
  }),
  // E-2 is undetermined, until the update.
  trouble("token-expiry", "undetermined", "osmo-token", { statement: "exp is not known yet" }),
  // I-3 is undetermined: the control could not be evaluated.
  trouble("redis-access-keys-disabled", "error", "redis", { statement: "the control threw" }),
  {
    ...trouble("waivers", "fail", "key-vault-hardened[kv]", {
      statement: "expired on 2026-11-01 (owner vault-team); it covers nothing any more",
    }),
    serves: ["G2"],
  },
  {
    ...trouble("unused-waivers", "fail", "private-cluster[aks-old]", { statement: "covers nothing in this run" }),
    serves: ["G3"],
  },
];

const NOT_RUN: ReadonlySet<string> = new Set(["postgres-dedicated-login", ...TROUBLES.map(({ control }) => control)]);

/** A control that passes on every resource of `platformEvidence`. */
export const EVERYWHERE = "managed-identity-only";

/** A resource of `platformEvidence` on which nothing fails and one control passes: `vpn-entra-authentication`, of I-2. */
export const ONLY_PASSES = "vpn-gateway-7";

/**
 * A preview of `resources` resources, in which of 19 threats one is open (T-1), two are accepted (D-2, D-4), two are undetermined
 * (E-2, I-3), one is not exercised (S-2) and 13 are mitigated.
 */
export function platformEvidence(resources: number, run: Partial<Evidence["run"]> = {}): Evidence {
  const controls = catalogue.map(({ name }) => name).filter((name) => !NOT_RUN.has(name));
  const judgedBy = (index: number) =>
    Array.from(
      { length: CONTROLS_PER_RESOURCE },
      (_, step) => controls[(index * CONTROLS_PER_RESOURCE + step) % controls.length] ?? "",
    );
  const passes = Array.from({ length: resources }, (_, index) => index).flatMap((index) =>
    [...new Set([EVERYWHERE, ...judgedBy(index)])].map((control) =>
      pass(control, `resource-${String(index).padStart(4, "0")}`),
    ),
  );
  return evidence([...passes, pass("vpn-entra-authentication", ONLY_PASSES), ...TROUBLES], { resources, run });
}

/** Every character of other people that a page could stumble over. */
export const HOSTILE = [
  "<script>window.harmed = 1</script>",
  '"><img src=x onerror="window.harmed = 1">',
  "</script><script>window.harmed = 1</script>",
  "<!--<script>",
  "' autofocus onfocus='window.harmed = 1",
  "javascript:window.harmed=1",
  "{{constructor.constructor('window.harmed = 1')()}}${window.harmed = 1}`",
  "<style>*{display:none}</style><base href=//example.com><meta http-equiv=refresh content=0;url=//example.com>",
  "\u001b[31mred\u001b[0m\u0007\u0000",
  "\u202egnirts desrever\u202c\u2066",
  "\u2028\u2029&lt;b&gt;&#0;]]>",
  "W".repeat(10_000),
  "__proto__",
] as const;

/** A run in which names, messages and waivers are all of `HOSTILE`. */
export function hostileEvidence(): Evidence {
  const findings = HOSTILE.flatMap((text): Finding[] => [
    pass(EVERYWHERE, text),
    trouble("mek-outside-configmap", "fail", text, { level: "mandatory", statement: text, set: text, remedy: text }),
    trouble("subnet-own-nsg", "waived", text, {
      statement: text,
      waiver: { owner: text, expires: "2026-12-10", reason: text, compensatingControl: text },
    }),
    { ...trouble("waivers", "fail", text, { statement: `expired ${text}` }), serves: [text] },
    // A control that no pack of ours has.
    { ...trouble(text, "fail", text, { statement: text }), serves: ["T-1", text] },
  ]);
  const foreign = HOSTILE.map((text) => ({
    pack: text,
    policy: text,
    resource: urnOf(text),
    level: "advisory" as const,
  }));
  const run = {
    project: HOSTILE[0],
    stack: HOSTILE[1],
    caveats: HOSTILE,
    complete: false,
    shortfall: HOSTILE.join(" "),
  };
  return { ...evidence(findings, { resources: HOSTILE.length, run }), foreign };
}

function evidence(
  findings: readonly Finding[],
  { resources, run }: { resources: number; run: Partial<Evidence["run"]> },
): Evidence {
  return {
    version: 1,
    run: {
      operation: "preview",
      standIns: true,
      rehearsed: true,
      project: "physical-ai",
      stack: "prod",
      started: "2026-11-25T10:00:00.000Z",
      ended: "2026-11-25T10:00:42.000Z",
      complete: true,
      judged: true,
      packs: [{ name: "physical-ai-stride", version: "0.1.0" }],
      caveats: [],
      ...run,
    },
    resources,
    actions: 40,
    findings,
    foreign: [{ pack: "company-pack", policy: "cost-centre-tag", resource: urnOf("rg-prod"), level: "advisory" }],
  };
}

function pass(control: string, name: string): Finding {
  return finding(control, "pass", { subject: name, resource: urnOf(name), time: "2026-11-25T10:00:30.000Z" });
}

function trouble(control: string, verdict: Finding["verdict"], subject: string, rest: Partial<Finding>): Finding {
  return finding(control, verdict, { subject, resource: urnOf(subject), time: "2026-11-25T10:00:31.000Z", ...rest });
}

function urnOf(name: string): string {
  return `urn:pulumi:prod::physical-ai::physical-ai:data:ObjectStorage$azure-native:storage:StorageAccount::${name}`;
}
