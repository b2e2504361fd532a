import { expect } from "chai";
import { judgeFixture } from "../../../policies/framework/fixtures";
import type { Fixture, FixtureResource, Fixtures } from "../../../policies/framework/fixtures";
import type { Finding } from "../../../policies/framework/finding";
import { makeAll } from "../../../policies/framework/remediation";
import remediate from "../../../policies/config/remediate.json";
import { controlFiles } from "./fixture-files";

/** Controls that the level `remediate` mends, wholly or in part. */
const REMEDIATED = [
  "cluster-upgrades",
  "key-vault-hardened",
  "local-accounts-disabled",
  "node-os-upgrades",
  "pod-security-labels",
  "private-cluster",
  "public-network-access-disabled",
  "tls-1-2-minimum",
  "no-default-outbound-access",
  "secret-rotation-enabled",
  "datastore-identity-access",
  "redis-access-keys-disabled",
  "redis-private-and-encrypted",
  "storage-shared-key-disabled",
  "inference-endpoint-private",
  "inference-tls-required",
];

const written = controlFiles().flatMap(({ control, fixtures }) => (control && fixtures ? [{ control, fixtures }] : []));
const examplesOf = ({ pass, fail, unknown, notApplicable }: Fixtures) => [
  ...pass,
  ...fail,
  ...unknown,
  ...notApplicable,
];

/** The failures of the example that carry a remedy. */
const mendable = ({ control }: Fixtures, example: Fixture) =>
  judgeFixture(control, example).filter(({ verdict, changes = [] }) => verdict === "fail" && changes.length > 0);

/** The example as the remedies leave it, and which findings they mended. */
function mend(fixtures: Fixtures, example: Fixture): { left: Fixture; mended: readonly string[] } {
  const mended: string[] = [];
  const resources = example.resources.map((resource): FixtureResource => {
    const properties = structuredClone(resource.properties);
    for (const { changes = [], ...finding } of mendable(fixtures, { ...example, resources: [resource] })) {
      if (makeAll(properties, changes)) mended.push(idOf(finding));
    }
    return { ...resource, properties };
  });
  return { left: { ...example, resources }, mended };
}

const idOf = ({ subject, urn }: Pick<Finding, "subject" | "urn">) => `${subject} ${urn}`;
const verdictsOf = ({ control }: Fixtures, example: Fixture) =>
  new Map(judgeFixture(control, example).map((finding) => [idOf(finding), finding.verdict]));

describe("remedies of controls", () => {
  it("are these controls'", () => {
    const names = written.filter(({ control }) => control.kind === "resource" && control.remediates);
    expect(names.map(({ control }) => control.name)).to.deep.equal(REMEDIATED);
  });

  it("are all applied by policies/config/remediate.json, and nothing else is", () => {
    const levels = Object.entries(remediate).filter(([, level]) => level === "remediate");
    expect(levels.map(([name]) => name)).to.have.members(REMEDIATED);
  });

  for (const { control, fixtures } of written) {
    const failing = fixtures.fail.filter((example) => mendable(fixtures, example).length > 0);
    if (control.kind === "stack" || control.remediates === undefined) {
      it(`${control.name} offers none that nothing would apply`, () => expect(failing).to.deep.equal([]));
      continue;
    }

    describe(control.name, () => {
      it("mends one of its examples at least", () => {
        expect(failing.flatMap((example) => mend(fixtures, example).mended)).not.to.deep.equal([]);
      });

      for (const example of failing) {
        it(`makes what it mends pass: ${example.title}`, () => {
          const { left, mended } = mend(fixtures, example);
          const after = verdictsOf(fixtures, left);
          expect(mended.map((id) => after.get(id))).to.deep.equal(mended.map(() => "pass"));
        });
      }

      it("breaks nothing that passed", () => {
        for (const example of examplesOf(fixtures)) {
          const after = verdictsOf(fixtures, mend(fixtures, example).left);
          for (const [id, verdict] of verdictsOf(fixtures, example)) {
            if (verdict === "pass") expect(after.get(id), `${example.title}: ${id}`).to.equal("pass");
          }
        }
      });

      it("changes nothing of an example without failures", () => {
        for (const example of [...fixtures.pass, ...fixtures.unknown, ...fixtures.notApplicable]) {
          expect(mend(fixtures, example).left, example.title).to.deep.equal(example);
        }
      });

      it("sets what its words say", () => {
        for (const example of failing) {
          for (const { set, changes = [] } of mendable(fixtures, example)) {
            for (const { path, value } of changes) {
              expect(set).to.contain(path);
              expect(set).to.contain(JSON.stringify(value));
            }
          }
        }
      });
    });
  }
});
