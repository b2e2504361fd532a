import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type * as kubernetes from "@pulumi/kubernetes/types/input";
import type * as pulumi from "@pulumi/pulumi";
import { NO_TOKEN, READ_ONLY, RUNTIME_SECCOMP, userAndGroup } from "../../kubernetes/pod-security";

/** Files by their names, as a ConfigMap takes them. */
export type Files = Readonly<Record<string, string>>;

/** Where a job's scripts are mounted. */
export const SCRIPTS_MOUNT = "/opt/job";

/** Whoever it is, it is not root and owns nothing in an image. */
const USER = 65532;

/** What every pod of a job has that Pod Security's level `restricted` asks for, and no token of the cluster's API. */
export const RESTRICTED_POD = {
  restartPolicy: "Never",
  ...NO_TOKEN,
  securityContext: { ...userAndGroup(USER), ...RUNTIME_SECCOMP },
} satisfies Partial<kubernetes.core.v1.PodSpec>;

/** A container of such a pod: no rights, and nothing to write to but memory. */
export const RESTRICTED_CONTAINER = { ...READ_ONLY, privileged: false };

/** A script that runs some seconds: CPU in thousandths of a core, memory with what is kept in files there. */
export const SMALL = {
  requests: { cpu: "50m", memory: "64Mi" },
  limits: { cpu: "500m", memory: "128Mi" },
};

/** Label that has the cluster hand a pod its workload identity. */
export const USES_IDENTITY = { "azure.workload.identity/use": "true" };

/** Files of a job that reaches Azure by its workload identity: what it needs beside its own. */
export function identityScripts(): Files {
  return scripts(__dirname, ["program.py", "settings.py", "web.py", "entra.py"]);
}

/** The files `names` of `folder`. */
export function scripts(folder: string, names: readonly string[]): Files {
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

/** The command that runs `script` in Python, which takes nothing from a home folder and writes no bytecode. */
export function pythonCommand(script: string): string[] {
  return ["python3", "-sB", `${SCRIPTS_MOUNT}/${script}`];
}

/** Volume and mount of the ConfigMap `configMap`. */
export function configFiles(name: string, configMap: pulumi.Input<string>, mountPath: string) {
  return {
    volume: { name, configMap: { name: configMap, defaultMode: 0o444 } },
    mount: { name, mountPath, readOnly: true },
  };
}

/** Volume and mount of a folder that is gone with the pod and never on a disk. */
export function memoryFolder(name: string, mountPath: string, sizeLimit = "8Mi") {
  return { volume: { name, emptyDir: { medium: "Memory", sizeLimit } }, mount: { name, mountPath } };
}

/** Tells files apart by what is in them: as an annotation of a pod it makes new ones of what is immutable. */
export function digestOf(files: Files): string {
  const hash = createHash("sha256");
  for (const [name, content] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(JSON.stringify([name, content]));
  }
  return hash.digest("hex");
}

/** A container's environment, from names and values; what is undefined is left out. */
export function environment(values: Readonly<Record<string, pulumi.Input<string> | undefined>>) {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}
