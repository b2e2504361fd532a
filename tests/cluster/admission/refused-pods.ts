import type { Manifest } from "../api-client";
import { fromSecret, IMAGE, pinned, podWith, REGISTRY } from "./pods";

/** Pods, each with what it tries. */
export type Pods = readonly (readonly [title: string, pod: Manifest])[];

// Made up, and put together so that no scanner of repositories takes them for real ones.
const JWT = ["eyJhbGciOiJSUzI1NiJ9", "eyJzdWIiOiJqb2IifQ", "c2lnbmF0dXJlLW9mLW5vYm9keQ"].join(".");
const HUB_TOKEN = `hf_${"abcDEF0123".repeat(4)}`;
const ACCOUNT_KEY = `${"c3RvcmFnZS1rZXk".repeat(5)}==`;
const SIGNATURE = "sig=Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4%3D";

/** What each rule refuses, as somebody writes it who does not know better, and as somebody who does. */
export const REFUSED: Readonly<Record<string, Pods>> = {
  "refuse-debug-logging": [
    ["LOG_LEVEL=DEBUG", podWith({ env: { LOG_LEVEL: "DEBUG" } })],
    ["mixed case, blanks and an unusual name", podWith({ env: { Osmo_LogLevel: " dEbUg " } })],
    ["Python's number of DEBUG", podWith({ env: { AZURE_LOG_LEVEL: "10" } })],
    ["debug for one module only", podWith({ env: { RUST_LOG: "info,azure_identity=trace" } })],
    ["a value put together from another variable", podWith({ env: { LEVEL: "debug", LOG_LEVEL: "$(LEVEL)" } })],
    ["verbosity of a library", podWith({ env: { TRANSFORMERS_VERBOSITY: "debug" } })],
    ["an init container", podWith({}, { init: [{ env: { MLFLOW_LOGGING_LEVEL: "DEBUG" } }] })],
    ["the second container", podWith({}, { others: [{ env: { LOG_LEVEL: "NOTSET" } }] })],
    ["--log-level=debug", podWith({ args: ["train.py", "--log-level=debug"] })],
    [
      "--log_level debug in two arguments",
      podWith({ command: ["python"], args: ["train.py", "--log_level", "Debug"] }),
    ],
    ["arguments as OSMO hands them on", podWith({ args: ["-args", "--log-level", "-args", "debug", "-args", "x"] })],
    [
      "a variable set by the shell",
      podWith({ command: ["sh", "-c", 'export LOG_LEVEL="DEBUG"; exec python train.py'] }),
    ],
    [
      "Python's own call",
      podWith({ command: ["python", "-c", "import logging; logging.basicConfig(level=logging.DEBUG)"] }),
    ],
    ["a setting of Hydra", podWith({ args: ["train.py", "hydra.job_logging.root.level=DEBUG"] })],
    [
      "a hook after the start",
      podWith({ lifecycle: { postStart: { exec: { command: ["sh", "-c", "LOG_LEVEL=trace agent &"] } } } }),
    ],
  ],
  "refuse-plain-credentials": [
    ["HF_TOKEN", podWith({ env: { HF_TOKEN: HUB_TOKEN } })],
    ["NGC_API_KEY", podWith({ env: { NGC_API_KEY: "abcdefghijkl" } })],
    ["AWS_SECRET_ACCESS_KEY in lower case", podWith({ env: { aws_secret_access_key: "abcdefghijkl" } })],
    ["a short password of digits", podWith({ env: { DB_PASSWORD: "1234" } })],
    ["a token under a harmless name", podWith({ env: { NOTE: `see ${JWT}` } })],
    ["a hub's token under a harmless name", podWith({ env: { RUN_NAME: HUB_TOKEN } })],
    ["a bearer token", podWith({ env: { HEADERS: "authorization: bearer abcdefghijklmnop1234" } })],
    ["a SAS in an URL", podWith({ env: { DATASET_URL: `https://st.blob.core.windows.net/d?sv=2024&${SIGNATURE}` } })],
    ["an account's key in other clothes", podWith({ env: { SETTINGS: `a=b;accountKEY=${ACCOUNT_KEY}` } })],
    ["telemetry's key", podWith({ env: { TELEMETRY: "InstrumentationKey=00000000-0000-0000-0000-000000000000" } })],
    ["a private key", podWith({ env: { DEPLOY: "-----BEGIN OPENSSH PRIVATE KEY-----\nabc" } })],
    ["user and password in an URL", podWith({ env: { DATABASE: "postgresql://osmo:hunter2@db/osmo" } })],
    ["a password in an URL without a user", podWith({ env: { BROKER: "rediss://:hunter2@redis:10000/0" } })],
    ["a reference to a plain variable", podWith({ env: { X: "hunter2", DB_PASSWORD: "$(X)" } })],
    ["something like a path, but base64", podWith({ env: { SIGNING_KEY: "/9j/4AAQSkZJRgABAQAAAQABAAD" } })],
    ["an init container", podWith({}, { init: [{ env: { WANDB_API_KEY: "abcdefghijkl" } }] })],
    ["an option", podWith({ args: ["login", "--password", "correct-horse-battery"] })],
    ["an option with an equals sign", podWith({ args: ["login", "--token=abcdefghij0123456789"] })],
    ["an option as OSMO hands it on", podWith({ args: ["-args", "--api-key", "-args", "abcdefghij0123456789"] })],
    [
      "a variable set by the shell",
      podWith({ command: ["sh", "-c", `export HF_TOKEN='${HUB_TOKEN}' && python t.py`] }),
    ],
    ["a header of curl", podWith({ args: ["curl", "-H", `Authorization: Bearer ${JWT}`, "https://example.com"] })],
    ["more text than can be searched", podWith({ args: ["x".repeat(70_000), `--token=${JWT}`] })],
  ],
  "refuse-storage-keys": [
    ["AZURE_STORAGE_KEY from a Secret", podWith({ env: [fromSecret("AZURE_STORAGE_KEY")] })],
    ["a connection string from a Secret", podWith({ env: [fromSecret("AZURE_STORAGE_CONNECTION_STRING")] })],
    ["a SAS from a Secret, in lower case", podWith({ env: [fromSecret("azure_storage_sas_token")] })],
    ["another name for it", podWith({ env: [fromSecret("BLOB_STORAGE_ACCOUNT_KEY")] })],
    ["an init container", podWith({}, { init: [{ env: [fromSecret("STORAGE_ACCESS_KEY")] }] })],
    ["the Azure CLI's option", podWith({ args: ["az", "storage", "blob", "list", "--account-key", "$KEY"] })],
    ["the Azure CLI's mode", podWith({ args: ["az", "storage", "blob", "list", "--auth-mode", "key"] })],
    ["a variable set by the shell", podWith({ command: ["bash", "-c", "AZURE_STORAGE_KEY=$(cat /k) python t.py"] })],
    [
      "a volume of Azure Files",
      podWith({}, { spec: { volumes: [{ name: "share", azureFile: { secretName: "key", shareName: "data" } }] } }),
    ],
    [
      "a volume of the blob driver with the key's Secret",
      podWith(
        {},
        {
          spec: {
            volumes: [
              {
                name: "blob",
                csi: { driver: "blob.csi.azure.com", volumeAttributes: { containerName: "data", secretname: "key" } },
              },
            ],
          },
        },
      ),
    ],
  ],
  "refuse-foreign-images": [
    ["a registry that begins like an approved one", podWith({ image: pinned("mcr.microsoft.com/azureml-evil/x") })],
    ["another registry", podWith({ image: pinned("ghcr.io/someone/image") })],
    ["no registry, which is Docker Hub", podWith({ image: pinned("python") })],
    ["the registry's name within another's", podWith({ image: pinned(`${REGISTRY}.example.com/training/python`) })],
    ["a registry with the same beginning", podWith({ image: pinned("physicalai.azurecr.iox/training/python") })],
    ["the registry's name as a path", podWith({ image: pinned(`example.com/${REGISTRY}/python`) })],
    ["the registry's name with a port", podWith({ image: pinned(`${REGISTRY}:5000/training/python`) })],
    ["a sister of an approved folder", podWith({ image: pinned("nvcr.io/nvidia-evil/image") })],
    ["an init container", podWith({}, { init: [{ image: pinned("docker.io/library/alpine") }] })],
    [
      "a volume made of an image",
      podWith({}, { spec: { volumes: [{ name: "model", image: { reference: pinned("ghcr.io/someone/model") } }] } }),
    ],
  ],
  "refuse-unpinned-images": [
    ["a tag", podWith({ image: `${REGISTRY}/training/python:3.11` })],
    ["neither tag nor digest", podWith({ image: `${REGISTRY}/training/python` })],
    ["a digest cut short", podWith({ image: IMAGE.slice(0, -1) })],
    ["an init container", podWith({}, { init: [{ image: `${REGISTRY}/osmo/init-container:6.3.1` }] })],
    [
      "a volume made of an image",
      podWith({}, { spec: { volumes: [{ name: "model", image: { reference: `${REGISTRY}/model:latest` } }] } }),
    ],
  ],
  "refuse-host-access": [
    ["the node's network", podWith({}, { spec: { hostNetwork: true } })],
    ["the node's processes", podWith({}, { spec: { hostPID: true } })],
    ["the node's shared memory", podWith({}, { spec: { hostIPC: true } })],
    ["one space of processes for all containers", podWith({}, { spec: { shareProcessNamespace: true } })],
    ["a folder of the node", podWith({}, { spec: { volumes: [{ name: "node", hostPath: { path: "/" } }] } })],
    ["a port of the node", podWith({ ports: [{ containerPort: 80, hostPort: 8080 }] })],
    ["a privileged container", podWith({ securityContext: { privileged: true } })],
    ["a privileged init container", podWith({}, { init: [{ securityContext: { privileged: true } }] })],
  ],
  "refuse-redaction-bypass": [
    ["PYTHONPATH from a Secret", podWith({ env: [fromSecret("PYTHONPATH")] })],
    ["isolated Python", podWith({ command: ["python3.11", "-u", "-I", "train.py"] })],
    ["Python without site", podWith({ command: ["sh", "-c", "python -uS train.py"] })],
    ["another PYTHONPATH by the shell", podWith({ command: ["sh", "-c", "PYTHONPATH=/code python train.py"] })],
    [
      "a file over the filter",
      podWith(
        { volumeMounts: [{ name: "mine", mountPath: "/opt//physical-ai/redaction/sitecustomize.py", subPath: "x" }] },
        { spec: { volumes: [{ name: "mine", emptyDir: {} }] } },
      ),
    ],
    [
      "the filter's volume without the filter",
      podWith(
        {},
        {
          spec: {
            volumes: [
              {
                name: "physical-ai-redaction",
                configMap: { name: "mine", items: [{ key: "umask.sh", path: "umask.sh" }] },
              },
            ],
          },
        },
      ),
    ],
    [
      "a part of the filter's volume",
      podWith(
        {
          volumeMounts: [
            { name: "physical-ai-redaction", mountPath: "/opt/physical-ai/redaction", subPath: "nothing" },
          ],
        },
        { spec: { volumes: [{ name: "physical-ai-redaction", configMap: { name: "credential-redaction" } }] } },
      ),
    ],
    ["an empty environment", podWith({ command: ["env", "-i", "python", "train.py"] })],
    ["a variable taken away", podWith({ command: ["bash", "-c", "unset PYTHONPATH; python train.py"] })],
  ],
  "require-exemption-reasons": [
    ["no owner and no reason", podWith({}, { labels: { "physical-ai.io/admission-exempt": "refuse-debug-logging" } })],
    [
      "a rule that there is not",
      podWith(
        {},
        {
          labels: { "physical-ai.io/admission-exempt": "refuse-everything" },
          annotations: {
            "physical-ai.io/exemption-owner": "robotics-team",
            "physical-ai.io/exemption-reason": "needed until the next release",
          },
        },
      ),
    ],
    [
      "itself",
      podWith(
        {},
        {
          labels: { "physical-ai.io/admission-exempt": "require-exemption-reasons" },
          annotations: {
            "physical-ai.io/exemption-owner": "robotics-team",
            "physical-ai.io/exemption-reason": "needed until the next release",
          },
        },
      ),
    ],
  ],
};
