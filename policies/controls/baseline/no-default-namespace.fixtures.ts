import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { noDefaultNamespace } from "./no-default-namespace";

const object = (type: string, namespace?: unknown, name = "trainer"): FixtureResource => ({
  type,
  name,
  properties: { metadata: { name, ...(namespace !== undefined && { namespace }) } },
});
const release = (properties: Record<string, unknown>): FixtureResource => ({
  type: "kubernetes:helm.sh/v3:Release",
  name: "osmo",
  properties: { chart: "service", ...properties },
});
const DEPLOYMENT = "kubernetes:apps/v1:Deployment";

export default fixtures(noDefaultNamespace, {
  pass: [
    { title: "a namespace of its own", resources: [object(DEPLOYMENT, "training")] },
    { title: "a Helm release with one", resources: [release({ namespace: "osmo" })] },
  ],
  fail: [
    { title: "the default namespace", resources: [object(DEPLOYMENT, "default")] },
    { title: "no namespace", resources: [object(DEPLOYMENT)] },
    { title: "an empty one", resources: [object(DEPLOYMENT, "")] },
    { title: "a Secret", resources: [object("kubernetes:core/v1:Secret", "default")] },
    { title: "a ConfigMap as a custom resource", resources: [object("kubernetes:v1:ConfigMap", "default")] },
    { title: "a Job, patched", resources: [object("kubernetes:batch/v1:JobPatch", "default")] },
    { title: "an account", resources: [object("kubernetes:core/v1:ServiceAccount", "default")] },
    { title: "a Helm release without one", resources: [release({})] },
    {
      title: "a Helm release that names one in its values only",
      resources: [release({ namespace: "default", values: { namespace: "osmo" } })],
    },
  ],
  unknown: [
    { title: "the namespace is not known yet", resources: [object(DEPLOYMENT, unknown)] },
    { title: "a patch of whatever has the name", resources: [object("kubernetes:apps/v1:DeploymentPatch")] },
  ],
  notApplicable: [
    { title: "an object without namespace", resources: [object("kubernetes:core/v1:Namespace")] },
    {
      title: "what makes the default namespace safer",
      resources: [
        object("kubernetes:networking.k8s.io/v1:NetworkPolicy", "default"),
        object("kubernetes:core/v1:ServiceAccountPatch", "default", "default"),
      ],
    },
  ],
});
