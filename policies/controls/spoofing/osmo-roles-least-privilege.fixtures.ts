import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { KUBERNETES } from "../../framework/resource-types";
import { osmoRolesLeastPrivilege } from "./osmo-roles-least-privilege";

const policy = (actions: unknown, resources?: unknown, effect?: string) => ({
  actions,
  ...(resources !== undefined && { resources }),
  ...(effect && { effect }),
});
const role = (...policies: readonly unknown[]) => ({ policies, external_roles: [] });

const OWN_TOKENS = policy(["auth:Token"], []);
const NARROW = {
  "osmo-default": role(policy(["auth:Login", "auth:Refresh", "profile:*", "system:Health"], ["*"]), OWN_TOKENS),
  "osmo-user": role(policy(["workflow:Create", "workflow:Read"], ["pool/default"]), OWN_TOKENS),
};

const configured = (configs: unknown, properties: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:helm.sh/v3:Release",
  name: "control-plane",
  properties: {
    chart: "service",
    repositoryOpts: { repo: "https://helm.ngc.nvidia.com/nvidia/osmo" },
    values: { services: { configs } },
    ...properties,
  },
});
const release = (roles: unknown, properties?: Record<string, unknown>) =>
  configured({ enabled: true, roles }, properties);
const rendered = (text: unknown): FixtureResource => ({
  type: KUBERNETES.configMap,
  name: "osmo-service-configs",
  properties: { data: { "config.yaml": text } },
});

export default fixtures(osmoRolesLeastPrivilege, {
  pass: [
    { title: "everybody and users for themselves", resources: [release(NARROW)] },
    {
      title: "one role for everything, which only a claim of its own name gives",
      resources: [
        release({ ...NARROW, "osmo-admin": { ...role(policy(["*:*"], ["*"])), external_roles: ["osmo-admin"] } }),
      ],
    },
    {
      title: "a role that replaces the tokens of one user",
      resources: [release({ ...NARROW, rotator: role(policy(["auth:Token"], ["user/backend-operator"])) })],
    },
    {
      title: "everything is denied",
      resources: [release({ ...NARROW, suspended: role(policy(["*:*"], ["*"], "Deny")) })],
    },
    {
      title: "the chart that is to replace the others",
      resources: [configured({}, { chart: "osmo", values: { configuration: { enabled: true, roles: NARROW } } })],
    },
    {
      title: "a rendered configuration",
      resources: [
        rendered("roles:\n  osmo-default:\n    policies:\n    - actions: [auth:Login]\n      resources: []\n"),
      ],
    },
  ],
  fail: [
    {
      title: "everybody may do everything",
      resources: [release({ ...NARROW, "osmo-default": role(policy(["*:*"], ["*"])) })],
    },
    { title: "the same in one star", resources: [release({ ...NARROW, operators: role(policy(["*"], ["*"])) })] },
    {
      title: "every action on every pool",
      resources: [release({ ...NARROW, operators: role(policy(["workflow:List", "*:*"], ["pool/*"])) })],
    },
    { title: "the roles of the chart, which issue tokens for anybody", resources: [configured({ enabled: true })] },
    {
      title: "users keep the chart's role",
      resources: [release({ "osmo-default": NARROW["osmo-default"] })],
    },
    { title: "the roles are the database's", resources: [configured({ roles: NARROW })] },
    {
      title: "everybody may issue tokens for anybody",
      resources: [release({ ...NARROW, "osmo-default": role(policy(["auth:Token"], ["*"])) })],
    },
    {
      title: "a role may issue tokens for every user",
      resources: [release({ ...NARROW, support: role(policy(["auth:*"], ["user/*"])) })],
    },
    {
      title: "a role may issue tokens for users of a certain beginning",
      resources: [release({ ...NARROW, support: role(policy(["auth:Token"], ["use*"])) })],
    },
    {
      title: "an action that is not known yet beside one that issues tokens",
      resources: [release({ ...NARROW, support: role(policy([unknown, "auth:Token"], ["*"])) })],
    },
    {
      title: "everybody may see the configuration",
      resources: [release({ ...NARROW, "osmo-default": role(policy(["auth:Login", "config:Read"], ["*"])) })],
    },
    {
      title: "other roles make administrators",
      resources: [
        release({ ...NARROW, "osmo-admin": { ...role(policy(["*:*"], ["*"])), external_roles: ["everyone"] } }),
      ],
    },
    {
      title: "a file of values widens a role",
      resources: [
        release(NARROW, {
          valueYamlFiles: [
            {
              text: 'services: { configs: { roles: { staff: { policies: [{ actions: ["*:*"], resources: ["*"] }] } } } }',
            },
          ],
        }),
      ],
    },
    {
      title: "a rendered configuration",
      resources: [rendered('roles:\n  osmo-default:\n    policies:\n    - actions: ["*:*"]\n      resources: ["*"]\n')],
    },
  ],
  unknown: [
    { title: "the roles are not known yet", resources: [release(unknown)] },
    {
      title: "what a role allows is not known yet",
      resources: [release({ ...NARROW, staff: role(policy(unknown, ["*"])) })],
    },
    {
      title: "a resource is not known yet",
      resources: [release({ ...NARROW, staff: role(policy(["auth:Token"], [unknown])) })],
    },
    {
      title: "whether roles are configured is not known yet",
      resources: [configured({ enabled: unknown, roles: NARROW })],
    },
  ],
  notApplicable: [
    { title: "the backend's chart", resources: [configured({}, { chart: "backend-operator" })] },
    { title: "another ConfigMap", resources: [rendered("level: info\n")] },
    { title: "a configuration that is not known yet", resources: [rendered(unknown)] },
  ],
});
