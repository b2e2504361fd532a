import { expect } from "chai";
import { accepted } from "../api-client";
import type { ControlPlane } from "../control-plane";
import { ADMITTED } from "./admitted-pods";
import { isNamed, planeIn } from "./plane";
import { podWith, specOf } from "./pods";
import { REFUSED } from "./refused-pods";

describe("admission that warns", () => {
  let cluster: ControlPlane;
  before(async () => {
    cluster = await planeIn("warn");
  });

  for (const [rule, pods] of Object.entries(REFUSED)) {
    it(`lets what ${rule} would refuse through, with a warning`, async () => {
      for (const [title, pod] of pods) {
        const answer = await cluster.create(pod, { dryRun: true });
        expect(answer.accepted, title).to.be.true;
        expect(isNamed(rule, answer), title).to.be.true;
      }
    });
  }

  it("warns of each thing that is wrong", async () => {
    const env = { LOG_LEVEL: "debug", HF_TOKEN: "abcdefghijkl", AZURE_STORAGE_KEY: "abcdefghijkl" };
    const answer = await cluster.create(podWith({ env, image: "nginx" }, { spec: { hostNetwork: true } }), {
      dryRun: true,
    });
    const rules = [
      "refuse-debug-logging",
      "refuse-plain-credentials",
      "refuse-storage-keys",
      "refuse-foreign-images",
      "refuse-unpinned-images",
      "refuse-host-access",
    ];
    expect(rules.filter((rule) => isNamed(rule, answer))).to.deep.equal(rules);
    expect(answer.warnings.join()).not.to.contain("abcdefghijkl");
  });

  it("does not warn of what is allowed", async () => {
    for (const pods of Object.values(ADMITTED)) {
      for (const [title, pod] of pods) {
        expect((await cluster.create(pod, { dryRun: true })).warnings, title).to.deep.equal([]);
      }
    }
  });

  it("mends as it does when it is enforced", async () => {
    const { securityContext, volumes } = specOf(accepted(await cluster.create(podWith(), { dryRun: true })));
    expect(securityContext).to.deep.equal({ seccompProfile: { type: "RuntimeDefault" } });
    expect(volumes!.map(({ name }) => name)).to.deep.equal(["physical-ai-tmp", "physical-ai-redaction"]);
  });
});
