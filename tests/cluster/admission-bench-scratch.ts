import { readFileSync } from "node:fs";
import { ApiClient } from "./api-client";
import { podWith } from "./admission/pods";
import { admissionObjects } from "../../components/kubernetes/admission/admission-objects";
async function main() {
  const client = new ApiClient({ port: 16443, ca: readFileSync("/tmp/h2/certs/apiserver.crt"), token: "admintoken" });
  const env = { AZURE_CLIENT_ID: "11111111-1111-4111-8111-111111111111", AZURE_SUBSCRIPTION_ID: "x", MLFLOW_HTTP_REQUEST_TIMEOUT: "60", TASK: "Isaac-Velocity", NUM_ENVS: "4096", ACCEPT_EULA: "Y", PRIVACY_CONSENT: "Y", TRAINING_BACKEND: "skrl", LOG_LEVEL: "INFO", X: "y" };
  const pod = (namespace: string) => podWith({ env, command: ["python", "-u", "train.py", "--task", "Isaac", "--headless", "--num_envs", "4096"] }, { namespace, init: [{ env: { A: "1" } }], others: [{}] });
  const once = async (ns: string) => { const t = performance.now(); const a = await client.create(pod(ns), { dryRun: true }); if (!a.accepted) throw new Error(a.message); return performance.now() - t; };
  const med = (x: number[]) => x.sort((a, b) => a - b)[Math.floor(x.length / 2)]!.toFixed(2);
  const objs = admissionObjects({ mode: "enforce", approvedRegistries: ["physicalai.azurecr.io"], userAccounts: { azureml: ["default"] } });
  const sets: [string, (n: string) => boolean][] = [["all", () => true], ["mend", (n) => n.includes("mend")], ["refuse", (n) => n.includes("refuse") || n.includes("require")]];
  if (process.argv[2]) sets.push(...objs.filter((o) => o.kind.endsWith("Policy")).map((o): [string, (n: string) => boolean] => [o.metadata.name, (n) => n === o.metadata.name]));
  for (const [label, keep] of sets) {
    for (const o of objs) if (o.kind.endsWith("Binding")) { if (keep(o.metadata.name)) await client.apply(o as never); else await client.delete(o as never); }
    await new Promise((r) => setTimeout(r, 1500));
    for (let i = 0; i < 60; i++) { await once("osmo-workflows"); await once("other"); }
    const a: number[] = [], b: number[] = [];
    for (let i = 0; i < 200; i++) { a.push(await once("osmo-workflows")); b.push(await once("other")); }
    console.log(label, "with", med(a), "without", med(b), "p10", a[20]!.toFixed(2), b[20]!.toFixed(2));
  }
  client.close();
}
void main();
