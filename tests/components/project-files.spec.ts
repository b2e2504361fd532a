import { expect } from "chai";
import { checkConfig, CONFIG_KEYS } from "../../components/config";
import { projectFile, rawConfig, stackFile } from "./stack-config";

describe("Pulumi.yaml", () => {
  it("declares every key that the program reads, and no other", () => {
    expect(Object.keys(projectFile().config)).to.have.members([...CONFIG_KEYS]);
  });

  it("gives every key a type, a description and a default", () => {
    const incomplete = Object.entries(projectFile().config).filter(
      ([, { type, description, default: value }]) => !type || !description || value === undefined,
    );
    expect(incomplete).to.deep.equal([]);
  });

  it("keeps the state in a remote backend", () => {
    expect(projectFile().backend.url).to.match(/^azblob:\/\/.+\?storage_account=\w+$/);
  });

  it("runs the TypeScript sources by tsx", () => {
    expect(projectFile().runtime.options).to.deep.include({ typescript: false, nodeargs: "--import tsx" });
  });
});

for (const stack of ["dev", "prod"]) {
  describe(`Pulumi.${stack}.yaml`, () => {
    it("is a configuration without a problem", () => {
      expect(() => checkConfig(rawConfig(stack), `Pulumi.${stack}.yaml`)).not.to.throw();
    });

    it("encrypts the secrets in the state with a key in Azure Key Vault", () => {
      expect(stackFile(stack).secretsprovider).to.match(/^azurekeyvault:\/\/[\w-]+\.vault\.azure\.net\/keys\/\w+/);
    });

    it(`is the environment ${stack}`, () => {
      expect(checkConfig(rawConfig(stack), "file").environment).to.equal(stack);
    });
  });
}
