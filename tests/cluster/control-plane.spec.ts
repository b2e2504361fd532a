import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { expect } from "chai";
import { accepted } from "./api-client";
import type { Manifest } from "./api-client";
import { ControlPlane, freePort } from "./control-plane";
import { controlPlane } from "./shared";

const NAMESPACE = "control-plane";

function pod(name: string, container: object = {}, namespace = NAMESPACE): Manifest {
  const spec = { containers: [{ name: "main", image: "example.com/image:1", ...container }] };
  return { apiVersion: "v1", kind: "Pod", metadata: { name, namespace }, spec };
}

describe("the control plane", () => {
  let cluster: ControlPlane;
  before(async () => {
    cluster = await controlPlane();
    const labels = {
      "pod-security.kubernetes.io/enforce": "baseline",
      "pod-security.kubernetes.io/warn": "restricted",
    };
    accepted(await cluster.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE, labels } }));
  });

  it("serves mutating admission policies as v1", async () => {
    const { resources } = accepted(await cluster.send("GET", "/apis/admissionregistration.k8s.io/v1")) as unknown as {
      resources: { name: string }[];
    };
    expect(resources.map(({ name }) => name)).to.include("mutatingadmissionpolicies");
  });

  it("stores what is created, gives it back, and deletes it", async () => {
    const created = accepted(await cluster.create(pod("stored")));
    expect(await cluster.get(created)).to.have.nested.property("spec.containers[0].terminationMessagePolicy", "File");
    accepted(await cluster.delete(created));
    expect(await cluster.get(created)).to.equal(undefined);
  });

  it("stores nothing of a dry run", async () => {
    accepted(await cluster.create(pod("dry"), { dryRun: true }));
    expect(await cluster.get(pod("dry"))).to.equal(undefined);
  });

  it("refuses a misspelt field, applied or created", async () => {
    const misspelt = pod("misspelt", { imagePullPolcy: "Always" });
    for (const answer of [await cluster.apply(misspelt), await cluster.create(misspelt)]) {
      expect(answer.accepted).to.equal(false);
      expect(answer).to.have.property("message").that.contains("imagePullPolcy");
    }
  });

  it("says why Pod Security refuses a pod", async () => {
    const answer = await cluster.create(pod("privileged", { securityContext: { privileged: true } }));
    expect(answer).to.include({ accepted: false, status: 403, reason: "Forbidden" });
    expect(answer).to.have.property("message").that.contains('violates PodSecurity "baseline:latest": privileged');
  });

  it("passes on its warnings", async () => {
    const { warnings } = await cluster.create(pod("warned"), { dryRun: true });
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.match(/^would violate PodSecurity "restricted:latest": .*\(container "main" must set /);
  });

  it("lets a user do what the user may", async () => {
    const reader = { user: "reader", groups: ["readers"] };
    expect(await cluster.create(pod("by-reader"), { as: reader })).to.include({ accepted: false, reason: "Forbidden" });
    const question = { verb: "create", resource: "pods", namespace: NAMESPACE };
    expect(await cluster.review({ ...reader, ...question })).to.equal(false);
    expect(await cluster.review({ user: "root", groups: ["system:masters"], ...question })).to.equal(true);
  });

  it("counts what a quota limits", async () => {
    const namespace = `${NAMESPACE}-quota`;
    const spec = { hard: { pods: "1" } };
    accepted(await cluster.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } }));
    accepted(
      await cluster.apply({ apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "one", namespace }, spec }),
    );
    accepted(await cluster.create(pod("first", {}, namespace)));
    expect(await cluster.create(pod("second", {}, namespace)))
      .to.have.property("message")
      .that.contains("exceeded quota: one");
  });

  describe("whose port was taken meanwhile", () => {
    let other: Server;
    before(async () => {
      other = createServer();
      await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    });
    after(() => other.close());

    it("takes another one", async () => {
      const { port } = other.address() as AddressInfo;
      const ports = [port];
      const plane = await ControlPlane.start(async () => ports.shift() ?? (await freePort()));
      try {
        expect(await plane.isReady()).to.equal(true);
        expect(ports).to.deep.equal([]);
      } finally {
        await plane.stop();
      }
    });
  });
});
