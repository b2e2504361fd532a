import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { CredentialRedaction } from "../../../../components/kubernetes/redaction/credential-redaction";
import { REDACTION_SOURCES, redactionSources } from "../../../../components/kubernetes/redaction/sources";

const PYTHON = join(__dirname, "..", "..", "..", "..", "components", "kubernetes", "redaction", "python");

describe("files of the redaction", () => {
  it("are all that stand in their folder", () => {
    expect(readdirSync(PYTHON).filter((name) => name !== "__pycache__")).to.have.members([...REDACTION_SOURCES]);
  });

  it("fit a ConfigMap twenty times over", () => {
    const size = Object.values(redactionSources()).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    expect(size).to.be.below(1024 * 1024 * 0.05);
  });

  it("have names that clash with no module of a program", () => {
    const modules = REDACTION_SOURCES.filter((name) => name.endsWith(".py"));
    expect(modules.filter((name) => name !== "sitecustomize.py" && !name.startsWith("_redaction_"))).to.deep.equal([]);
  });

  it("import nothing but each other and Python's own", () => {
    const imported = Object.values(redactionSources()).flatMap((text) =>
      [...text.matchAll(/^\s*(?:import|from) ([\w.]+)/gm)].map(([, module]) => module!),
    );
    expect([...new Set(imported)].sort()).to.deep.equal([
      "_redaction_logging",
      "_redaction_secrets",
      "_redaction_streams",
      "_thread",
      "atexit",
      "binascii",
      "io",
      "os",
      "re",
      "sitecustomize",
      "sys",
    ]);
  });
});

describe("CredentialRedaction", () => {
  const registered: pulumi.runtime.MockResourceArgs[] = [];
  before(async () => {
    await pulumi.runtime.setMocks({
      newResource: (args) => {
        registered.push(args);
        return { id: args.name, state: args.inputs as Record<string, unknown> };
      },
      call: () => ({}),
    });
    const component = new CredentialRedaction("redaction-azureml", { namespace: "azureml" });
    await new Promise((resolve) => component.configMap.id.apply(resolve));
  });

  it("keeps the files in one ConfigMap of the namespace, which nobody can change in place", () => {
    const [configMap, ...others] = registered.filter(({ type }) => type.startsWith("kubernetes:"));
    expect(others).to.deep.equal([]);
    expect(configMap).to.deep.include({ type: "kubernetes:core/v1:ConfigMap", name: "redaction-azureml" });
    const { metadata, immutable, data } = configMap!.inputs as Record<string, unknown>;
    expect(metadata).to.deep.include({ name: "credential-redaction", namespace: "azureml" });
    expect(immutable).to.equal(true);
    expect(data).to.have.all.keys([
      "sitecustomize.py",
      "_redaction_secrets.py",
      "_redaction_streams.py",
      "_redaction_logging.py",
      "umask.sh",
    ]);
  });
});
