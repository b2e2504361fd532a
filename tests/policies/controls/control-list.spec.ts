import { expect } from "chai";
import { controls } from "../../../policies/controls";
import { serves } from "../../../policies/framework/control";

describe("the list of controls", () => {
  it("changes only together with this snapshot, because waivers and configurations name them", () => {
    expect(controls.map((control) => `${serves(control).join(",")} ${control.name}`)).to.deep.equal([
      "G2 key-vault-hardened",
      "G3 private-endpoints-for-data-services",
      "G3 public-network-access-disabled",
      "SI-1 tls-1-2-minimum",
      "D-3 no-default-outbound-access",
      "D-2 nsg-explicit-rules",
      "D-2 private-endpoint-subnet-policies",
      "D-2 subnet-own-nsg",
      "I-3 redis-access-keys-disabled",
      "I-1 storage-shared-key-disabled",
      "R-1 audit-logs-collected",
      "T-2,I-2 state-backend-remote",
      "T-2,I-2 state-secrets-encrypted",
    ]);
  });
});
