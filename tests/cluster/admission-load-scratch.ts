import { readFileSync } from "node:fs";
import { ApiClient } from "./api-client";
import { podWith } from "./admission/pods";
async function main() {
  const client = new ApiClient({ port: 16443, ca: readFileSync("/tmp/h2/certs/apiserver.crt"), token: "admintoken" });
  const pid = readFileSync("/tmp/h2/api.pid", "utf8").trim();
  const cpu = () => { const f = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" "); return (Number(f[11]) + Number(f[12])) * 10; };
  const env: Record<string, string> = { AZURE_CLIENT_ID: "11111111-1111-4111-8111-111111111111", AZURE_SUBSCRIPTION_ID: "x", MLFLOW_HTTP_REQUEST_TIMEOUT: "60", TASK: "Isaac-Velocity", NUM_ENVS: "4096", ACCEPT_EULA: "Y", PRIVACY_CONSENT: "Y", TRAINING_BACKEND: "skrl", LOG_LEVEL: "INFO", X: "y" };
  const once = async (namespace: string) => { const a = await client.create(podWith({ env, command: ["python", "-u", "train.py", "--task", "Isaac", "--headless", "--num_envs", "4096"] }, { namespace, init: [{ env: { A: "1" } }], others: [{}] }), { dryRun: true }); if (!a.accepted) throw new Error(a.message); };
  const seconds = Number(process.argv[2] ?? 0);
  if (seconds) { const end = performance.now() + seconds * 1000; while (performance.now() < end) await once("osmo-workflows"); client.close(); return; }
  for (let i = 0; i < 50; i++) { await once("other"); await once("osmo-workflows"); }
  const N = 800; const r: number[] = [];
  for (const ns of ["other", "osmo-workflows", "other", "osmo-workflows"]) { const c = cpu(); for (let i = 0; i < N; i++) await once(ns); r.push((cpu() - c) / N); }
  console.log("cpu ms/request", r);
  client.close();
}
void main();
