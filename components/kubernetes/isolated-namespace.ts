import * as core from "@pulumi/kubernetes/core";
import * as networking from "@pulumi/kubernetes/networking";
import * as pulumi from "@pulumi/pulumi";
import { CLIENT_ID_ANNOTATION } from "./client-id-annotation";
import type { NamespaceLimits } from "./namespace-limits";
import { ENFORCED_VERSION } from "./namespaces";
import type { NamespaceDesign, PodSecurity } from "./namespaces";
import { REASON } from "./network/network-policies";

/** Who pods of a namespace are to the API server, and to Azure. */
export interface NamespaceAccount {
  readonly name: string;
  /** Client id of the workload identity that trusts this account. Left out, it is nobody to Azure. */
  readonly clientId?: pulumi.Input<string>;
  /** Whether its pods call the API server, and get a token for it. Default false. */
  readonly usesApi?: boolean;
}

export interface IsolatedNamespaceArgs {
  readonly design: NamespaceDesign;
  /** Labels beside the platform's own, such as admission's. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Accounts beside `default`, which is always there; an entry of that name says who it is. */
  readonly serviceAccounts?: readonly NamespaceAccount[];
}

type Account = core.v1.ServiceAccount | core.v1.ServiceAccountPatch;

/** Labels that every namespace of the platform has. */
export const PLATFORM_LABELS = {
  "app.kubernetes.io/part-of": "physical-ai",
  "app.kubernetes.io/managed-by": "pulumi",
} as const;

/**
 * A namespace in which nothing reaches or is reached but what the list says, pods keep to a level of Pod Security and to
 * quotas, and accounts have no token that they do not use. What runs there depends on this component as a whole. Closes D-1;
 * part of S-1, I-3, I-4 and E-2.
 *
 * The account `default` is made by a controller a moment after the namespace. What is said of it here is a patch, which adds to
 * what the controller made, or comes first and is added to: Pulumi refuses to make anew what is there already.
 */
export class IsolatedNamespace extends pulumi.ComponentResource {
  readonly namespace: core.v1.Namespace;
  readonly name: pulumi.Output<string>;
  private readonly accounts: ReadonlyMap<string, Account>;

  constructor(name: string, args: IsolatedNamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:kubernetes:IsolatedNamespace", name, {}, opts);
    const { design, serviceAccounts = [] } = args;
    this.namespace = new core.v1.Namespace(
      name,
      {
        metadata: {
          name: design.name,
          labels: { ...args.labels, ...PLATFORM_LABELS, ...podSecurityLabels(design.podSecurity) },
          annotations: { [REASON]: design.podSecurity.why },
        },
      },
      { parent: this },
    );
    this.name = this.namespace.metadata.name;
    // The namespace takes them with it; deleted one by one, what still runs would be without them.
    const inside = { parent: this, dependsOn: [this.namespace], deletedWith: this.namespace };
    for (const { metadata, spec } of design.policies) {
      new networking.v1.NetworkPolicy(`${name}-${metadata.name}`, { metadata, spec }, inside);
    }
    this.limit(name, design, inside);
    const named = serviceAccounts.some((account) => account.name === DEFAULT_ACCOUNT.name);
    this.accounts = new Map(
      [...(named ? [] : [DEFAULT_ACCOUNT]), ...serviceAccounts].map((account) => [
        account.name,
        account.name === DEFAULT_ACCOUNT.name
          ? new core.v1.ServiceAccountPatch(`${name}-${account.name}`, accountArgs(design.name, account), inside)
          : new core.v1.ServiceAccount(`${name}-${account.name}`, accountArgs(design.name, account), inside),
      ]),
    );
    this.registerOutputs({ name: this.name });
  }

  /**
   * One of the namespace's accounts.
   *
   * @throws Error for one that the arguments do not have
   */
  serviceAccount(name: string): Account {
    const account = this.accounts.get(name);
    if (!account) throw new Error(`The namespace has no service account "${name}".`);
    return account;
  }

  private limit(
    name: string,
    { name: namespace, limits }: NamespaceDesign,
    inside: pulumi.CustomResourceOptions,
  ): void {
    const annotations = { [REASON]: limits.why };
    new core.v1.ResourceQuota(
      `${name}-quota`,
      { metadata: { name: "quota", namespace, annotations }, spec: { hard: { ...limits.quota } } },
      inside,
    );
    for (const quota of limits.furtherQuotas ?? []) {
      new core.v1.ResourceQuota(
        `${name}-${quota.name}`,
        { metadata: { name: quota.name, namespace, annotations }, spec: quota.spec },
        inside,
      );
    }
    new core.v1.LimitRange(
      `${name}-containers`,
      { metadata: { name: "containers", namespace, annotations }, spec: { limits: [containerLimits(limits)] } },
      inside,
    );
  }
}

const DEFAULT_ACCOUNT: NamespaceAccount = { name: "default" };

function accountArgs(namespace: string, { name, clientId, usesApi = false }: NamespaceAccount) {
  return {
    metadata: {
      name,
      namespace,
      labels: { ...PLATFORM_LABELS },
      ...(clientId !== undefined && { annotations: { [CLIENT_ID_ANNOTATION]: clientId } }),
    },
    automountServiceAccountToken: usesApi,
  };
}

/** Kubernetes' own labels of a level, and of the release that it is judged by. */
export function podSecurityLabels({ enforce, warn, audit }: PodSecurity): Readonly<Record<string, string>> {
  const label = "pod-security.kubernetes.io";
  return {
    [`${label}/enforce`]: enforce,
    [`${label}/enforce-version`]: ENFORCED_VERSION,
    [`${label}/warn`]: warn,
    [`${label}/warn-version`]: "latest",
    [`${label}/audit`]: audit,
    [`${label}/audit-version`]: "latest",
  };
}

function containerLimits({ defaults, most }: NamespaceLimits) {
  return {
    type: "Container",
    defaultRequest: { ...defaults.requests },
    ...(defaults.limits && { default: { ...defaults.limits } }),
    ...(most && { max: { ...most } }),
  };
}
