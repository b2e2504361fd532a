import { fromSecret, IMAGE, pinned, podWith, READ_ONLY_IMAGE, REGISTRY } from "./pods";
import type { Pods } from "./refused-pods";

/** What each rule has to let through, though it looks like what it refuses. */
export const ADMITTED: Readonly<Record<string, Pods>> = {
  "refuse-debug-logging": [
    ["INFO and above", podWith({ env: { LOG_LEVEL: "INFO", AZURE_LOG_LEVEL: "warning", RUST_LOG: "info" } })],
    ["levels that are numbers of other kinds", podWith({ env: { TF_CPP_MIN_LOG_LEVEL: "0", LOG_LEVEL: "20" } })],
    ["a path to a log", podWith({ env: { LOG: "/data/debug/run.log" } })],
    ["levels of a task", podWith({ args: ["train.py", "--terrain-level", "10", "--curriculum.level=10"] })],
    ["debugging that logs nothing", podWith({ env: { NCCL_DEBUG: "INFO", DEBUG_TASK: "debug" } })],
    ["--log-level info", podWith({ args: ["train.py", "--log-level", "info", "--name", "debug"] })],
  ],
  "refuse-plain-credentials": [
    ["values of Secrets", podWith({ env: [fromSecret("HF_TOKEN"), fromSecret("NGC_API_KEY")] })],
    ["MLflow's retries", podWith({ env: { MLFLOW_TRACKING_TOKEN_REFRESH_RETRIES: "3" } })],
    [
      "a switch of tokenizers",
      podWith({ env: { TOKENIZERS_PARALLELISM: "true", HF_HUB_DISABLE_IMPLICIT_TOKEN: "1" } }),
    ],
    [
      "files of credentials",
      podWith({
        env: {
          AZURE_FEDERATED_TOKEN_FILE: "/var/run/secrets/azure/tokens/azure-identity-token",
          GOOGLE_APPLICATION_CREDENTIALS: "/mnt/vault/account.json",
          TLS_PRIVATE_KEY: "/etc/tls/tls.key",
        },
      }),
    ],
    ["ids of identities", podWith({ env: { AZURE_CLIENT_ID: "11111111-1111-4111-8111-111111111111" } })],
    [
      "keys of tables and tensors",
      podWith({ env: { KEY_COLUMN: "id", OBS_KEY: "policy", SSH_PUBLIC_KEY: "ssh-ed25519 AAAA" } }),
    ],
    ["tokens of language models", podWith({ env: { MAX_NEW_TOKENS: "4096", PAD_TOKEN: "<pad>" } })],
    ["an empty value", podWith({ env: { HF_TOKEN: "" } })],
    [
      "a reference to a value of a Secret",
      podWith({ env: [fromSecret("PGPASS_VALUE_OF_OSMO"), { name: "DB_PASSWORD", value: "$(PGPASS_VALUE_OF_OSMO)" }] }),
    ],
    [
      "an URL with a reference for the password",
      podWith({ env: [fromSecret("PW"), { name: "DATABASE", value: "postgresql://osmo:$(PW)@db/osmo" }] }),
    ],
    ["an URL with a port", podWith({ env: { MLFLOW_TRACKING_URI: "https://ml.azure.com:443/mlflow/v1@2" } })],
    [
      "options with files and references",
      podWith({ args: ["run", "--token-file", "/mnt/vault/t", "--token", "$(TOKEN)"] }),
    ],
    [
      "OSMO's own arguments",
      podWith({ args: ["-refreshToken", "/osmo/login/config/.refresh_token", "-host", "osmo"] }),
    ],
    [
      "a program that reads its password",
      podWith({ command: ["python", "-c", "password = os.environ['DB_PW_NAME']"] }),
    ],
    ["help about tokens", podWith({ command: ["sh", "-c", "echo the token expired, password required"] })],
  ],
  "refuse-storage-keys": [
    [
      "names of accounts and containers",
      podWith({
        env: { AZURE_STORAGE_ACCOUNT_NAME: "st", AZURE_STORAGE_CONTAINER_NAME: "logs", STORAGE_BACKEND: "azure" },
      }),
    ],
    [
      "the Azure CLI with the own identity",
      podWith({ args: ["az", "storage", "blob", "list", "--auth-mode", "login"] }),
    ],
    [
      "a volume of the blob driver with an identity",
      podWith(
        {},
        {
          spec: {
            volumes: [
              { name: "blob", csi: { driver: "blob.csi.azure.com", volumeAttributes: { containerName: "d" } } },
            ],
          },
        },
      ),
    ],
  ],
  "refuse-foreign-images": [
    ["the platform's registry", podWith({ image: IMAGE })],
    ["an approved folder of another", podWith({ image: pinned("nvcr.io/nvidia/isaac-lab:2.3.2") })],
    [
      "a volume made of an approved image",
      podWith({}, { spec: { volumes: [{ name: "model", image: { reference: pinned(`${REGISTRY}/models/arm`) } }] } }),
    ],
  ],
  "refuse-unpinned-images": [
    ["tag and digest", podWith({ image: READ_ONLY_IMAGE })],
    ["a digest alone", podWith({ image: pinned(`${REGISTRY}/training/python`) })],
    [
      "what Azure Machine Learning puts beside a job",
      podWith({ image: "mcr.microsoft.com/azureml/amlarc/sidecar:1.2" }),
    ],
  ],
  "refuse-host-access": [
    ["switches that are off", podWith({}, { spec: { hostNetwork: false, shareProcessNamespace: false } })],
    ["ports of the pod", podWith({ ports: [{ containerPort: 8080 }], securityContext: { privileged: false } })],
    ["a user namespace of its own", podWith({}, { spec: { hostUsers: false } })],
    [
      "volumes that are the pod's",
      podWith(
        {},
        {
          spec: {
            volumes: [
              { name: "scratch", emptyDir: {} },
              { name: "s", secret: { secretName: "s" } },
            ],
          },
        },
      ),
    ],
  ],
  "refuse-redaction-bypass": [
    ["Python as usual", podWith({ command: ["python", "-u", "-m", "train", "-S", "3"] })],
    ["more for PYTHONPATH", podWith({ command: ["sh", "-c", "export PYTHONPATH=/code:$PYTHONPATH; python t.py"] })],
    ["env with variables", podWith({ command: ["env", "A=1", "python", "train.py"] })],
  ],
  "require-exemption-reasons": [
    [
      "an owner and a reason, for two rules",
      podWith(
        { env: { LOG_LEVEL: "DEBUG" }, image: `${REGISTRY}/training/python:3.11` },
        {
          labels: { "physical-ai.io/admission-exempt": "refuse-debug-logging.refuse-unpinned-images" },
          annotations: {
            "physical-ai.io/exemption-owner": "robotics-team",
            "physical-ai.io/exemption-reason": "a fault of the new driver is looked for",
          },
        },
      ),
    ],
  ],
};
