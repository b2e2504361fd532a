import { expect } from "chai";
import { parse } from "yaml";
import { masterKeyFile } from "../../../components/vault/platform-secrets";

describe("OSMO's file of master keys", () => {
  const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => 255 - index));
  const file = parse(masterKeyFile(bytes.toString("base64"))) as { currentMek: string; meks: Record<string, string> };

  it("names its current key", () => {
    expect(Object.keys(file.meks)).to.deep.equal([file.currentMek]);
  });

  it("holds the key as a JSON web key under its own name, in URL-safe letters without padding", () => {
    const key = JSON.parse(Buffer.from(file.meks[file.currentMek]!, "base64").toString()) as Record<string, string>;
    expect(key).to.deep.equal({ k: bytes.toString("base64url"), kid: file.currentMek, kty: "oct" });
  });
});
