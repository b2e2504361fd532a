import { expect } from "chai";
import fc from "fast-check";
import type { Manifest } from "../../../audit/charts/manifests";
import { scopeBy } from "../../../audit/charts/object-scope";
import { createdNamespace, renderedResources } from "../../../audit/charts/rendered-resources";
import { release, releaseResource, UNKNOWN } from "./deployments";

const scope = scopeBy([]);
const configMap = (metadata: unknown): Manifest => ({ apiVersion: "v1", kind: "ConfigMap", metadata });
const rendered = (...manifests: Manifest[]) => renderedResources(release(), manifests, scope, new Set());

describe("rendered objects as resources", () => {
  it("stand below their release, with its provider and in its namespace", () => {
    const provider = "urn:pulumi:dev::small::pulumi:providers:kubernetes::cluster::id";
    const resource = releaseResource({}, { provider });
    const spec = { template: {} };
    const manifest = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "main" }, spec };
    const object = { ...manifest, metadata: { name: "main", namespace: "robots" } };
    expect(renderedResources(release({ resource }), [manifest], scope, new Set())).to.deep.equal([
      {
        urn: "urn:pulumi:dev::small::kubernetes:helm.sh/v3:Release$kubernetes:apps/v1:Deployment::fleet/robots/main",
        custom: true,
        id: "robots/main",
        type: "kubernetes:apps/v1:Deployment",
        inputs: object,
        outputs: object,
        parent: "urn:pulumi:dev::small::kubernetes:helm.sh/v3:Release::fleet",
        dependencies: [],
        provider,
      },
    ]);
  });

  it("keep a namespace of their own, and have none where their kind has none", () => {
    const role = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { name: "reader" } };
    expect(
      rendered(configMap({ name: "one", namespace: "other" }), role).map(({ inputs }) => inputs?.metadata),
    ).to.deep.equal([{ name: "one", namespace: "other" }, { name: "reader" }]);
  });

  it("are told apart where a chart renders two of one name, or of none", () => {
    const names = rendered(configMap({ name: "one" }), configMap({ name: "one" }), configMap(undefined)).map(
      ({ urn }) => urn.split("::")[3],
    );
    expect(names).to.deep.equal(["fleet/robots/one", "fleet/robots/one#2", "fleet/robots/"]);
  });

  it("have the stand-ins of unknown values made unknown again", () => {
    const [resource] = rendered(configMap({ name: "value-not-known-yet-settings" }));
    expect(resource?.inputs?.metadata).to.deep.equal({ name: UNKNOWN, namespace: "robots" });
    expect(resource?.urn).to.match(/::fleet\/robots\/value-not-known-yet-settings$/);
  });

  it("follow an unknown namespace to where the release has it from", () => {
    const namespace = "urn:pulumi:dev::small::kubernetes:core/v1:Namespace::robots";
    const resource = releaseResource({}, { propertyDependencies: { namespace: [namespace], values: ["urn:other"] } });
    const [object] = renderedResources(
      release({ resource, namespace: "value-not-known-yet" }),
      [configMap({ name: "one" })],
      scope,
      new Set(),
    );
    expect(object?.propertyDependencies).to.deep.equal({ metadata: [namespace] });
  });

  it("have URNs that name the release and nothing else, whatever they are called", () => {
    const hostile = fc.string({ unit: "binary", minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (apiVersion, kind, namespace, name) => {
        const taken = new Set<string>();
        const [resource] = renderedResources(
          release(),
          [{ apiVersion, kind, metadata: { namespace, name } }],
          scope,
          taken,
        );
        const [head, project, type, ...rest] = resource?.urn.split("::") ?? [];
        expect([head, project]).to.deep.equal(["urn:pulumi:dev", "small"]);
        expect(type?.split("$")).to.have.length(2);
        expect(rest).to.have.length(1);
        expect(rest[0]).to.match(/^fleet\/[\w.:%-]*(\/[\w.:%-]*)?$/);
        expect(taken).to.deep.equal(new Set([resource?.urn]));
      }),
    );
  });
});

describe("the namespace that helm makes for a release", () => {
  it("has the label that helm gives it, and no other", () => {
    expect(createdNamespace(release())).to.deep.equal({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "robots", labels: { name: "robots" } },
    });
  });
});

describe("the scope of a kind", () => {
  const definition = (scope: string) => ({
    kind: "CustomResourceDefinition",
    spec: { group: "fleet.example.org", scope, names: { kind: "Robot" } },
  });

  for (const [apiVersion, kind, definitions, expected] of [
    ["v1", "ConfigMap", [], true],
    ["v1", "PersistentVolume", [], false],
    ["apps/v1", "Deployment", [], true],
    ["policy/v1", "PodDisruptionBudget", [], true],
    ["rbac.authorization.k8s.io/v1", "ClusterRoleBinding", [], false],
    ["apiextensions.k8s.io/v1", "CustomResourceDefinition", [], false],
    ["fleet.example.org/v1", "Robot", [], true],
    ["fleet.example.org/v1", "Robot", [definition("Cluster")], false],
    ["fleet.example.org/v1", "ClusterRobot", [], false],
    ["fleet.example.org/v1", "Clusterer", [], true],
    ["fleet.example.org/v1", "ClusterRobot", [definition("Namespaced")], false],
  ] as const) {
    it(`is ${expected ? "a namespace" : "the cluster"} for ${apiVersion} ${kind}${definitions.length > 0 ? " as defined" : ""}`, () => {
      expect(scopeBy(definitions)(apiVersion, kind)).to.equal(expected);
    });
  }
});
