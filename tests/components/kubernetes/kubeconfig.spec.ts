import * as containerservice from "@pulumi/azure-native/containerservice";
import * as resources from "@pulumi/azure-native/resources";
import { expect } from "chai";
import fc from "fast-check";
import { CLUSTER_LOGINS } from "../../../components/compute/cluster-choices";
import type { ClusterLogin } from "../../../components/compute/cluster-choices";
import { clusterProvider } from "../../../components/kubernetes/cluster-provider";
import { apiServerOf, kubeconfig } from "../../../components/kubernetes/kubeconfig";
import { userKubeconfig } from "../../../offline/providers/azure-native/user-kubeconfig";
import { at, register } from "../registered";

const API_SERVER = { server: "https://aks.private.azmk8s.io:443", certificateAuthority: "Q0E=" };

const made = (login: ClusterLogin) =>
  JSON.parse(kubeconfig({ ...API_SERVER, clusterName: "aks", tenantId: "tenant", login })) as unknown;
const execOf = (login: ClusterLogin) => at(made(login), "users.0.user.exec") as Record<string, unknown>;

/** A kubeconfig as AKS gives it to users, with something else about the user. */
const handedOut = (user: object, cluster: object = {}) =>
  JSON.stringify({
    clusters: [
      { name: "aks", cluster: { server: "https://aks:443", "certificate-authority-data": "Q0E=", ...cluster } },
    ],
    users: [{ name: "clusterUser", user }],
  });
const refusal = (text: string): string => {
  try {
    apiServerOf(text);
    return "none";
  } catch (error) {
    return (error as Error).message;
  }
};

describe("kubeconfig of whoever deploys", () => {
  it("gets tokens by kubelogin, for the application of AKS and in the cluster's tenant", () => {
    expect(made("azurecli")).to.deep.equal({
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        { name: "aks", cluster: { server: "https://aks.private.azmk8s.io:443", "certificate-authority-data": "Q0E=" } },
      ],
      users: [
        {
          name: "aks",
          user: {
            exec: {
              apiVersion: "client.authentication.k8s.io/v1",
              command: "kubelogin",
              args: [
                "get-token",
                "--login",
                "azurecli",
                "--server-id",
                "6dae42f8-4368-4678-94ff-3960e28e3630",
                "--tenant-id",
                "tenant",
              ],
              installHint:
                "kubelogin is missing: az aks install-cli, or https://azure.github.io/kubelogin/install.html",
              interactiveMode: "Never",
              provideClusterInfo: false,
            },
          },
        },
      ],
      contexts: [{ name: "aks", context: { cluster: "aks", user: "aks" } }],
      "current-context": "aks",
    });
  });

  it("signs in as is configured, with a command alone", () => {
    for (const login of CLUSTER_LOGINS) {
      expect(Object.keys(at(made(login), "users.0.user") as object)).to.deep.equal(["exec"]);
      expect((execOf(login).args as string[]).slice(1, 3)).to.deep.equal(["--login", login]);
    }
  });

  it("asks a person for a device code as the application for people", () => {
    expect((execOf("devicecode").args as string[]).slice(-2)).to.deep.equal([
      "--client-id",
      "80faf920-1908-4b52-b5ef-a8e7bedfc67a",
    ]);
    expect(execOf("devicecode").interactiveMode).to.equal("IfAvailable");
  });
});

describe("API server of the kubeconfig for users", () => {
  it("is the one that is told, with the authority that vouches for it", () => {
    const texts = fc.record({
      server: fc.uuid().map((host) => `https://${host}.private.azmk8s.io:443`),
      certificateAuthority: fc.base64String({ minLength: 4 }),
    });
    fc.assert(
      fc.property(texts, fc.constantFrom(...CLUSTER_LOGINS), (apiServer, login) => {
        const text = kubeconfig({ ...apiServer, clusterName: "aks", tenantId: "tenant", login });
        expect(apiServerOf(text)).to.deep.equal(apiServer);
      }),
    );
  });

  it("is refused with any credential, by its name and without its value", () => {
    for (const key of [
      "token",
      "password",
      "client-key-data",
      "client-certificate-data",
      "auth-provider",
      "tokenFile",
    ]) {
      const message = refusal(handedOut({ exec: {}, [key]: "hush-hush" }));
      expect(message, key).to.contain(`credentials (${key})`).and.to.contain("disableLocalAccounts");
      expect(message, key).not.to.contain("hush-hush");
    }
  });

  it("is refused without its authority, or in the clear", () => {
    for (const cluster of [{ "certificate-authority-data": "" }, { server: "http://aks" }, { server: undefined }]) {
      expect(refusal(handedOut({ exec: {} }, cluster))).to.contain("names no API server");
    }
  });

  it("is refused as no YAML without a word of what was there", () => {
    expect(refusal("token: hush-hush\n\t- : {")).to.equal("The cluster's kubeconfig is no YAML.");
    expect(refusal("")).to.equal("The cluster's kubeconfig is no YAML.");
  });
});

describe("provider of the cluster", () => {
  const build = async (mode: "preview" | "update") => {
    const registered = await register(() => {
      const resourceGroup = new resources.ResourceGroup("rg", { resourceGroupName: "rg" });
      const cluster = new containerservice.ManagedCluster("aks", { resourceGroupName: resourceGroup.name });
      clusterProvider(cluster, {
        placement: { resourceGroup },
        cluster: { cluster, oidcIssuer: cluster.oidcIssuerProfile.apply((profile) => profile?.issuerURL ?? "") },
        tenantId: "tenant",
        login: "workloadidentity",
      });
    }, mode);
    const [provider] = registered.all.filter(({ type }) => type === "pulumi:providers:kubernetes");
    return { registered, provider: provider! };
  };

  it("takes server and authority from the user's kubeconfig, and no other call", async () => {
    const { registered, provider } = await build("update");
    expect(registered.calls).to.deep.equal(["azure-native:containerservice:listManagedClusterUserCredentials"]);
    const [told] = userKubeconfig({ resourceName: "aks" }).kubeconfigs as { value: string }[];
    expect(apiServerOf(String(provider.inputs.kubeconfig))).to.deep.equal(
      apiServerOf(Buffer.from(told!.value, "base64").toString()),
    );
    expect(at(JSON.parse(String(provider.inputs.kubeconfig)), "users.0.user.exec.args.2")).to.equal("workloadidentity");
  });

  it("shows its kubeconfig, which holds no secret", async () => {
    const { provider } = await build("update");
    expect(provider.secrets).to.deep.equal([]);
  });

  it("is another one for another cluster only, and leaves nothing to the environment of whoever deploys", async () => {
    const { provider } = await build("update");
    expect(provider.inputs).to.deep.include({
      clusterIdentifier: "https://issuer/",
      enableServerSideApply: "true",
      enableConfigMapMutable: "true",
      deleteUnreachable: "false",
      skipUpdateUnreachable: "false",
      upsertExistingObjects: "false",
    });
  });

  it("does not know the kubeconfig of a cluster that is not there yet", async () => {
    const { registered, provider } = await build("preview");
    expect(registered.calls).to.deep.equal([]);
    expect(provider.inputs.kubeconfig).to.have.property("__pulumiUnknown");
  });
});
