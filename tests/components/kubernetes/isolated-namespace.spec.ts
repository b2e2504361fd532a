import { expect } from "chai";
import { IsolatedNamespace } from "../../../components/kubernetes/isolated-namespace";
import type { IsolatedNamespaceArgs } from "../../../components/kubernetes/isolated-namespace";
import { namespaceDesigns } from "../../../components/kubernetes/namespaces";
import type { NamespaceName } from "../../../components/kubernetes/namespaces";
import { register } from "../registered";
import type { Registered, Registrations } from "../registered";
import { prod } from "./network/stacks";

const designOf = (name: NamespaceName) => namespaceDesigns(prod).find((design) => design.name === name)!;
const namespaceOf = (args: Omit<IsolatedNamespaceArgs, "design">, name: NamespaceName = "osmo-workflows") =>
  register(() => new IsolatedNamespace(name, { design: designOf(name), ...args }), "update");
const of = (registered: Registrations, kind: string): Registered[] =>
  registered.all.filter(({ type }) => type.startsWith("kubernetes:") && type.endsWith(`:${kind}`));
const inputsOf = (registered: Registrations, kind: string) => of(registered, kind).map(({ inputs }) => inputs);
/** The default account is there already, and only patched. */
const accountsOf = (registered: Registrations) => [
  ...inputsOf(registered, "ServiceAccountPatch"),
  ...inputsOf(registered, "ServiceAccount"),
];

describe("IsolatedNamespace", () => {
  let registered: Registrations;
  before(async () => {
    registered = await namespaceOf({
      labels: { "physical-ai.io/admission": "workloads" },
      serviceAccounts: [{ name: "osmo-workflow", clientId: "client-of-workflows" }],
    });
  });

  it("carries the level of Pod Security, the platform's labels, and those it is given", () => {
    expect(inputsOf(registered, "Namespace").map(({ metadata }) => metadata)).to.deep.equal([
      {
        name: "osmo-workflows",
        labels: {
          "physical-ai.io/admission": "workloads",
          "app.kubernetes.io/part-of": "physical-ai",
          "app.kubernetes.io/managed-by": "pulumi",
          "pod-security.kubernetes.io/enforce": "baseline",
          "pod-security.kubernetes.io/enforce-version": "v1.34",
          "pod-security.kubernetes.io/warn": "restricted",
          "pod-security.kubernetes.io/warn-version": "latest",
          "pod-security.kubernetes.io/audit": "restricted",
          "pod-security.kubernetes.io/audit-version": "latest",
        },
        annotations: {
          "physical-ai.io/why":
            "Images of users often run as root; nobody gets the node's namespaces, paths or devices",
        },
      },
    ]);
  });

  it("lets no label that it is given lower the level", async () => {
    const given = await namespaceOf({ labels: { "pod-security.kubernetes.io/enforce": "privileged" } });
    const { labels } = inputsOf(given, "Namespace")[0]!.metadata as { labels: Record<string, string> };
    expect(labels["pod-security.kubernetes.io/enforce"]).to.equal("baseline");
  });

  it("denies everything, and allows what its design lists", () => {
    expect(of(registered, "NetworkPolicy").map(({ name }) => name)).to.deep.equal([
      "osmo-workflows-default-deny",
      "osmo-workflows-workflows",
    ]);
    expect(inputsOf(registered, "NetworkPolicy")[0]).to.deep.include({
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    });
  });

  it("limits what its pods take together, and each container", () => {
    expect(inputsOf(registered, "ResourceQuota")[0]!.spec).to.deep.equal({
      hard: {
        pods: "1000",
        "requests.cpu": "384",
        "requests.memory": "2816Gi",
        "requests.nvidia.com/gpu": "8",
        persistentvolumeclaims: "0",
        "services.loadbalancers": "0",
        "services.nodeports": "0",
      },
    });
    expect(inputsOf(registered, "LimitRange")[0]!.spec).to.deep.equal({
      limits: [
        {
          type: "Container",
          defaultRequest: { cpu: "1", memory: "4Gi" },
          default: { cpu: "2", memory: "8Gi" },
          max: { cpu: "96", memory: "1900Gi" },
        },
      ],
    });
  });

  it("mounts no token for the API server, neither of the default account nor of its own", () => {
    const accounts = accountsOf(registered).map(({ metadata, automountServiceAccountToken }) => ({
      ...(metadata as { name: string; annotations?: object }),
      automountServiceAccountToken,
    }));
    const labels = { "app.kubernetes.io/part-of": "physical-ai", "app.kubernetes.io/managed-by": "pulumi" };
    expect(accounts).to.deep.equal([
      { name: "default", namespace: "osmo-workflows", labels, automountServiceAccountToken: false },
      {
        name: "osmo-workflow",
        namespace: "osmo-workflows",
        labels,
        annotations: { "azure.workload.identity/client-id": "client-of-workflows" },
        automountServiceAccountToken: false,
      },
    ]);
  });

  it("mounts a token for an account that uses the API server", async () => {
    const given = await namespaceOf({ serviceAccounts: [{ name: "token-rotation", usesApi: true }] });
    const mounted = accountsOf(given).map(({ automountServiceAccountToken }) => automountServiceAccountToken);
    expect(mounted).to.deep.equal([false, true]);
  });

  it("patches the default account once, also where it is somebody to Azure", async () => {
    const given = await namespaceOf(
      { serviceAccounts: [{ name: "default", clientId: "client-of-training" }] },
      "azureml",
    );
    const accounts = accountsOf(given).map(({ metadata }) => metadata);
    expect(accounts).to.deep.equal([
      {
        name: "default",
        namespace: "azureml",
        labels: { "app.kubernetes.io/part-of": "physical-ai", "app.kubernetes.io/managed-by": "pulumi" },
        annotations: { "azure.workload.identity/client-id": "client-of-training" },
      },
    ]);
  });

  it("hands out its accounts by name, and no others", async () => {
    let asked: (() => unknown) | undefined;
    await register(() => {
      const isolated = new IsolatedNamespace("azureml", { design: designOf("azureml") });
      expect(isolated.serviceAccount("default")).to.exist;
      asked = () => isolated.serviceAccount("training");
    }, "update");
    expect(asked).to.throw('no service account "training"');
  });

  it("registers under the namespace's name all that is in it", () => {
    const inside = registered.all.filter(({ type }) => type.startsWith("kubernetes:") && !type.endsWith(":Namespace"));
    const namespaces = inside.map(({ inputs }) => (inputs.metadata as { namespace: string }).namespace);
    expect(new Set(namespaces)).to.deep.equal(new Set(["osmo-workflows"]));
  });
});
