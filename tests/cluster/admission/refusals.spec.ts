import { expect } from "chai";
import type { ControlPlane } from "../control-plane";
import { ADMITTED } from "./admitted-pods";
import { isNamed, planeIn } from "./plane";
import { podWith } from "./pods";
import { REFUSED } from "./refused-pods";

describe("admission that is enforced", () => {
  let cluster: ControlPlane;
  before(async () => {
    cluster = await planeIn("enforce");
  });

  for (const [rule, pods] of Object.entries(REFUSED)) {
    describe(rule, () => {
      for (const [title, pod] of pods) {
        it(`refuses ${title}`, async () => {
          const answer = await cluster.create(pod, { dryRun: true });
          expect(isNamed(rule, answer), answer.accepted ? "let through" : answer.message).to.be.true;
          expect(answer).to.include({ accepted: false, reason: "Forbidden" });
        });
      }
      for (const [title, pod] of ADMITTED[rule] ?? []) {
        it(`lets ${title} through`, async () => {
          const answer = await cluster.create(pod, { dryRun: true });
          expect(answer.accepted ? "let through" : answer.message).to.equal("let through");
          expect(answer.warnings).to.deep.equal([]);
        });
      }
    });
  }

  it("says what is wrong, where and what to do, and no value", async () => {
    const secret = "correct-horse-battery-staple";
    const env = { DB_PASSWORD: secret, HF_TOKEN: secret };
    const answer = await cluster.create(podWith({ env }, { init: [{ env }] }), { dryRun: true });
    expect(answer).to.include({ accepted: false });
    if (answer.accepted) return;
    expect(answer.message).to.contain(
      "credentials in plain text in the variables main/DB_PASSWORD, main/HF_TOKEN, init-0/DB_PASSWORD, init-0/HF_TOKEN. " +
        "Give credentials by valueFrom.secretKeyRef",
    );
    expect(answer.message).not.to.contain("horse");
  });

  it("keeps its messages short however much is wrong", async () => {
    const env = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`SERVICE_${index}_TOKEN`, "hunter2hunter2"]),
    );
    const answer = await cluster.create(podWith({ env }), { dryRun: true });
    expect(answer).to.include({ accepted: false });
    if (!answer.accepted) expect(answer.message.length).to.be.below(700);
  });

  it("judges a pod of a hundred variables and a long script within the API server's limits", async () => {
    const env = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`SETTING_${index}`, "value".repeat(20)]));
    const script = "python train.py --task reach --steps 100\n".repeat(1_000);
    const answer = await cluster.create(podWith({ env, command: ["bash", "-c", script] }), { dryRun: true });
    expect(answer.accepted ? "let through" : answer.message).to.equal("let through");
  });

  it("leaves pods of other namespaces alone", async () => {
    for (const [, [[, pod] = []]] of Object.entries(REFUSED)) {
      const elsewhere = { ...pod!, metadata: { ...pod!.metadata, namespace: "elsewhere" } };
      const answer = await cluster.create(elsewhere, { dryRun: true });
      expect(answer).to.deep.include({ accepted: true, warnings: [] });
      if (answer.accepted) expect(answer.object.spec).not.to.have.property("volumes");
    }
  });

  describe("in a namespace where others' pods run too", () => {
    const bad = (serviceAccountName?: string) =>
      podWith({ env: { LOG_LEVEL: "DEBUG" } }, { namespace: "azureml", spec: { serviceAccountName } });
    const controller = {
      user: "system:serviceaccount:kube-system:job-controller",
      groups: ["system:serviceaccounts", "system:masters"],
    };

    for (const account of [undefined, "default", "training", "inference"]) {
      it(`judges pods that run as ${account ?? "no account, which is the default one"}`, async () => {
        const answer = await cluster.create(bad(account), { dryRun: true, as: controller });
        expect(isNamed("refuse-debug-logging", answer)).to.be.true;
      });
    }

    it("leaves the extension's own pods alone", async () => {
      const answer = await cluster.create(bad("amlarc-operator"), { dryRun: true, as: controller });
      expect(answer).to.deep.include({ accepted: true, warnings: [] });
    });

    it("judges a pod that a person makes, whatever account it borrows", async () => {
      const answer = await cluster.create(bad("amlarc-operator"), { dryRun: true });
      expect(isNamed("refuse-debug-logging", answer)).to.be.true;
    });
  });
});
