import { expect } from "chai";
import { helmFailure } from "../../../audit/charts/helm-process";

/** What helm 3.22 writes, with a value in it where it can have one. */
const FAILURES: readonly (readonly [title: string, stderr: string, told: string])[] = [
  [
    "a template that stops by itself",
    "Error: execution error at (fleet/templates/secret.yaml:6:6): the password hunter2 is weak, see a/templates/b.yaml:9\n\nUse --debug flag to render out invalid YAML\n",
    "its template fleet/templates/secret.yaml, line 6, fails with these values",
  ],
  [
    "a template that fails in another",
    'walk.go:75: found symbolic link\nError: template: fleet/templates/pod.yaml:3:3: executing "fleet/templates/pod.yaml" at <include "pod" .>: error calling include: template: fleet/templates/_pod.tpl:12:7: executing "pod" at <.Values.hunter2.x>: nil pointer evaluating interface {}.x\n',
    "its template fleet/templates/_pod.tpl, line 12, fails with these values",
  ],
  [
    "a template that does not parse",
    'Error: parse error at (fleet/templates/pod.yaml:3): function "hunter2" not defined\n',
    "its template fleet/templates/pod.yaml, line 3, is no template that helm can read",
  ],
  [
    "broken YAML",
    "Error: YAML parse error on fleet/templates/pod.yaml: error converting YAML to JSON: yaml: line 3: hunter2\n",
    "fleet/templates/pod.yaml does not become YAML with these values",
  ],
  [
    "a dependency that is not there",
    "Error: An error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: redis, postgresql\n",
    "its charts/ folder lacks redis, postgresql; add it with helm dependency build",
  ],
  [
    "another Kubernetes",
    "Error: chart requires kubeVersion: >=1.40.0-0 <2.0.0 which is incompatible with Kubernetes v1.36.0\n",
    "it asks for Kubernetes >=1.40.0-0 <2.0.0, and is rendered for v1.36.0",
  ],
  [
    "values that the schema refuses",
    "Error: values don't meet the specifications of the schema(s) in the following chart(s):\nfleet:\n- password: hunter2 is too short\n",
    "its schema refuses these values",
  ],
  [
    "a schema that would have to be fetched",
    `Error: values don't meet the specifications of the schema(s) in the following chart(s):\nfleet:\nfailing loading "http://example.org/hunter2.json": connection refused\n`,
    "its schema lies elsewhere, and nothing is fetched",
  ],
  ["a library", "Error: library charts are not installable\n", "it is a library, which is not installed by itself"],
  ["no chart", "Error: Chart.yaml file is missing\n", "it is no chart that helm can read"],
  ["anything else", "Error: hunter2\n", "helm fails on it; run helm template with the same values to see why"],
  ["nothing", "", "helm fails on it; run helm template with the same values to see why"],
];

describe("what is told of a failure of helm", () => {
  for (const [title, stderr, told] of FAILURES) {
    it(`is enough for ${title}, and never a value`, () => {
      expect(helmFailure(stderr)).to.equal(told);
      expect(helmFailure(stderr)).not.to.include("hunter2");
    });
  }
});
