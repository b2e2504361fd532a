import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { dropApiVersionAliases } from "../../components/api-version-aliases";
import { register } from "./registered";

/** The aliases that a resource group with one alias of its own is registered with. */
async function aliasesAfter(prepare: () => void): Promise<unknown[]> {
  let aliases: unknown[] = [];
  await register(
    () => {
      prepare();
      pulumi.runtime.registerStackTransformation(({ type, opts }) => {
        if (type === "azure-native:resources:ResourceGroup")
          aliases = (opts as pulumi.CustomResourceOptions).aliases as [];
        return undefined;
      });
      return new resources.ResourceGroup("platform", {}, { aliases: [{ name: "former" }] });
    },
    "update",
    "kept",
  );
  return aliases;
}

describe("dropping the aliases of old API versions", () => {
  it("leaves a resource the aliases of its own", async () => {
    expect(await aliasesAfter(dropApiVersionAliases)).to.deep.equal([{ name: "former" }]);
  });

  it("is what makes the difference", async () => {
    expect((await aliasesAfter(() => undefined)).length).to.be.greaterThan(1);
  });
});
