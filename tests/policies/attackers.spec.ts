import { expect } from "chai";
import { controls } from "../../policies/controls";
import { judgeFixture } from "../../policies/framework/fixtures";
import type { FixtureResource } from "../../policies/framework/fixtures";
import { AZURE, EVIDENCE } from "../../policies/framework/resource-types";

/*
 * Stacks as somebody would write them who knows the controls and wants to get past one: the same weakness in another spelling,
 * in another place, or behind something that looks right.
 */

interface Trick {
  readonly title: string;
  /** The control that is not to be fooled. */
  readonly control: string;
  readonly stack: readonly FixtureResource[];
}

type Fields = Readonly<Record<string, unknown>>;

const GROUP = "/subscriptions/00000000-0000-4000-8000-00000000000b/resourceGroups/rg-platform";
const DIGEST = "@sha256:1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a7988";
const base64 = (text: string) => Buffer.from(text).toString("base64");

const azure = (type: string, properties: Fields, from?: FixtureResource["from"]): FixtureResource => ({
  type,
  name: "innocent",
  properties,
  from,
});
const object = (type: string, fields: Fields, name = "innocent"): FixtureResource => ({
  type,
  name,
  properties: { metadata: { name, namespace: "training" }, ...fields },
});
/** A pod that keeps to the restricted profile but for what is given. */
const pod = (spec: Fields, container: Fields = {}): FixtureResource =>
  object("kubernetes:core/v1:Pod", {
    spec: {
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      containers: [hardened("train", container)],
      ...spec,
    },
  });
const hardened = (name: string, fields: Fields = {}) => ({
  name,
  image: `platform.azurecr.io/train${DIGEST}`,
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
  ...fields,
});
const rules = (...securityRules: readonly Fields[]) =>
  azure(AZURE.networkSecurityGroup, { networkSecurityGroupName: "nsg", securityRules: [...securityRules, DENY] });
const INBOUND = { direction: "Inbound", protocol: "*", sourcePortRange: "*" };
const DENY = {
  ...INBOUND,
  name: "deny",
  access: "Deny",
  priority: 4096,
  sourceAddressPrefix: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "*",
};
const ALLOW = { ...INBOUND, name: "allow", access: "Allow", priority: 100, destinationAddressPrefix: "10.0.3.0/24" };
const osmo = (values: Fields, others: Fields = {}): FixtureResource => ({
  type: "kubernetes:helm.sh/v4:Release",
  name: "innocent",
  properties: {
    chart: "service",
    repositoryOpts: { repo: "https://helm.ngc.nvidia.com/nvidia/osmo" },
    values,
    ...others,
  },
});
const workflow = (uses: string, pin: string) =>
  azure(EVIDENCE.repositoryWorkflows, {
    workflows: [{ file: "ci.yml", permissions: {}, jobs: [{ name: "build", actions: [{ uses, pin }] }] }],
  });
const grant = (roleDefinitionId: string, scope: string) =>
  azure("azure-native:authorization/v20220401:RoleAssignment", {
    principalId: "00000000-0000-4000-8000-0000000000aa",
    principalType: "Group",
    roleDefinitionId,
    scope,
  });
const role = (...permissions: readonly Fields[]) =>
  azure(AZURE.roleDefinition, { roleName: "Reader of things", assignableScopes: [GROUP], permissions, scope: GROUP });
const MASTER_KEY = "currentMek: key1\nmeks:\n  key1: eyJrdHkiOiJvY3QiLCJraWQiOiJrZXkxIiwiayI6IkFBQUEifQ==\n";

const TRICKS: readonly Trick[] = [
  {
    title: "Owner by a GUID in capitals, below a management group's prefix instead of the subscription's",
    control: "role-assignment-least-privilege",
    stack: [
      grant(
        "/providers/Microsoft.Management/managementGroups/root/providers/Microsoft.Authorization/roleDefinitions/8E3AF657-A8FF-443C-A75C-2FE8C4BCB635",
        GROUP,
      ),
    ],
  },
  {
    title: "Contributor of a subscription, its id with a slash at the end",
    control: "role-assignment-least-privilege",
    stack: [
      grant(
        "/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c/",
        "/subscriptions/00000000-0000-4000-8000-00000000000b/",
      ),
    ],
  },
  {
    title: "a role that may write authorization, by a wildcard in the middle and in capitals",
    control: "custom-role-no-wildcard",
    stack: [role({ actions: ["MICROSOFT.AUTHORIZATION/*/WRITE"] })],
  },
  {
    title: "a role for everything, with notActions that take away what a reviewer looks for",
    control: "custom-role-no-wildcard",
    stack: [role({ actions: ["*/action", "*/write"], notActions: ["Microsoft.Authorization/*/write", "*/delete"] })],
  },
  {
    title: "a role that gives itself more later, in a second permission",
    control: "custom-role-no-wildcard",
    stack: [role({ actions: ["*/read"] }, { actions: ["Microsoft.Authorization/roleAssignments/write "] })],
  },
  ...["*", "0.0.0.0/0", "Internet", "::/0", "Any", "0.0.0.0/1", "internet"].map((source) => ({
    title: `a rule whose source is ${source}, among narrow ones in a list, for the ports 0-65535`,
    control: "nsg-explicit-rules",
    stack: [rules({ ...ALLOW, sourceAddressPrefixes: ["10.0.1.0/24", source], destinationPortRange: "0-65535" })],
  })),
  {
    title: "the internet in two halves, each of which is not everything",
    control: "nsg-explicit-rules",
    stack: [rules({ ...ALLOW, sourceAddressPrefixes: ["0.0.0.0/1", "128.0.0.0/1"], destinationPortRange: "443" })],
  },
  {
    title: "a subnet without a security group, written inside its network by an old API version",
    control: "subnet-own-nsg",
    stack: [
      azure("azure-native:network/v20230401:VirtualNetwork", {
        virtualNetworkName: "vnet",
        subnets: [{ name: "gatewaysubnet2", addressPrefix: "10.0.1.0/24" }],
      }),
    ],
  },
  {
    title: "a master key, encoded twice, in the ConfigMap of a theme",
    control: "mek-outside-configmap",
    stack: [object("kubernetes:core/v1:ConfigMap", { data: { "theme.css": base64(base64(MASTER_KEY)) } })],
  },
  {
    title: "a master key in the immutable ConfigMap's binary data, by a Patch",
    control: "mek-outside-configmap",
    stack: [object("kubernetes:core/v1:ConfigMapPatch", { binaryData: { logo: base64(base64(MASTER_KEY)) } })],
  },
  {
    title: "a password in the arguments of an init container",
    control: "no-credentials-in-environment",
    stack: [
      pod({
        initContainers: [
          hardened("setup", { command: ["sh"], args: ["-c", "psql postgresql://osmo:Tr0ub4dor-and-3@db:5432/osmo"] }),
        ],
      }),
    ],
  },
  {
    title: "a storage key that a whole Secret brings, by an innocent name",
    control: "no-storage-keys-in-workloads",
    stack: [
      object("kubernetes:core/v1:Secret", { stringData: { AZURE_STORAGE_KEY: "bm90LWEta2V5" } }, "settings"),
      pod({}, { envFrom: [{ secretRef: { name: "settings" } }] }),
    ],
  },
  {
    title: "an image of a host that only begins like the registry",
    control: "images-from-approved-registries",
    stack: [pod({}, { image: `evil.azurecr.io.attacker.com/x${DIGEST}` })],
  },
  {
    title: "an image of a host with the registry's name in its path",
    control: "images-from-approved-registries",
    stack: [pod({}, { image: `attacker.com/platform.azurecr.io/x${DIGEST}` })],
  },
  {
    title: "an image with the registry as the name of a user",
    control: "images-from-approved-registries",
    stack: [pod({}, { image: `platform.azurecr.io@attacker.com/x${DIGEST}` })],
  },
  {
    title: "a tag that looks like a digest",
    control: "images-pinned",
    stack: [pod({}, { image: `platform.azurecr.io/train:sha256-${"1f2e3d4c".repeat(8)}` })],
  },
  {
    title: "a digest of too few digits",
    control: "images-pinned",
    stack: [pod({}, { image: "platform.azurecr.io/train@sha256:1f2e3d4c" })],
  },
  {
    title: "a privileged shell that is added to a running pod",
    control: "pod-security-restricted",
    stack: [pod({ ephemeralContainers: [{ name: "debug", securityContext: { privileged: true } }] })],
  },
  {
    title: "a privileged container that a Patch slips into a Deployment",
    control: "pod-security-restricted",
    stack: [
      object("kubernetes:apps/v1:DeploymentPatch", {
        spec: { template: { spec: { containers: [{ name: "side", securityContext: { privileged: true } }] } } },
      }),
    ],
  },
  {
    title: "the node's folder through a PersistentVolume and its claim",
    control: "pod-security-restricted",
    stack: [
      object("kubernetes:core/v1:PersistentVolume", { spec: { hostPath: { path: "/" }, claimRef: { name: "data" } } }),
      object("kubernetes:core/v1:PersistentVolumeClaim", { spec: { volumeName: "innocent" } }, "data"),
      pod({ volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }] }),
    ],
  },
  {
    title: "root by a number in text",
    control: "pod-security-restricted",
    stack: [
      pod(
        {},
        { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, runAsUser: "0" } },
      ),
    ],
  },
  {
    title: "sign-in that a file of values turns off, below values that say nothing of it",
    control: "osmo-gateway-authentication",
    stack: [
      osmo(
        { gateway: { envoy: { enabled: true } } },
        { valueYamlFiles: [{ text: "gateway:\n  oauth2Proxy:\n    enabled: false\n" }] },
      ),
    ],
  },
  ...["False", "false"].map((word) => ({
    title: `a read-only root that is "${word}" in text`,
    control: "workload-read-only-root",
    stack: [osmo({ gateway: { envoy: { securityContext: { readOnlyRootFilesystem: word } } } })],
  })),
  {
    title: "a switch of OSMO's configuration file that is the text False, which a template takes for on",
    control: "mek-outside-configmap",
    stack: [osmo({ services: { configFile: { enabled: "False" } } })],
  },
  {
    title: "key access to storage by the word True, through the SDK of an old version",
    control: "storage-shared-key-disabled",
    stack: [azure("azure-native_storage_v20230101:storage:StorageAccount", { allowSharedKeyAccess: "True" })],
  },
  {
    title: "a federated subject with a wildcard in the middle, by an expression",
    control: "github-federation-scoped",
    stack: [
      azure(AZURE.federatedIdentityCredential, {
        issuer: "https://token.actions.githubusercontent.com",
        audiences: ["api://AzureADTokenExchange"],
        claimsMatchingExpression: {
          value: "claims['sub'] matches 'repo:example/plat*:environment:prod'",
          languageVersion: 1,
        },
      }),
    ],
  },
  {
    title: "an issuer in capitals, so that nobody takes it for GitHub's",
    control: "github-federation-scoped",
    stack: [
      azure(AZURE.federatedIdentityCredential, {
        issuer: "HTTPS://Token.Actions.GitHubUserContent.com/",
        audiences: ["api://AzureADTokenExchange"],
        subject: "repo:example/platform:pull_request",
      }),
    ],
  },
  {
    title: "an action by a short SHA that the evidence calls a commit",
    control: "actions-pinned",
    stack: [workflow("actions/checkout@0123456", "commit")],
  },
  {
    title: "an action by a tag of forty characters",
    control: "actions-pinned",
    stack: [workflow(`actions/checkout@v${"1.2.3-release".repeat(3)}`, "commit")],
  },
  {
    title: "an action by a kind of pin that every object has",
    control: "actions-pinned",
    stack: [workflow("attacker/action@main", "constructor")],
  },
  {
    title: "a network policy with an empty peer",
    control: "network-policy-not-allow-all",
    stack: [
      object("kubernetes:networking.k8s.io/v1:NetworkPolicy", {
        spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [{}] }] },
      }),
    ],
  },
  {
    title: "a network policy with a peer of all namespaces and their pods",
    control: "network-policy-not-allow-all",
    stack: [
      object("kubernetes:extensions/v1beta1:NetworkPolicy", {
        spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {}, podSelector: {} }] }] },
      }),
    ],
  },
  {
    title: 'a cluster that names "none" as its engine of network policies',
    control: "network-policy-engine",
    stack: [azure(AZURE.managedCluster, { networkProfile: { networkPlugin: "azure", networkPolicy: "none" } })],
  },
  {
    title: "a key for etcd that is given, and turned off in text",
    control: "etcd-encrypted-with-customer-key",
    stack: [
      azure(AZURE.managedCluster, {
        securityProfile: {
          azureKeyVaultKms: {
            enabled: "False",
            keyId: "https://kv-platform.vault.azure.net/keys/etcd/0123456789abcdef0123456789abcdef",
            keyVaultNetworkAccess: "Private",
          },
        },
      }),
    ],
  },
  {
    title: "a database of managed Redis that speaks plain text behind a cluster that asks for TLS 1.2",
    control: "redis-private-and-encrypted",
    stack: [
      azure(AZURE.redisEnterprise, { clusterName: "redis", minimumTlsVersion: "1.2", publicNetworkAccess: "Disabled" }),
      { ...azure(AZURE.redisEnterpriseDatabase, { clusterName: "redis", clientProtocol: "PLAINTEXT" }), name: "db" },
    ],
  },
  {
    title: "cluster-admin for everybody who is signed in, by a binding of an old version",
    control: "rbac-no-cluster-admin",
    stack: [
      object("kubernetes:rbac.authorization.k8s.io/v1beta1:ClusterRoleBinding", {
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
        subjects: [{ kind: "Group", name: "system:authenticated" }],
      }),
    ],
  },
  {
    title: "a role that may do everything by naming every verb, and a wildcard for the resources",
    control: "rbac-no-wildcard",
    stack: [
      object("kubernetes:rbac.authorization.k8s.io/v1:Role", {
        rules: [{ apiGroups: [""], resources: ["pods", "*"], verbs: ["get", "list", "create"] }],
      }),
    ],
  },
  {
    title: "a load balancer inside the network, but for a capital letter",
    control: "osmo-gateway-private",
    stack: [
      osmo({
        gateway: {
          envoy: {
            service: {
              type: "LoadBalancer",
              annotations: { "service.beta.kubernetes.io/azure-load-balancer-internal": "True" },
            },
          },
        },
      }),
    ],
  },
  {
    title: "a firewall rule for every host, as a pattern of a whole top-level domain",
    control: "firewall-allow-list",
    stack: [
      azure(AZURE.firewallRuleCollectionGroup, {
        ruleCollections: [
          {
            name: "allow",
            ruleCollectionType: "FirewallPolicyFilterRuleCollection",
            action: { type: "Allow" },
            rules: [
              { ruleType: "ApplicationRule", name: "all", sourceAddresses: ["10.0.1.0/24"], targetFqdns: ["*.com"] },
            ],
          },
        ],
      }),
    ],
  },
  {
    title: "a route past the firewall for one half of the internet",
    control: "egress-through-firewall",
    stack: [
      azure(AZURE.managedCluster, {
        networkProfile: { outboundType: "userDefinedRouting" },
        agentPoolProfiles: [
          { name: "system", vnetSubnetID: `${GROUP}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/nodes` },
        ],
      }),
      {
        type: AZURE.subnet,
        name: "nodes",
        properties: {
          virtualNetworkName: "vnet",
          subnetName: "nodes",
          routeTable: { id: `${GROUP}/providers/Microsoft.Network/routeTables/rt` },
        },
      },
      {
        type: AZURE.routeTable,
        name: "routes",
        properties: {
          routeTableName: "rt",
          routes: [
            { addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.0.0.4" },
            { addressPrefix: "128.0.0.0/1", nextHopType: "Internet" },
          ],
        },
      },
    ],
  },
  {
    title: "a token of a service account that never ends, in a Secret of an opaque name",
    control: "token-expiry",
    stack: [object("kubernetes:core/v1:Secret", { type: "kubernetes.io/service-account-token" }, "theme")],
  },
];

describe("controls are not fooled by", () => {
  for (const { title, control: name, stack } of TRICKS) {
    it(`${title} (${name})`, () => {
      const control = controls.find((each) => each.name === name);
      const findings = control ? judgeFixture(control, { title, resources: stack }) : [];
      expect(findings.map(({ verdict }) => verdict)).to.include("fail");
    });
  }

  it("twenty tricks at least", () => expect(TRICKS.length).to.be.at.least(20));
});
