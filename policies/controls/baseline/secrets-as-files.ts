import { resourceControl } from "../../framework/control";
import { judgeWritings } from "../../framework/kubernetes/writing-findings";
import { WRITTEN_INTO } from "../../framework/kubernetes/writings";

export const secretsAsFiles = resourceControl({
  name: "secrets-as-files",
  goals: ["G2"],
  severity: "medium",
  title: "Workloads read secrets from files, not from their environment",
  rationale:
    "An environment is inherited by every process that a program starts, stands in crash dumps and is printed by debug logs. It keeps a secret's old value until the pod is started again, however often the vault replaces it; a file is read by who opens it and follows its source.",
  remediation:
    "Mount the secret by the vault's driver and hand its path on: components/kubernetes/key-vault-secrets.ts.",
  references: { checkov: ["CKV_K8S_35"], cisAks: ["4.5.1"], kubeLinter: ["read-secret-from-env-var"] },
  resources: WRITTEN_INTO,
  check: (resource) =>
    judgeWritings(resource, {
      concerns: ({ kind }) => kind === "variable",
      isWrong: ({ source }) => (source === "unknown" ? "unknown" : source === "secret"),
      problem: ({ all }) => (all ? "takes a whole Secret into its environment" : "takes a secret into its environment"),
      instead: () => "to nothing, and mount the secret as a file",
    }),
});
