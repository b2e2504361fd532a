import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { STACKS, platform } from "./built-platform";
import { at } from "./registered";
import type { Registrations } from "./registered";

for (const stack of STACKS) {
  describe(`Vaults of ${stack}`, () => {
    let registered: Registrations;
    before(async () => {
      registered = await platform("update", stack);
    });

    it("hands over every secret as one", () => {
      const secrets: Record<string, string> = {
        "keyvault:Secret": "properties",
        "network:VirtualNetworkGatewayConnection": "sharedKey",
        "dbforpostgresql:Server": "administratorLoginPassword",
      };
      for (const [type, input] of Object.entries(secrets)) {
        for (const each of registered.of(type)) expect(each.secrets, each.name).to.include(input);
      }
    });

    it("lets every secret and key end", () => {
      const ends = registered.of("keyvault:Secret").map(({ inputs }) => at(inputs, "properties.attributes.expires"));
      // 90 days after 2026-11-01.
      expect(new Set(ends)).to.deep.equal(new Set([Date.parse("2027-01-30T00:00:00Z") / 1000]));
      const keys = registered.of("keyvault:Key");
      expect(keys.map(({ inputs }) => at(inputs, "properties.rotationPolicy.attributes.expiryTime"))).to.deep.equal(
        keys.map(() => "P2Y"),
      );
    });
  });
}

describe("the sources of the components", () => {
  it("list no keys of any service, anywhere", () => {
    const folder = join(__dirname, "..", "..", "components");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.(ts|ps1)$/.test(file));
    const listing = files.filter((file) =>
      /\.list\w*(Keys|Secrets|Credentials)|\/listKeys/.test(readFileSync(join(folder, file), "utf8")),
    );
    expect(files.length).to.be.greaterThan(50);
    // What AKS gives users holds no credential where local accounts are off; the program refuses one that does.
    expect(listing).to.deep.equal([join("kubernetes", "cluster-provider.ts")]);
  });
});
