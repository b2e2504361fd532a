import * as core from "@pulumi/kubernetes/core";
import * as helm from "@pulumi/kubernetes/helm";
import * as kubernetes from "@pulumi/kubernetes/provider";
import { expect } from "chai";
import { register } from "../components/registered";
import { kubernetesObjects, podsOf, titleOf } from "./kubernetes-objects";

describe("kubernetesObjects", () => {
  const program = () => {
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
    const [metadata, opts] = [{ name: "example", namespace: "osmo" }, { provider }];
    new core.v1.ConfigMap("settings", { metadata, data: { level: "INFO" } }, opts);
    new helm.v3.Release("chart", { chart: "example" }, opts);
    new core.v1.Namespace("osmo", { metadata: { name: "osmo" } }, opts);
  };

  it("takes each as it is written, namespaces first", async () => {
    const { objects } = kubernetesObjects(await register(program, "update"));
    expect(objects).to.deep.equal([
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "osmo" } },
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "example", namespace: "osmo" },
        data: { level: "INFO" },
      },
    ]);
  });

  it("counts Helm releases apart, and no provider", async () => {
    expect(kubernetesObjects(await register(program, "update")).releases).to.deep.equal(["chart"]);
  });

  it("refuses an object whose name Pulumi would make", async () => {
    const registrations = await register(() => new core.v1.ConfigMap("settings", { data: {} }), "update");
    expect(() => kubernetesObjects(registrations)).to.throw("kubernetes:core/v1:ConfigMap settings has no");
  });
});

describe("podsOf", () => {
  const metadata = { name: "example", namespace: "osmo" };
  const template = { metadata: { labels: { app: "example" } }, spec: { containers: [] } };
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "example", namespace: "osmo", labels: { app: "example" } },
    spec: { containers: [] },
  };

  for (const kind of ["Deployment", "StatefulSet", "DaemonSet", "Job"]) {
    it(`gives the pod of a ${kind}`, () =>
      expect(podsOf([{ apiVersion: "example/v1", kind, metadata, spec: { template } }])).to.deep.equal([pod]));
  }

  it("gives the pod of a CronJob", () => {
    const spec = { jobTemplate: { spec: { template } } };
    expect(podsOf([{ apiVersion: "batch/v1", kind: "CronJob", metadata, spec }])).to.deep.equal([pod]);
  });

  it("gives none of what makes no pods", () =>
    expect(podsOf([{ apiVersion: "v1", kind: "ConfigMap", metadata }])).to.deep.equal([]));
});

describe("titleOf", () => {
  it("names kind, namespace and name", () => {
    const metadata = { name: "example", namespace: "osmo" };
    expect(titleOf({ apiVersion: "v1", kind: "Secret", metadata })).to.equal("Secret osmo/example");
    expect(titleOf({ apiVersion: "v1", kind: "Node", metadata: { name: "example" } })).to.equal("Node example");
  });
});
