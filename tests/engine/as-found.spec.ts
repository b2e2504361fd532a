import { join } from "node:path";
import { expect } from "chai";
import type { Assessment } from "../../assurance/assessment";
import type { Evidence } from "../../assurance/evidence";
import { REPOSITORY, Workplace } from "./offline-command";

const PROGRAM = join(REPOSITORY, "tests", "fixtures", "as-found");
/** Everything mandatory, as in prod, and nothing waived. */
const CONFIG = join(PROGRAM, "policy-config.json");

/** What catches each threat's weakness in the platform as the model found it. */
const CAUGHT_BY: Readonly<Record<string, readonly string[]>> = {
  "S-1": [
    "osmo-api-behind-gateway",
    "osmo-gateway-authentication",
    "osmo-gateway-private",
    "osmo-roles-least-privilege",
    "osmo-token-login",
  ],
  "S-2": ["postgres-dedicated-login", "postgres-entra-administrator"],
  "T-1": ["etcd-encrypted-with-customer-key", "mek-outside-configmap", "mek-synced-from-key-vault"],
  "T-2": ["state-backend-remote", "state-secrets-encrypted"],
  "T-3": ["inference-tls-required"],
  "R-1": [
    "audit-logs-collected",
    "credential-redaction-injected",
    "no-credentials-in-environment",
    "telemetry-redaction",
    "workload-log-level",
  ],
  "I-1": ["datastore-identity-access", "no-storage-keys-in-workloads", "storage-shared-key-disabled"],
  "I-2": ["state-backend-remote", "state-secrets-encrypted", "vpn-entra-authentication", "vpn-shared-key-protected"],
  "I-3": ["redis-access-keys-disabled", "redis-private-and-encrypted"],
  "I-4": ["workload-private-tmp", "workload-read-only-root"],
  "I-5": ["credential-redaction-injected", "no-credentials-in-environment"],
  "D-1": ["namespace-default-deny"],
  "D-2": ["flow-logs-collected", "nsg-explicit-rules", "private-endpoint-subnet-policies", "subnet-own-nsg"],
  "D-3": ["egress-through-firewall", "no-default-outbound-access"],
  "D-4": ["osmo-rate-limit"],
  "E-1": ["automation-least-privilege"],
  "E-2": ["token-expiry", "token-rotation-scheduled"],
  "E-3": ["access-profile-size", "assign-to-groups", "role-assignment-least-privilege"],
  "E-4": ["workflow-least-privilege"],
};

describe("the platform as the threat model found it, on the real engine", () => {
  const place = new Workplace();
  let code: number | null;
  let said: string;
  let assessment: Assessment;
  before(async () => {
    await place.open();
    const ended = await place.offline("preview", "--program", PROGRAM, "--policy-config", CONFIG, "--out", place.out);
    code = ended.code;
    said = ended.stdout + ended.stderr;
    assessment = place.json<Assessment>("assessment.json");
  });
  after(() => place.remove());

  it("is stopped", () => {
    expect(code, said).to.equal(1);
  });

  it("has all 19 threats open", () => {
    expect(said).to.match(/^19 threats: 19 open$/m);
  });

  it("has the model's own numbers, but for the 7 that the model counts as mitigated because it accepts them", () => {
    const measured = assessment.metrics.map(({ metric, current, measured }) => [metric, current, measured]);
    expect(measured).to.deep.equal([
      ["OpenSSF Passing badge", "~85%", undefined],
      ["OpenSSF Silver badge", "~30%", undefined],
      ["SHA-pinned actions", "95%", 95],
      ["STRIDE threats mitigated", "7/19 (37%)", 0],
      ["Critical threats open", "1", 1],
      ["High threats open", "6", 6],
    ]);
    expect(assessment.contradictions.map(({ id }) => id)).to.include("accepted-as-mitigated");
  });

  it("leaves nothing of the assurance case supported", () => {
    const supported = assessment.assuranceCase.filter(({ status }) => status === "supported");
    expect(supported.map(({ id }) => id)).to.deep.equal([]);
  });

  for (const [threat, controls] of Object.entries(CAUGHT_BY)) {
    it(`has ${threat} reported by ${controls.join(", ")}`, () => {
      const found = assessment.threats.find(({ id }) => id === threat)?.controls ?? [];
      const failed = found.filter(({ verdict }) => verdict === "fail").map(({ control }) => control);
      expect(failed.sort()).to.deep.equal(controls);
    });
  }

  it("has no control that could not judge it", () => {
    const { findings } = place.json<Evidence>("evidence.json");
    expect(findings.filter(({ verdict }) => verdict === "error")).to.deep.equal([]);
    expect(said).not.to.match(/could not be evaluated|^\s+at /m);
  });
});
