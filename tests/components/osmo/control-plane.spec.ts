import { expect } from "chai";
import { BackendOperator } from "../../../components/osmo/backend-operator";
import { ControlPlane } from "../../../components/osmo/control-plane";
import { DatabaseRoots } from "../../../components/osmo/database-roots";
import { INTERNAL_SERVICES } from "../../../components/osmo/certificate-profile";
import { at, register } from "../registered";
import type { Registrations } from "../registered";
import { HOST, needsOf, REGISTRY, TENANT } from "./needs";

const reader = (clientId: string) => ({ vaultName: "kv-physical-ai", tenantId: TENANT, clientId });

describe("OSMO in the cluster", () => {
  let made: Registrations;
  before(async () => {
    made = await register(() => {
      const roots = new DatabaseRoots("osmo-database-roots");
      new ControlPlane("osmo", {
        needs: needsOf("prod"),
        readers: {
          controlPlane: reader("of control plane"),
          router: reader("of router"),
          gateway: reader("of gateway"),
        },
        gatewayAddress: "10.0.3.254",
        gatewaySubnet: "snet-workload",
        prepared: [roots],
      });
      new BackendOperator("osmo-operator", {
        needs: { hostName: HOST, registryHost: REGISTRY },
        reader: reader("of backend"),
        workflowClientId: "of workflows",
      });
    }, "preview");
  });

  const of = (type: string) => made.all.filter((each) => each.type === `kubernetes:${type}`);
  const one = (type: string, name: string) => {
    const found = of(type).filter(({ inputs }) => at(inputs, "metadata.name") === name);
    expect(found, `${type} ${name}`).to.have.length(1);
    return found[0]!.inputs;
  };

  it("is two charts of one version from NVIDIA's repository", () => {
    const releases = of("helm.sh/v3:Release").map(({ inputs }) => inputs);
    expect(releases.map((each) => [each.name, each.chart, each.version, each.namespace])).to.have.deep.members([
      ["osmo", "service", "1.3.1", "osmo-control-plane"],
      ["osmo-operator", "backend-operator", "1.3.1", "osmo-operator"],
    ]);
    for (const release of releases) {
      expect(at(release, "repositoryOpts.repo")).to.equal("https://helm.ngc.nvidia.com/nvidia/osmo");
    }
  });

  it("shows the charts' values in a preview, where policies judge them", () => {
    const [release] = of("helm.sh/v3:Release").filter(({ inputs }) => inputs.chart === "service");
    expect(at(release!.inputs, "values.gateway.authz.enabled")).to.equal(true);
    expect(at(release!.inputs, "values.services.configFile.enabled")).to.equal(false);
  });

  it("has service accounts that stand for an identity each, and whose pods get no token of the cluster", () => {
    const accounts = of("core/v1:ServiceAccount").map(({ inputs }) => [
      at(inputs, "metadata.namespace"),
      at(inputs, "metadata.name"),
      (at(inputs, "metadata.annotations") as Record<string, string> | undefined)?.["azure.workload.identity/client-id"],
      inputs.automountServiceAccountToken,
    ]);
    expect(accounts).to.have.deep.members([
      ["osmo-control-plane", "osmo-control-plane", "of control plane", false],
      ["osmo-control-plane", "router", "of router", false],
      ["osmo-control-plane", "osmo-gateway", "of gateway", false],
      ["osmo-control-plane", "osmo-ui", undefined, false],
      ["osmo-workflows", "osmo-workflow", "of workflows", false],
    ]);
  });

  it("reads each class of secrets by the identity of those who mount it", () => {
    const classes = of("secrets-store.csi.x-k8s.io/v1:SecretProviderClass").map(({ inputs }) => [
      at(inputs, "metadata.name"),
      at(inputs, "spec.parameters.clientID"),
    ]);
    expect(classes).to.have.deep.members([
      ["osmo-control-plane", "of control plane"],
      ["osmo-router", "of router"],
      ["osmo-gateway", "of gateway"],
      ["osmo-sign-in", "of gateway"],
      ["osmo-backend", "of backend"],
    ]);
  });

  it("keeps no key in a ConfigMap", () => {
    const files = of("core/v1:ConfigMap").flatMap(({ inputs }) => Object.entries(inputs.data as object));
    expect(files.map(([file]) => file)).to.have.members(["roots.pem", "config.yaml", "oauth2-proxy.cfg"]);
    expect(Object.fromEntries(files)).to.include({
      "config.yaml": "{}\n",
      "oauth2-proxy.cfg": 'cookie_secret_file = "/mnt/vault/osmo-cookie"\n',
    });
    expect(files.filter(([, content]) => /PRIVATE KEY|meks/.test(String(content)))).to.deep.equal([]);
  });

  it("is reached inside the network only, by TLS, from addresses that it sees", () => {
    const service = one("core/v1:Service", "osmo-gateway-internal");
    expect(at(service, "metadata.annotations")).to.deep.equal({
      "service.beta.kubernetes.io/azure-load-balancer-internal": "true",
      "service.beta.kubernetes.io/azure-load-balancer-internal-subnet": "snet-workload",
      "service.beta.kubernetes.io/azure-load-balancer-ipv4": "10.0.3.254",
    });
    expect(service.spec).to.deep.include({
      type: "LoadBalancer",
      externalTrafficPolicy: "Local",
      ports: [{ name: "https", port: 443, targetPort: 443 }],
    });
  });

  it("counts requests in pods that the chart's Service finds, with a Redis that it trusts by certificate", () => {
    const limiter = one("apps/v1:Deployment", "osmo-ratelimit");
    expect(at(limiter, "spec.replicas")).to.equal(2);
    expect(at(limiter, "spec.template.metadata.labels")).to.include({
      "app.kubernetes.io/name": "osmo-gateway",
      "app.kubernetes.io/instance": "osmo",
      "app.kubernetes.io/component": "ratelimit",
    });
    expect(at(limiter, "spec.template.spec.containers.0.env")).to.deep.include.members([
      { name: "REDIS_URL", value: "osmo-ratelimit-redis:6379" },
      { name: "REDIS_TLS", value: "true" },
      { name: "REDIS_TLS_CACERT", value: "/etc/redis/ca/ca.crt" },
      { name: "GRPC_PORT", value: "8081" },
    ]);
    expect(INTERNAL_SERVICES).to.include("osmo-ratelimit-redis");
  });

  it("keeps its counts in memory, behind TLS alone", () => {
    const redis = one("apps/v1:Deployment", "osmo-ratelimit-redis");
    const command = (at(redis, "spec.template.spec.containers.0.command") as string[]).join(" ");
    expect(command).to.include("--port 0 --tls-port 6379");
    expect(command).to.include("--save  --appendonly no");
    expect(command).to.include("--maxmemory-policy allkeys-lru");
    expect(at(redis, "spec.template.metadata.labels")).to.deep.equal({ app: "osmo-ratelimit-redis" });
  });

  it("runs its own containers restricted, without a token, from the platform's registry", () => {
    for (const { inputs } of of("apps/v1:Deployment")) {
      expect(at(inputs, "spec.template.spec")).to.deep.include({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      });
      expect(at(inputs, "spec.template.spec.containers.0.securityContext")).to.deep.include({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
      });
      expect(at(inputs, "spec.template.spec.containers.0.image")).to.match(new RegExp(`^${REGISTRY}/third-party/`));
      expect(at(inputs, "spec.template.spec.containers.0.resources.limits")).to.have.keys("cpu", "memory");
    }
  });
});
