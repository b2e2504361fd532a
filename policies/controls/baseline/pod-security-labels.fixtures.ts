import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { podSecurityLabels } from "./pod-security-labels";

const LABELS = {
  "pod-security.kubernetes.io/enforce": "restricted",
  "pod-security.kubernetes.io/audit": "restricted",
  "pod-security.kubernetes.io/warn": "restricted",
};
const namespace = (labels?: unknown, type = "kubernetes:core/v1:Namespace"): FixtureResource => ({
  type,
  name: "training",
  properties: { metadata: { name: "training", ...(labels !== undefined && { labels }) } },
});

export default fixtures(podSecurityLabels, {
  pass: [
    { title: "all three modes are restricted", resources: [namespace(LABELS)] },
    {
      title: "baseline is enforced, in a version that is given, and the rest is told",
      resources: [
        namespace({
          ...LABELS,
          "pod-security.kubernetes.io/enforce": "baseline",
          "pod-security.kubernetes.io/enforce-version": "v1.34",
        }),
      ],
    },
  ],
  fail: [
    { title: "no labels, which is privileged", resources: [namespace()] },
    { title: "warnings alone", resources: [namespace({ "pod-security.kubernetes.io/warn": "restricted" })] },
    {
      title: "privileged is enforced",
      resources: [namespace({ ...LABELS, "pod-security.kubernetes.io/enforce": "privileged" })],
    },
    {
      title: "the audit log is left out",
      resources: [
        namespace({
          "pod-security.kubernetes.io/enforce": "restricted",
          "pod-security.kubernetes.io/warn": "restricted",
        }),
      ],
    },
    {
      title: "warnings for nothing",
      resources: [namespace({ ...LABELS, "pod-security.kubernetes.io/warn": "privileged" })],
    },
    {
      title: "a level that does not exist",
      resources: [namespace({ ...LABELS, "pod-security.kubernetes.io/enforce": "strict" })],
    },
    {
      title: "standards of a version that hardly had any",
      resources: [namespace({ ...LABELS, "pod-security.kubernetes.io/enforce-version": "v1.0" })],
    },
    {
      title: "a patch that takes the level away from a namespace that is there",
      resources: [
        namespace(
          { ...LABELS, "pod-security.kubernetes.io/enforce": "privileged" },
          "kubernetes:core/v1:NamespacePatch",
        ),
      ],
    },
  ],
  unknown: [
    { title: "the labels are not known yet", resources: [namespace(unknown)] },
    {
      title: "the level is not known yet",
      resources: [namespace({ ...LABELS, "pod-security.kubernetes.io/enforce": unknown })],
    },
    {
      title: "a patch that says nothing of the audit log",
      resources: [
        namespace(
          { "pod-security.kubernetes.io/enforce": "restricted", "pod-security.kubernetes.io/warn": "restricted" },
          "kubernetes:core/v1:NamespacePatch",
        ),
      ],
    },
  ],
  notApplicable: [{ title: "another kind", resources: [namespace({}, "kubernetes:core/v1:ConfigMap")] }],
});
