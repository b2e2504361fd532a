import { join } from "node:path";
import type { GoProgram } from "../../offline/cli/go-program";

const TOOLS = join(__dirname, "../../tools");

/** The version that the server tells; clients refuse the one it would tell otherwise. */
function kubernetesVersion(version: string): string {
  const [major = "", minor = ""] = version.replace(/^v/, "").split(".");
  const values = { gitVersion: version, gitMajor: major, gitMinor: minor, gitTreeState: "archive" };
  return Object.entries(values)
    .map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
    .join(" ");
}

/** The API server; 1.36 is the first to serve MutatingAdmissionPolicy as admissionregistration.k8s.io/v1. */
export const KUBE_APISERVER: GoProgram = {
  tool: {
    title: "Kubernetes API server",
    module: join(TOOLS, "kube-apiserver"),
    package: "k8s.io/kubernetes/cmd/kube-apiserver",
    versionedBy: "k8s.io/kubernetes",
    binary: "kube-apiserver",
    ldflags: kubernetesVersion,
    duration: "about 3 minutes on two cores",
  },
  variable: "KUBE_APISERVER",
  version: { args: ["--version"], pattern: /^Kubernetes (v\S+)/, oldest: "1.36.0" },
};

/** What the API server stores its objects in. Debian's 3.4 serves it too. */
export const ETCD: GoProgram = {
  tool: {
    title: "etcd server",
    module: join(TOOLS, "etcd"),
    package: "go.etcd.io/etcd/server/v3",
    versionedBy: "go.etcd.io/etcd/server/v3",
    binary: "etcd",
    duration: "less than a minute",
  },
  variable: "ETCD",
  version: { args: ["--version"], pattern: /^etcd Version: (\S+)/, oldest: "3.4.0" },
};
