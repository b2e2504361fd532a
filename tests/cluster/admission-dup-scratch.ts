import { readFileSync } from "node:fs";
import { ApiClient } from "./api-client";
import { podWith } from "./admission/pods";
async function main() {
  const client = new ApiClient({ port: 16443, ca: readFileSync("/tmp/h2/certs/apiserver.crt"), token: "admintoken" });
  for (const env of [[{ name: "PYTHONPATH", value: "/a" }, { name: "PYTHONPATH", value: "/b" }], [{ name: "PYTHONPATH", value: "/opt/physical-ai/redaction" }, { name: "PYTHONPATH", value: "/b" }],[{ name: "X", value: "/a" }, { name: "PYTHONPATH", value: "/b" }, { name: "X", value: "/b" }],
   [{ name: "BASH_ENV", value: "/a" }, { name: "PYTHONPATH", value: "/b" }, { name: "BASH_ENV", value: "/b" }]]) {
    const a = await client.create(podWith({ env }), { dryRun: true });
    console.log(JSON.stringify(a.accepted ? (a.object.spec as any).containers[0].env : a.message));
  }
  client.close();
}
void main();
