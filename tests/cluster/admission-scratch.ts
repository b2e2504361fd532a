import { readFileSync } from "node:fs";
import { ApiClient } from "./api-client";
import { admissionObjects } from "../../components/kubernetes/admission/admission-objects";
async function main() {
  const client = new ApiClient({ port: 16443, ca: readFileSync("/tmp/h2/certs/apiserver.crt"), token: "admintoken" });
  const mode = (process.argv[2] ?? "enforce") as "enforce";
  for (const o of admissionObjects({ mode, approvedRegistries: ["physicalai.azurecr.io"], readOnlyImages: ["physicalai.azurecr.io/training/python"],
    userAccounts: { azureml: ["default", "training", "inference"] },
    rateLimiterRedis: { authority: { name: "osmo-internal-ca", key: "ca.crt" }, password: { name: "rl", key: "password" } } })) {
    const a = await client.apply(o as never);
    if (!a.accepted) console.log(o.kind, o.metadata.name, a.message);
  }
  for (const [name, labels] of [["osmo-workflows", { "physical-ai.io/admission": "workloads" }], ["azureml", { "physical-ai.io/admission": "workloads" }], ["other", {}], ["osmo-control-plane", {}]] as const)
    await client.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } });
  await new Promise((r) => setTimeout(r, 1500));
  const image = "physicalai.azurecr.io/training/python:3.11@sha256:" + "a".repeat(64);
  const pod = (spec: object, metadata: object = {}, namespace = "osmo-workflows") => ({ apiVersion: "v1", kind: "Pod", metadata: { name: "p", namespace, ...metadata }, spec: { containers: [{ name: "main", image }], ...spec } });
  const t = async (p: object) => { const a = await client.create(p as never, { dryRun: true }); console.log(a.accepted ? JSON.stringify(a.object.spec, null, 1) : a.message, a.warnings); return a; };
  const a1 = await t(pod({ initContainers: [{ name: "i", image }, { name: "j", image, env: [{ name: "PYTHONPATH", value: "/code" }, { name: "A", value: "1" }] }], containers: [{ name: "main", image, volumeMounts: [{ name: "v", mountPath: "/tmp" }], securityContext: { runAsUser: 3 } }, { name: "b", image, env: [{ name: "ENV", value: "x" }] }], volumes: [{ name: "v", emptyDir: {} }] }));
  if (a1.accepted) { const o = a1.object as never as { metadata: object; spec: object }; const again = await client.create(pod(o.spec) as never, { dryRun: true }); console.log("idempotent", again.accepted && JSON.stringify(again.object.spec) === JSON.stringify(o.spec)); }
  await t(pod({}, { labels: { "app.kubernetes.io/component": "ratelimit" } }, "osmo-control-plane"));
  await t(pod({ containers: [{ name: "main", image, env: [{ name: "LOG_LEVEL", value: "Debug" }], args: ["-args", "--log-level", "-args", "debug"] }] }));
  await t(pod({ containers: [{ name: "main", image, env: [{ name: "HF_TOKEN", value: "hf_xx" }, { name: "PYTHONPATH", value: "a" }, { name: "PYTHONPATH", value: "b" }] }] }));
  await t(pod({ containers: [{ name: "main", image: "nginx", args: ["x".repeat(70000)] }] }));
  client.close();
}
void main();
