import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { serviceAccountTokenMount } from "./service-account-token-mount";

type Fields = Readonly<Record<string, unknown>>;

const OFF = { automountServiceAccountToken: false };
const ON = { automountServiceAccountToken: true };
const pod = (spec: unknown, namespace: unknown = "training"): FixtureResource => ({
  type: "kubernetes:core/v1:Pod",
  name: "trainer",
  properties: { metadata: { name: "trainer", namespace }, spec },
});
const account = (fields: Fields, name: unknown = "trainer", type = "ServiceAccount"): FixtureResource => ({
  type: `kubernetes:core/v1:${type}`,
  name: "account",
  properties: { metadata: { name, namespace: "training" }, ...fields },
});

export default fixtures(serviceAccountTokenMount, {
  pass: [
    { title: "the pod takes none", resources: [pod(OFF)] },
    { title: "the account gives none", resources: [account(OFF)] },
    {
      title: "the pod says nothing, and its account gives none",
      resources: [account(OFF), pod({ serviceAccountName: "trainer" })],
    },
    {
      title: "the pod names no account, and the namespace's own gives none",
      resources: [account(OFF, "default", "ServiceAccountPatch"), pod({})],
    },
  ],
  fail: [
    { title: "the pod says nothing, and its account is not known to give none", resources: [pod({})] },
    { title: "the pod takes one", resources: [pod(ON)] },
    {
      title: "the pod takes one from an account that gives none by itself",
      resources: [account(OFF), pod({ ...ON, serviceAccountName: "trainer" })],
    },
    { title: "the account says nothing", resources: [account({})] },
    { title: "the account gives one to each pod", resources: [account(ON)] },
    {
      title: "an account of that name in another namespace gives none",
      resources: [account(OFF), pod({ serviceAccountName: "trainer" }, "simulation")],
    },
    {
      title: "the pod of a CronJob",
      resources: [
        {
          type: "kubernetes:batch/v1:CronJob",
          name: "nightly",
          properties: {
            metadata: { namespace: "training" },
            spec: { jobTemplate: { spec: { template: { spec: {} } } } },
          },
        },
      ],
    },
  ],
  unknown: [
    { title: "the pod is not known yet", resources: [pod(unknown)] },
    { title: "the setting is not known yet", resources: [pod({ automountServiceAccountToken: unknown })] },
    { title: "the pod's account is not known yet", resources: [pod({ serviceAccountName: unknown })] },
    {
      title: "the account's setting is not known yet",
      resources: [account({ automountServiceAccountToken: unknown })],
    },
    {
      title: "whether the account is the pod's is not known yet",
      resources: [account(OFF, unknown), pod({ serviceAccountName: "trainer" })],
    },
    {
      title: "a patch of an account that says nothing of it",
      resources: [account({}, "default", "ServiceAccountPatch")],
    },
  ],
  notApplicable: [
    {
      title: "neither pods nor accounts",
      resources: [{ type: "kubernetes:core/v1:ConfigMap", name: "settings", properties: {} }],
    },
  ],
});
