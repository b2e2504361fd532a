import { expect } from "chai";
import { accepted } from "../api-client";
import type { Manifest } from "../api-client";
import type { ControlPlane } from "../control-plane";
import { planeIn } from "./plane";
import { fromSecret, podWith, READ_ONLY_IMAGE, specOf } from "./pods";
import type { MendedContainer, MendedSpec } from "./pods";

const UMASK = "/opt/physical-ai/redaction/umask.sh";
const REDACTION = { name: "physical-ai-redaction", mountPath: "/opt/physical-ai/redaction", readOnly: true };
const BASH = { name: "BASH_ENV", value: UMASK };
const tmpOf = (container: string) => ({ name: "physical-ai-tmp", mountPath: "/tmp", subPath: container });

describe("admission that mends", () => {
  let cluster: ControlPlane;
  before(async () => {
    cluster = await planeIn("enforce");
  });

  const mended = async (pod: Manifest): Promise<MendedSpec> =>
    specOf(accepted(await cluster.create(pod, { dryRun: true })));
  const mainOf = async (pod: Manifest): Promise<MendedContainer> => (await mended(pod)).containers[0]!;
  const pythonPath = async (env: Readonly<Record<string, string>> | readonly object[]) =>
    (await mainOf(podWith({ env }))).env!.find(({ name }) => name === "PYTHONPATH");

  it("gives a bare pod all that it lacks, and no more", async () => {
    const { securityContext, volumes, containers } = await mended(podWith());
    expect(securityContext).to.deep.equal({ seccompProfile: { type: "RuntimeDefault" } });
    expect(volumes).to.deep.equal([
      { name: "physical-ai-tmp", emptyDir: { medium: "Memory", sizeLimit: "1Gi" } },
      { name: "physical-ai-redaction", configMap: { name: "credential-redaction", defaultMode: 0o644 } },
    ]);
    expect(containers).to.have.length(1);
    const { env, volumeMounts, securityContext: own } = containers[0]!;
    expect(env).to.deep.equal([BASH, { name: "PYTHONPATH", value: "/opt/physical-ai/redaction" }]);
    expect(volumeMounts).to.deep.equal([tmpOf("main"), REDACTION]);
    expect(own).to.deep.equal({ allowPrivilegeEscalation: false });
  });

  it("mends init containers and containers beside the first, each with a /tmp of its own", async () => {
    const { containers, initContainers } = await mended(podWith({}, { init: [{}, {}], others: [{}] }));
    for (const each of [...containers, ...initContainers!]) {
      expect(each.volumeMounts, each.name).to.deep.equal([tmpOf(each.name), REDACTION]);
      expect(each.env, each.name).to.have.length(2);
      expect(each.securityContext, each.name).to.deep.equal({ allowPrivilegeEscalation: false });
    }
  });

  it("keeps the order of containers, of variables and of mounts", async () => {
    const env = { ROOT: "/code", PYTHONPATH: "$(ROOT)/lib", TASK: "reach" };
    const others = ["zebra", "apple", "mango"].map((name) => ({ name }));
    const volumeMounts = [{ name: "data", mountPath: "/data" }];
    const spec = { volumes: [{ name: "data", emptyDir: {} }] };
    const { containers, volumes } = await mended(
      podWith({ env, volumeMounts }, { others, init: [{ name: "b" }, { name: "a" }], spec }),
    );
    expect(containers.map(({ name }) => name)).to.deep.equal(["main", "zebra", "apple", "mango"]);
    // $(ROOT) stands for the value of a variable before it only.
    const own = containers[0]!.env!.filter(({ name }) => Object.hasOwn(env, name));
    expect(own).to.deep.equal([
      { name: "ROOT", value: "/code" },
      { name: "PYTHONPATH", value: "/opt/physical-ai/redaction:$(ROOT)/lib" },
      { name: "TASK", value: "reach" },
    ]);
    expect(containers[0]!.volumeMounts![0]).to.deep.equal({ name: "data", mountPath: "/data" });
    expect(volumes![0]!.name).to.equal("data");
  });

  it("changes nothing when it is applied to what it has mended", async () => {
    const pods = [
      podWith(),
      podWith({ image: READ_ONLY_IMAGE, env: { PYTHONPATH: "/a:/b" } }, { init: [{}], others: [{}] }),
    ];
    for (const pod of pods) {
      const once = await mended(pod);
      expect(await mended({ ...pod, spec: once })).to.deep.equal(once);
    }
  });

  it("puts the filter before the PYTHONPATH that a container has", async () => {
    expect(await pythonPath({ PYTHONPATH: "/code:/lib" })).to.deep.equal({
      name: "PYTHONPATH",
      value: "/opt/physical-ai/redaction:/code:/lib",
    });
    expect(await pythonPath({ PYTHONPATH: "" })).to.deep.equal({
      name: "PYTHONPATH",
      value: "/opt/physical-ai/redaction",
    });
    expect(await pythonPath({ PYTHONPATH: "/opt/physical-ai/redaction-not:/x" })).to.deep.equal({
      name: "PYTHONPATH",
      value: "/opt/physical-ai/redaction:/opt/physical-ai/redaction-not:/x",
    });
  });

  it("keeps what a user has set", async () => {
    const securityContext = { allowPrivilegeEscalation: true, readOnlyRootFilesystem: false, runAsUser: 1000 };
    const volumeMounts = [{ name: "scratch", mountPath: "/tmp" }];
    const env = { BASH_ENV: "/code/env.sh" };
    const profile = { type: "Localhost", localhostProfile: "profiles/training.json" };
    const { containers, ...rest } = await mended(
      podWith(
        { image: READ_ONLY_IMAGE, securityContext, volumeMounts, env },
        {
          spec: {
            volumes: [{ name: "scratch", emptyDir: {} }],
            securityContext: { fsGroup: 100, seccompProfile: profile },
          },
        },
      ),
    );
    expect(rest.securityContext).to.deep.equal({ fsGroup: 100, seccompProfile: profile });
    const [main] = containers;
    expect(main!.securityContext).to.deep.equal(securityContext);
    expect(main!.volumeMounts).to.deep.equal([...volumeMounts, REDACTION]);
    expect(main!.env![0]).to.deep.equal({ name: "BASH_ENV", value: "/code/env.sh" });
  });

  it("completes security contexts that say less", async () => {
    const pod = podWith(
      { image: READ_ONLY_IMAGE, securityContext: { runAsNonRoot: true } },
      { spec: { securityContext: { runAsUser: 1000 } } },
    );
    const { containers, securityContext } = await mended(pod);
    expect(securityContext).to.deep.equal({ runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } });
    expect(containers[0]!.securityContext).to.deep.equal({
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
    });
  });

  it("makes the root read-only of the listed images alone", async () => {
    const registry = "physicalai.azurecr.io/training";
    const digest = READ_ONLY_IMAGE.split("@")[1]!;
    const root = async (repository: string) =>
      (await mainOf(podWith({ image: `${repository}@${digest}` }))).securityContext;
    expect(await root(`${registry}/python`)).to.have.property("readOnlyRootFilesystem", true);
    expect(await root(`${registry}/python:3.11-slim`)).to.have.property("readOnlyRootFilesystem", true);
    expect(await root(`${registry}/python-tools`)).not.to.have.property("readOnlyRootFilesystem");
    expect(await root(`${registry}/python/more`)).not.to.have.property("readOnlyRootFilesystem");
  });

  it("takes the rights of no container to which the API server does not let it refuse them", async () => {
    const securityContext = { capabilities: { add: ["SYS_ADMIN"] } };
    expect((await mainOf(podWith({ securityContext }))).securityContext).to.deep.equal(securityContext);
  });

  it("leaves values of Secrets and other containers' variables as they are", async () => {
    const { env } = await mainOf(podWith({ env: [fromSecret("HF_TOKEN")] }));
    expect(env![0]).to.deep.equal(fromSecret("HF_TOKEN"));
  });

  it("makes one PYTHONPATH of several, of which the last would count", async () => {
    const paths = ["/opt/physical-ai/redaction", "/b"].map((value) => ({ name: "PYTHONPATH", value }));
    const { env } = await mainOf(podWith({ env: paths }));
    expect(env!.filter(({ name }) => name === "PYTHONPATH")).to.deep.equal([
      { name: "PYTHONPATH", value: "/opt/physical-ai/redaction:/opt/physical-ai/redaction:/b" },
    ]);
  });

  it("takes no volume of a user for its own", async () => {
    const volumes = [{ name: "physical-ai-redaction", emptyDir: {} }];
    expect(await cluster.create(podWith({}, { spec: { volumes } }), { dryRun: true })).to.include({ accepted: false });
  });

  it("touches no pod of another namespace", async () => {
    const { containers, volumes, securityContext } = await mended(podWith({}, { namespace: "elsewhere" }));
    expect({ volumes, securityContext, env: containers[0]!.env }).to.deep.equal({
      volumes: undefined,
      securityContext: {},
      env: undefined,
    });
  });

  describe("OSMO's own pods", () => {
    it("get a seccomp profile and nothing else", async () => {
      const { containers, volumes, securityContext } = await mended(podWith({}, { namespace: "osmo-control-plane" }));
      expect(securityContext).to.deep.equal({ seccompProfile: { type: "RuntimeDefault" } });
      expect({ volumes, env: containers[0]!.env }).to.deep.equal({ volumes: undefined, env: undefined });
    });
  });
});
