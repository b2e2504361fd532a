import { expect } from "chai";
import type { Manifest, User } from "./api-client";
import { platformCluster } from "./platform-cluster";
import type { PlatformCluster } from "./platform-cluster";

/** Pods by the strictest of Kubernetes' levels that they keep to. */
const SPECS = {
  restricted: {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    containers: [
      { name: "main", securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } } },
    ],
  },
  /** Says nothing of itself: may be root. */
  baseline: { containers: [{ name: "main" }] },
  /** Reads the node's files, and has all its rights. */
  privileged: {
    containers: [
      {
        name: "main",
        securityContext: { privileged: true },
        volumeMounts: [{ name: "logs", mountPath: "/var/log" }],
      },
    ],
    volumes: [{ name: "logs", hostPath: { path: "/var/log" } }],
  },
} as const;

type Level = keyof typeof SPECS;

/** What Kubernetes does with pods in a namespace, and by which level and release. */
interface Expectation {
  readonly refuses?: readonly [pod: Level, by: string];
  /** Without a warning. */
  readonly letsThrough: Level;
  readonly warnsOf?: readonly [pod: Level, by: string];
}

const NAMESPACES: Readonly<Record<string, Expectation>> = {
  "osmo-control-plane": { refuses: ["baseline", "restricted:v1.34"], letsThrough: "restricted" },
  "osmo-operator": { refuses: ["baseline", "restricted:v1.34"], letsThrough: "restricted" },
  "osmo-workflows": {
    refuses: ["privileged", "baseline:v1.34"],
    letsThrough: "restricted",
    warnsOf: ["baseline", "restricted:latest"],
  },
  azureml: { letsThrough: "baseline", warnsOf: ["privileged", "baseline:latest"] },
  "gpu-operator": { letsThrough: "privileged" },
  "kai-scheduler": { refuses: ["privileged", "baseline:v1.34"], letsThrough: "baseline" },
};

/** The image, of which Pod Security does not speak. */
const EXEMPT = {
  labels: { "physical-ai.io/admission-exempt": "refuse-foreign-images.refuse-unpinned-images" },
  annotations: {
    "physical-ai.io/exemption-owner": "tests of Pod Security",
    "physical-ai.io/exemption-reason": "The image is never pulled",
  },
};

/** Makes pods of the platform's own, which admission leaves to Pod Security. */
const DAEMON_SETS: User = {
  user: "system:serviceaccount:kube-system:daemon-set-controller",
  groups: ["system:serviceaccounts", "system:serviceaccounts:kube-system"],
};

describe("Pod Security", () => {
  let cluster: PlatformCluster;
  before(async () => {
    cluster = await platformCluster("prod");
  });

  const create = (namespace: string, level: Level) =>
    cluster.plane.create(pod(namespace, level), { dryRun: true, as: DAEMON_SETS });
  const ofPodSecurity = (warnings: readonly string[]) => warnings.filter((text) => text.includes("PodSecurity"));

  it("has an expectation for each namespace", () => {
    const namespaces = cluster.objects.filter(({ kind }) => kind === "Namespace").map(({ metadata }) => metadata.name);
    expect(namespaces).to.have.members(Object.keys(NAMESPACES));
  });

  for (const [namespace, { refuses, letsThrough, warnsOf }] of Object.entries(NAMESPACES)) {
    describe(`in ${namespace}`, () => {
      if (refuses) {
        const [level, by] = refuses;
        it(`refuses a pod that is no more than ${level}`, async () => {
          const answer = await create(namespace, level);
          expect(answer).to.include({ accepted: false, reason: "Forbidden" });
          expect(answer).to.have.property("message").that.contains(`violates PodSecurity "${by}"`);
        });
      }

      it(`lets a ${letsThrough} pod through`, async () => {
        const answer = await create(namespace, letsThrough);
        expect(answer).to.have.property("accepted", true);
        expect(ofPodSecurity(answer.warnings)).to.deep.equal([]);
      });

      if (warnsOf) {
        const [level, by] = warnsOf;
        it(`warns of a pod that is no more than ${level}`, async () => {
          const answer = await create(namespace, level);
          expect(answer).to.have.property("accepted", true);
          expect(ofPodSecurity(answer.warnings)).to.have.length(1);
          expect(ofPodSecurity(answer.warnings)[0]).to.contain(`would violate PodSecurity "${by}"`);
        });
      }
    });
  }
});

/** A pod of an account that the namespace does not give to users. */
function pod(namespace: string, level: Level): Manifest {
  const { containers, ...spec } = SPECS[level];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: `probe-${level}`, namespace, ...EXEMPT },
    spec: {
      ...spec,
      serviceAccountName: "probe",
      containers: containers.map((container) => ({ ...container, image: "example.com/probe:1" })),
    },
  };
}
