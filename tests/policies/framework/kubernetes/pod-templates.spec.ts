import { expect } from "chai";
import { unknown } from "../../../../policies/framework/fixtures";
import {
  containersOf,
  knownContainersOf,
  knownEnvOf,
  podTemplateOf,
  POD_OWNERS,
  securityField,
  volumesOf,
} from "../../../../policies/framework/kubernetes/pod-templates";
import type { PodTemplate } from "../../../../policies/framework/kubernetes/pod-templates";
import { Resource } from "../../../../policies/framework/resource";
import { KUBERNETES } from "../../../../policies/framework/resource-types";

const resource = (type: string, properties: object) => new Resource({ type, urn: "urn", name: "web", properties });
const templateOf = (spec: object): PodTemplate => {
  const template = podTemplateOf(resource(KUBERNETES.pod, { metadata: { name: "web" }, spec }));
  if (template.state !== "known") throw new Error("the pod should be known");
  return template.value;
};
const known = <T>(value: T) => ({ state: "known", value });

describe("the pod of a resource", () => {
  const spec = { containers: [{ name: "web" }] };
  const places: Readonly<Record<string, readonly [properties: object, path: string]>> = {
    [KUBERNETES.cronJob]: [
      { spec: { jobTemplate: { spec: { template: { spec } } } } },
      "spec.jobTemplate.spec.template.spec.containers[0]",
    ],
    [KUBERNETES.pod]: [{ spec }, "spec.containers[0]"],
    [KUBERNETES.podTemplate]: [{ template: { spec } }, "template.spec.containers[0]"],
  };

  for (const kind of POD_OWNERS) {
    const [properties, path] = places[kind] ?? [{ spec: { template: { spec } } }, "spec.template.spec.containers[0]"];

    it(`is found in ${kind}`, () => {
      const template = podTemplateOf(resource(kind, properties));
      const containers = template.state === "known" ? knownContainersOf(template.value) : [];
      expect(containers.map((container) => container.path)).to.deep.equal([path]);
    });
  }

  it("is unknown below what is unknown", () => {
    expect(podTemplateOf(resource(KUBERNETES.cronJob, { spec: { jobTemplate: unknown } })).state).to.equal("unknown");
  });

  it("is absent where there is none", () => {
    expect(podTemplateOf(resource(KUBERNETES.deployment, { spec: {} })).state).to.equal("absent");
    expect(podTemplateOf(resource(KUBERNETES.service, { spec })).state).to.equal("absent");
  });

  it("is malformed where there is something else", () => {
    expect(podTemplateOf(resource(KUBERNETES.pod, { spec: "web" })).state).to.equal("malformed");
  });
});

describe("the containers of a pod", () => {
  it("are all that run in it, whenever they do", () => {
    const containers = knownContainersOf(
      templateOf({
        containers: [{ name: "web" }, { image: "unnamed" }],
        initContainers: [{ name: "install" }],
        ephemeralContainers: [{ name: "debug" }],
      }),
    );
    expect(containers.map(({ kind, name }) => [kind, name])).to.deep.equal([
      ["container", "web"],
      ["container", "containers[1]"],
      ["init", "install"],
      ["ephemeral", "debug"],
    ]);
  });

  it("are unknown as soon as one list is, and those that are known are there", () => {
    const template = templateOf({ containers: [{ name: "web" }], initContainers: unknown });
    expect(containersOf(template).state).to.equal("unknown");
    expect(knownContainersOf(template).map(({ name }) => name)).to.deep.equal(["web"]);
  });
});

describe("the security context in force", () => {
  const ofContainer = (own: object) => {
    const template = templateOf({
      securityContext: { runAsUser: 1000 },
      containers: [{ name: "web", securityContext: own }],
    });
    return knownContainersOf(template).map((container) => securityField(template, container, "runAsUser"));
  };

  it("is the container's, and tells where it stands", () => {
    const [field] = ofContainer({ runAsUser: 0 });
    expect(field?.number()).to.deep.equal(known(0));
    expect(field?.path).to.equal("spec.containers[0].securityContext.runAsUser");
  });

  it("is the pod's where the container has none", () => {
    const [field] = ofContainer({});
    expect(field?.number()).to.deep.equal(known(1000));
    expect(field?.path).to.equal("spec.securityContext.runAsUser");
  });
});

describe("the environment of a container", () => {
  const env = [
    { name: "LITERAL", value: "one" },
    { name: "EMPTY" },
    { name: "SECRET", valueFrom: { secretKeyRef: { name: "keys", key: "first" } } },
    { name: "MAP", valueFrom: { configMapKeyRef: { name: "settings", key: "level" } } },
    { name: "FIELD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
    { name: "LATER", valueFrom: unknown },
  ];
  const envFrom = [{ secretRef: { name: "keys" } }, { prefix: "P_", configMapRef: { name: "settings" } }];
  const entries = knownContainersOf(templateOf({ containers: [{ name: "web", env, envFrom }] })).flatMap(knownEnvOf);

  it("tells where each variable comes from", () => {
    expect(entries.map(({ source }) => source)).to.deep.equal([
      "literal",
      "literal",
      "secret",
      "configMap",
      "field",
      "unknown",
      "secret",
      "configMap",
    ]);
  });

  it("tells of which object, and which key of it", () => {
    expect(entries[2]).to.deep.include({ from: known("keys"), key: known("first"), all: false });
    expect(entries[6]).to.deep.include({ from: known("keys"), all: true });
    expect(entries[7]).to.deep.include({ name: known("P_"), from: known("settings"), all: true });
  });
});

describe("the volumes of a pod", () => {
  it("tell what they are made of", () => {
    const volumes = volumesOf(
      templateOf({ volumes: [{ name: "a", hostPath: { path: "/" } }, { name: "b" }, { name: "c", secret: unknown }] }),
    );
    const types = volumes.state === "known" ? volumes.value.map(({ type }) => type) : [];
    expect(types).to.deep.equal([known("hostPath"), { state: "absent" }, known("secret")]);
  });

  it("are unknown while they are", () => {
    expect(volumesOf(templateOf({ volumes: unknown })).state).to.equal("unknown");
  });
});
