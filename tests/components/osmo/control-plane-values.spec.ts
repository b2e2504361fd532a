import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { controlPlaneValues } from "../../../components/osmo/control-plane-values";
import { DEAD_KEYS, meansPath, SERVICE_KEYS } from "./chart-keys";
import { AUTOMATION, DIGEST, HOST, leaves, needsOf, PEOPLE, REGISTRY, TENANT } from "./needs";

const STACKS = ["dev", "prod"] as const;
const valuesOf = (stack: (typeof STACKS)[number]) => controlPlaneValues(needsOf(stack));
const { gateway, services } = valuesOf("prod");

/** The six parts that know OSMO's master key, each with its variables. */
const parts = {
  service: services.service.extraEnv,
  worker: services.worker.extraEnv,
  logger: services.logger.extraEnv,
  agent: services.agent.extraEnv,
  delayedJobMonitor: services.delayedJobMonitor.extraEnv,
  router: services.router.extraEnvs,
};

describe("values of OSMO's control plane", () => {
  for (const stack of STACKS) {
    it(`have keys alone that the chart reads, in ${stack}`, () => {
      const paths = [...leaves(valuesOf(stack))].map(([path]) => path);
      expect(paths.filter((path) => !SERVICE_KEYS.some((key) => meansPath(key, path)))).to.deep.equal([]);
    });

    it(`have no key that the existing platform sets in vain, in ${stack}`, () => {
      const paths = [...leaves(valuesOf(stack))].map(([path]) => path);
      expect(paths.filter((path) => DEAD_KEYS.some((key) => meansPath(key, path)))).to.deep.equal([]);
    });

    it(`log nothing below INFO, in ${stack}`, () => {
      const texts = [...leaves(valuesOf(stack))].map(([, value]) => String(value).toLowerCase());
      expect(texts.filter((value) => /debug|trace/.test(value))).to.deep.equal([]);
    });

    it(`pull every image from the platform's registry, in ${stack}`, () => {
      const images = [...leaves(valuesOf(stack))].filter(([path]) =>
        /\.image$|osmoImageLocation$|backend_images\./.test(path),
      );
      expect(images).to.have.length(6);
      for (const [path, image] of images) expect(image, path).to.match(new RegExp(`^${REGISTRY}/(osmo|third-party)`));
    });

    it(`hold no secret, in ${stack}`, () => {
      const secret = /^(?!sha256:|\/)[A-Za-z0-9+/_-]{32,}={0,2}$/;
      const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
      const found = [...leaves(valuesOf(stack))].filter(
        ([, value]) => typeof value === "string" && secret.test(value) && !uuid.test(value),
      );
      expect(found).to.deep.equal([]);
    });
  }

  it("refuse an image that the platform does not bring in", () => {
    expect(() => controlPlaneValues({ ...needsOf("prod"), images: [] })).to.throw(/0 images have the repository/);
  });

  it("are the same for the same needs", () => {
    expect(JSON.stringify(valuesOf("prod"))).to.equal(JSON.stringify(valuesOf("prod")));
  });

  it("stay known around what is not known yet", async () => {
    const values = controlPlaneValues({ ...needsOf("prod"), storageAccount: pulumi.output("stlater") });
    expect(values.services.configs.workflow.backend_images.init).to.equal(`${REGISTRY}/osmo/init-container:6.3.1`);
    const endpoint = await new Promise((resolve) =>
      pulumi.output(values.services.configs.workflow.workflow_log.credential.endpoint).apply(resolve),
    );
    expect(endpoint).to.equal("azure://stlater/osmo/workflows/logs");
  });

  it("have two pods of everything that answers where a node may be lost, and one where none is", () => {
    const replicas = (stack: "dev" | "prod") => {
      const { services: parts, gateway: proxies } = valuesOf(stack);
      const scaled = [parts.service, parts.worker, parts.logger, parts.agent, parts.router];
      const scalings = [...scaled, proxies.envoy, proxies.oauth2Proxy, proxies.authz].map(({ scaling }) => scaling);
      return [...new Set([...scalings.map(({ minReplicas }) => minReplicas), parts.ui.replicas])];
    };
    expect([replicas("dev"), replicas("prod")]).to.deep.equal([[1], [2]]);
  });

  it("pin by digest what the chart lets be pinned, where a digest is known", () => {
    expect(services.router.imageTag).to.equal(`6.3.1@${DIGEST}`);
    expect(services.ui.imageTag).to.equal("6.3.1");
    expect(gateway.envoy.image).to.equal(`${REGISTRY}/third-party/envoy:v1.38.1@${DIGEST}`);
    expect(services.configs.workflow.backend_images.client).to.equal(`${REGISTRY}/osmo/client:6.3.1@${DIGEST}`);
  });
});

describe("OSMO's master key and passwords", () => {
  it("come from no ConfigMap", () => {
    expect(services.configFile.enabled).to.equal(false);
    expect(JSON.stringify(services)).to.not.include("mek-config");
  });

  for (const [name, environment] of Object.entries(parts)) {
    it(`reach the ${name} as a file of the vault and by reference`, () => {
      const variables = Object.fromEntries(environment.map((variable) => [variable.name, variable]));
      expect(variables["OSMO_MEK_FILE"]).to.deep.equal({ name: "OSMO_MEK_FILE", value: "/mnt/vault/mek.yaml" });
      expect(variables["PGSSLMODE"]).to.deep.equal({ name: "PGSSLMODE", value: "verify-full" });
      expect(variables["PGSSLROOTCERT"]).to.deep.equal({
        name: "PGSSLROOTCERT",
        value: "/etc/osmo/database-roots/roots.pem",
      });
      expect(variables["OSMO_POSTGRES_PASSWORD"]).to.have.nested.property("valueFrom.secretKeyRef.key", "db-password");
      const passwords = environment.filter((variable) => variable.name.endsWith("PASSWORD"));
      expect(passwords.filter((variable) => "value" in variable)).to.deep.equal([]);
    });

    it(`are mounted by the ${name}`, () => {
      const { extraVolumes, extraVolumeMounts } = services[name as keyof typeof parts];
      const vault = extraVolumes.find((volume) => volume.name === "vault");
      expect(vault).to.have.nested.property("csi.driver", "secrets-store.csi.k8s.io");
      expect(extraVolumeMounts).to.deep.include({ name: "vault", mountPath: "/mnt/vault", readOnly: true });
    });
  }

  it("keep the key of Redis from the router, which needs none", () => {
    const withRedis = Object.entries(parts).filter(([, each]) =>
      each.some(({ name }) => name === "OSMO_REDIS_PASSWORD"),
    );
    expect(withRedis.map(([name]) => name)).to.deep.equal([
      "service",
      "worker",
      "logger",
      "agent",
      "delayedJobMonitor",
    ]);
  });

  it("leave the router a file of settings that is there", () => {
    expect(services.configFile.path).to.equal("/opt/osmo/config.yaml");
    expect(services.router.extraVolumeMounts).to.deep.include({
      name: "osmo-router-settings",
      mountPath: "/opt/osmo",
      readOnly: true,
    });
  });

  it("come with no standing administrator", () => {
    expect(services.defaultAdmin).to.deep.equal({ enabled: false });
    expect(services.postgres.user).to.equal("osmo_app");
  });
});

describe("OSMO's gateway", () => {
  it("takes nobody for somebody who has not signed in", () => {
    expect(gateway.envoy.defaultIdentity).to.deep.equal({ user: "", roles: "", allowedPools: "" });
    expect([gateway.oauth2Proxy.enabled, gateway.authz.enabled]).to.deep.equal([true, true]);
  });

  it("takes tokens of people, of workloads and of OSMO, each by the claim that names them", () => {
    const entra = `https://login.microsoftonline.com/${TENANT}`;
    expect(
      gateway.envoy.jwt.providers.map(({ issuer, audience, user_claim }) => [issuer, audience, user_claim]),
    ).to.deep.equal([
      [`${entra}/v2.0`, PEOPLE, "preferred_username"],
      [`${entra}/v2.0`, AUTOMATION, "oid"],
      ["osmo", "osmo", "unique_name"],
    ]);
  });

  it("fetches the keys of Entra ID from whoever has its certificate", () => {
    const clusters = gateway.envoy.extraClusters.map(({ name }) => name);
    const fetched = gateway.envoy.jwt.providers.slice(0, 2).map(({ cluster }) => cluster);
    expect([clusters, fetched]).to.deep.equal([["entra-id"], ["entra-id", "entra-id"]]);
    expect(gateway.envoy.extraClusters[0]).to.have.nested.property(
      "transport_socket.typed_config.common_tls_context.validation_context.match_typed_subject_alt_names[0].matcher.exact",
      "login.microsoftonline.com",
    );
  });

  it("signs people in without a client secret, and logs no codes of sign-ins", () => {
    expect(gateway.oauth2Proxy).to.include({ provider: "entra-id", useKubernetesSecrets: false });
    expect(gateway.oauth2Proxy.extraArgs).to.include.members([
      "--entra-id-federated-token-auth=true",
      "--code-challenge-method=S256",
      "--request-logging=false",
    ]);
  });

  it("speaks TLS to clients and to OSMO, whose certificate it checks", () => {
    expect(gateway.envoy.ssl).to.deep.equal({ enabled: true, secretName: "envoy-ssl-cert" });
    expect(gateway.tls).to.deep.equal({
      enabled: true,
      upstreamCerts: {
        service: "osmo-internal-tls",
        router: "osmo-internal-tls",
        agent: "osmo-internal-tls",
        logger: "osmo-internal-tls",
      },
      caSecret: "osmo-internal-ca",
    });
    expect(services.configs.service.service_base_url).to.equal(`https://${HOST}`);
  });

  it("has no load balancer of the chart's, which would be public", () => {
    expect(gateway.envoy.service).to.deep.equal({ type: "ClusterIP" });
    expect(gateway.envoy.ingress).to.deep.equal({ enabled: false });
  });

  it("refuses tokens in paths, which are logged, before anything else takes them", () => {
    const [first] = gateway.envoy.extraRoutes;
    expect(first!.match).to.deep.equal({
      prefix: "/api/auth/jwt/",
      headers: [{ name: ":method", string_match: { exact: "POST" }, invert_match: true }],
    });
    expect(first!.direct_response?.status).to.equal(405);
  });

  it("runs in containers that may do nothing to their node", () => {
    for (const part of [gateway.envoy, gateway.oauth2Proxy, gateway.authz, gateway.rateLimit]) {
      expect(part.securityContext).to.deep.include({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        seccompProfile: { type: "RuntimeDefault" },
      });
    }
  });
});

describe("data of workflows", () => {
  it("is kept without a key", () => {
    const { workflow_data, workflow_log, workflow_app } = services.configs.workflow;
    expect([workflow_data, workflow_log, workflow_app].map(({ credential }) => credential)).to.deep.equal([
      { endpoint: "azure://stphysicalai/osmo/workflows/data" },
      { endpoint: "azure://stphysicalai/osmo/workflows/logs" },
      { endpoint: "azure://stphysicalai/osmo/apps" },
    ]);
  });
});
