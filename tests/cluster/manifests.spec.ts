import { expect } from "chai";
import type { Manifest, User } from "./api-client";
import { podsOf, titleOf } from "./kubernetes-objects";
import { platformCluster } from "./platform-cluster";
import type { PlatformCluster } from "./platform-cluster";

/** Who makes the pods of Deployments; the others' controllers are like it to admission. */
const CONTROLLER: User = {
  user: "system:serviceaccount:kube-system:replicaset-controller",
  groups: ["system:serviceaccounts", "system:serviceaccounts:kube-system"],
};

for (const stack of ["dev", "prod"] as const) {
  describe(`the objects that ${stack} puts into the cluster`, () => {
    let cluster: PlatformCluster;
    before(async () => {
      cluster = await platformCluster(stack);
    });

    it("are there, each once", () => {
      const titles = cluster.objects.map((object) => `${object.apiVersion} ${titleOf(object)}`);
      expect(titles).not.to.have.length(0);
      expect(new Set(titles)).to.have.property("size", titles.length);
    });

    it("are not all in Helm releases", () => expect(cluster.releases.length).to.be.lessThan(cluster.objects.length));

    it("are all admitted", () => {
      const refused = [...cluster.answers].flatMap(([object, answer]) =>
        answer.accepted ? [] : [`${titleOf(object)}: ${answer.message}`],
      );
      expect(refused).to.deep.equal([]);
    });

    it("are admitted without a warning", () => {
      const warned = [...cluster.answers].flatMap(([object, { warnings }]) =>
        warnings.map((warning) => `${titleOf(object)}: ${warning}`),
      );
      expect(warned).to.deep.equal([]);
    });

    it("make pods that are admitted as well", async () => {
      const refused: string[] = [];
      for (const pod of podsOf(cluster.objects)) {
        const answer = await cluster.plane.create(pod, { dryRun: true, as: CONTROLLER });
        if (!answer.accepted) refused.push(`${titleOf(pod)}: ${answer.message}`);
      }
      expect(refused).to.deep.equal([]);
    });

    it("stay as they are when they are applied again", async () => {
      const changed: string[] = [];
      for (const object of cluster.objects) {
        const before = await cluster.plane.get(object);
        const after = await cluster.plane.apply(object, { dryRun: true });
        const version = (manifest?: Manifest) => manifest?.metadata.resourceVersion;
        if (!after.accepted || version(after.object) !== version(before)) changed.push(titleOf(object));
      }
      expect(changed).to.deep.equal([]);
    });

    it("would be refused with a misspelt field, whatever the kind", async () => {
      const oneOfEach = new Map(cluster.objects.map((object) => [`${object.apiVersion} ${object.kind}`, object]));
      for (const [kind, object] of oneOfEach) {
        const answer = await cluster.plane.apply(misspelt(object), { dryRun: true });
        expect(answer, kind).to.have.property("accepted", false);
        expect(answer, kind).to.have.property("message").that.contains("misspelt");
      }
    });
  });
}

/** The object with a field that its kind has not, as deep as one is sure to be known. */
function misspelt(object: Manifest): Manifest {
  const { spec } = object;
  return typeof spec === "object" && spec !== null
    ? { ...object, spec: { ...spec, misspelt: true } }
    : { ...object, misspelt: true };
}
