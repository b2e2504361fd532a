import { expect } from "chai";
import { accepted } from "../api-client";
import type { Answer, Manifest } from "../api-client";
import type { ControlPlane } from "../control-plane";
import { isNamed, planeIn } from "./plane";
import { podWith, REGISTRY, specOf } from "./pods";

const LABEL = "physical-ai.io/admission-exempt";
const OWNER = "physical-ai.io/exemption-owner";
const REASON = "physical-ai.io/exemption-reason";
const ANNOTATIONS = { [OWNER]: "robotics-team", [REASON]: "a fault of the new driver is looked for" };

/** A pod that logs too much, with an exemption. */
const debugging = (
  label: string,
  annotations: Readonly<Record<string, string>> = ANNOTATIONS,
  env = { LOG_LEVEL: "debug" },
) => podWith({ env }, { labels: { [LABEL]: label }, annotations });

describe("exemptions from admission", () => {
  let cluster: ControlPlane;
  before(async () => {
    cluster = await planeIn("enforce");
  });

  const create = (pod: Manifest) => cluster.create(pod, { dryRun: true });
  const outcome = (answer: Answer) => (answer.accepted ? "let through" : answer.message);

  it("let through what they name, alone or among others", async () => {
    expect(outcome(await create(debugging("refuse-debug-logging")))).to.equal("let through");
    expect(outcome(await create(debugging("mend-private-tmp.refuse-debug-logging")))).to.equal("let through");
  });

  it("let nothing else through", async () => {
    const token = { LOG_LEVEL: "debug", HF_TOKEN: "abcdefghijkl" };
    const answer = await create(debugging("refuse-debug-logging", ANNOTATIONS, token));
    expect(isNamed("refuse-plain-credentials", answer)).to.be.true;
    expect(isNamed("refuse-debug-logging", await create(debugging("refuse-host-access")))).to.be.true;
  });

  for (const [title, annotations] of [
    ["no owner", { [REASON]: ANNOTATIONS[REASON] }],
    ["no reason", { [OWNER]: ANNOTATIONS[OWNER] }],
    ["an owner of blanks", { ...ANNOTATIONS, [OWNER]: "      " }],
    ["a reason that says nothing", { ...ANNOTATIONS, [REASON]: "because" }],
    ["a reason of characters that nobody sees", { ...ANNOTATIONS, [REASON]: "\u200b".repeat(40) }],
    ["a reason of dots", { ...ANNOTATIONS, [REASON]: ".".repeat(40) }],
    [
      "the reason under another name",
      { [OWNER]: "robotics-team", "physical-ai.io/exemption-Reason": "a long enough reason" },
    ],
  ] as const) {
    it(`count for nothing with ${title}`, async () => {
      const answer = await create(debugging("refuse-debug-logging", annotations));
      expect(answer).to.include({ accepted: false });
    });
  }

  it("are refused by name and annotation, so that one can mend them", async () => {
    const good = podWith({}, { labels: { [LABEL]: "refuse-debug-logging" } });
    expect(outcome(await create(good))).to.contain(
      "require-exemption-reasons: the label physical-ai.io/admission-exempt lacks the annotations " +
        "physical-ai.io/exemption-owner, physical-ai.io/exemption-reason. Say who answers for it",
    );
  });

  for (const label of [
    "Refuse-Debug-Logging",
    "refuse-debug",
    "refuse-debug-logging-x",
    "all",
    "refuse-debug-logging..x",
  ]) {
    it(`are not won by the label ${label}`, async () => {
      expect(await create(debugging(label))).to.include({ accepted: false });
    });
  }

  it("are not won by a label of another name, or by an annotation", async () => {
    const other = podWith(
      { env: { LOG_LEVEL: "debug" } },
      { labels: { "admission-exempt": "refuse-debug-logging" }, annotations: ANNOTATIONS },
    );
    expect(isNamed("refuse-debug-logging", await create(other))).to.be.true;
    const annotation = podWith(
      { env: { LOG_LEVEL: "debug" } },
      { annotations: { ...ANNOTATIONS, [LABEL]: "refuse-debug-logging" } },
    );
    expect(isNamed("refuse-debug-logging", await create(annotation))).to.be.true;
  });

  it("from a rule that mends leave the pod to the others", async () => {
    const pod = podWith({}, { labels: { [LABEL]: "mend-private-tmp.mend-seccomp" }, annotations: ANNOTATIONS });
    const { securityContext, volumes, containers } = specOf(accepted(await create(pod)));
    expect(securityContext).to.deep.equal({});
    expect(volumes!.map(({ name }) => name)).to.deep.equal(["physical-ai-redaction"]);
    expect(containers[0]!.volumeMounts).to.have.length(1);
    expect(containers[0]!.env).to.have.length(2);
  });
});

describe("admission of changes to pods that run", () => {
  let cluster: ControlPlane;
  before(async () => {
    cluster = await planeIn("enforce");
  });

  const stored = async (name: string, options: Parameters<typeof podWith>[1] = {}, main = {}): Promise<string> => {
    accepted(await cluster.create(podWith(main, { name, ...options })));
    return `/api/v1/namespaces/${options.namespace ?? "osmo-workflows"}/pods/${name}`;
  };
  const patch = (path: string, body: object) =>
    cluster.send("PATCH", path, { body, type: "application/strategic-merge-patch+json" });
  const debugContainer = (fields: object) => ({
    spec: {
      ephemeralContainers: [{ name: "debugger", image: `${REGISTRY}/tools@sha256:${"a".repeat(64)}`, ...fields }],
    },
  });

  it("refuses another image than a pinned one of the registry", async () => {
    const path = await stored("image-changes");
    const to = (image: string) => patch(path, { spec: { containers: [{ name: "main", image }] } });
    expect(isNamed("refuse-foreign-images", await to(`evil.example.com/x@sha256:${"a".repeat(64)}`))).to.be.true;
    expect(isNamed("refuse-unpinned-images", await to(`${REGISTRY}/training/python:latest`))).to.be.true;
    expect(await to(`${REGISTRY}/training/python@sha256:${"a".repeat(64)}`)).to.include({ accepted: true });
  });

  it("refuses ephemeral containers as it does others", async () => {
    const path = `${await stored("is-debugged")}/ephemeralcontainers`;
    const add = (fields: object) => patch(path, debugContainer(fields));
    expect(isNamed("refuse-foreign-images", await add({ image: `docker.io/busybox@sha256:${"a".repeat(64)}` }))).to.be
      .true;
    expect(isNamed("refuse-plain-credentials", await add({ env: [{ name: "HF_TOKEN", value: "abcdefghijkl" }] }))).to.be
      .true;
    expect(isNamed("refuse-host-access", await add({ securityContext: { privileged: true } }))).to.be.true;
    expect(await add({})).to.include({ accepted: true });
  });

  it("lets an exemption be no way in for an image later, unless it has an owner and a reason", async () => {
    const path = await stored("is-relabelled");
    const body = {
      metadata: { labels: { [LABEL]: "refuse-unpinned-images" } },
      spec: { containers: [{ name: "main", image: `${REGISTRY}/training/python:latest` }] },
    };
    expect(await patch(path, body)).to.include({ accepted: false });
    expect(await patch(path, { metadata: body.metadata })).to.include({ accepted: false });
    expect(await patch(path, { ...body, metadata: { ...body.metadata, annotations: ANNOTATIONS } })).to.include({
      accepted: true,
    });
    expect(await patch(path, { metadata: { annotations: { [REASON]: null } } })).to.include({ accepted: false });
  });

  it("lets labels and finalizers of pods change that would not be let in now", async () => {
    const path = await stored(
      "was-there-before",
      { namespace: "elsewhere", labels: { a: "b" } },
      { env: { LOG_LEVEL: "debug" }, image: "nginx" },
    );
    const relabel = async (admission: string | null) =>
      accepted(
        await cluster.send("PATCH", "/api/v1/namespaces/elsewhere", {
          body: { metadata: { labels: { "physical-ai.io/admission": admission } } },
          type: "application/merge-patch+json",
        }),
      );
    await relabel("workloads");
    try {
      const body = { metadata: { finalizers: ["osmo.nvidia.com/cleanup"], labels: { a: "c" } } };
      expect(await patch(path, body)).to.include({ accepted: true });
      expect(await patch(path, { metadata: { finalizers: null } })).to.include({ accepted: true });
    } finally {
      await relabel(null);
    }
  });
});
