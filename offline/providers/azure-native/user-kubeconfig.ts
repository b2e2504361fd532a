import { stableHex, stableUuid, textOf } from "../property-values";
import type { PropertyMap } from "../property-values";
import { TENANT } from "./tenant";

/** AKS' answer to who asks for a user's kubeconfig of a cluster without local accounts: it holds no credential. */
export function userKubeconfig({ resourceName }: PropertyMap): PropertyMap {
  const name = textOf(resourceName) ?? "";
  const authority = pem("CERTIFICATE", Buffer.from(stableHex("cluster authority", name), "hex").toString("base64"));
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name,
        cluster: {
          server: `https://${name}.${stableUuid("api server", name)}.private.azmk8s.io:443`,
          "certificate-authority-data": Buffer.from(authority).toString("base64"),
        },
      },
    ],
    users: [
      {
        name: `clusterUser_${name}`,
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "kubelogin",
            args: ["get-token", "--environment", "AzurePublicCloud", "--tenant-id", TENANT, "--login", "devicecode"],
          },
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: `clusterUser_${name}` } }],
    "current-context": name,
  };
  return { kubeconfigs: [{ name: "clusterUser", value: Buffer.from(JSON.stringify(config)).toString("base64") }] };
}

function pem(label: string, base64: string): string {
  return `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----\n`;
}
