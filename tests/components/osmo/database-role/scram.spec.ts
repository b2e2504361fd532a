import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { python } from "./prepared";
import { hash, hmac, letsIn, parts } from "./scram";

const FOLDER = join(__dirname, "..", "..", "..", "..", "components", "osmo", "database-role");
const PROGRAM = `
import base64, json, sys
sys.path.insert(0, sys.argv[1])
from scram import verifier
cases = json.load(sys.stdin)
json.dump([verifier(c["password"], base64.b64decode(c["salt"]) if "salt" in c else None, c.get("iterations", 4096)) for c in cases], sys.stdout)
`;

interface Case {
  readonly password: string;
  readonly salt?: string;
  readonly iterations?: number;
}

async function verifiers(cases: readonly Case[]): Promise<string[]> {
  const { stdout, stderr } = await python(["-c", PROGRAM, FOLDER], {}, JSON.stringify(cases));
  expect(stderr).to.equal("");
  return JSON.parse(stdout) as string[];
}

describe("what PostgreSQL keeps of a password", () => {
  it("takes the proof and gives the signature of RFC 7677's example", async () => {
    const salt = "W22ZaJ0SNY7soEsUEjb6gQ==";
    const [verifier] = await verifiers([{ password: "pencil", salt, iterations: 4096 }]);
    const { storedKey, serverKey, ...rest } = parts(verifier!);
    expect(rest).to.deep.equal({ iterations: 4096, salt });
    const nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    const message = `n=user,r=rOprNGfwEbeRWgbNEkqO,r=${nonce},s=${salt},i=4096,c=biws,r=${nonce}`;
    const signature = hmac(Buffer.from(serverKey, "base64"), message).toString("base64");
    expect(signature).to.equal("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    const proof = Buffer.from("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", "base64");
    const mask = hmac(Buffer.from(storedKey, "base64"), message);
    const clientKey = Buffer.from(proof.map((byte, index) => byte ^ mask[index]!));
    expect(hash(clientKey).toString("base64")).to.equal(storedKey);
  });

  it("lets in who knows the password, and nobody else, whatever it is", async () => {
    const password = fc.string({ unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)) });
    const passwords = fc.sample(password, { numRuns: 40, seed: 7677 });
    const made = await verifiers(passwords.map((each) => ({ password: each })));
    for (const [index, verifier] of made.entries()) {
      expect(letsIn(verifier, passwords[index]!)).to.be.true;
      expect(letsIn(verifier, `${passwords[index]}x`)).to.be.false;
    }
  });

  it("is salted anew each time with 16 bytes, and derived by 4096 rounds", async () => {
    const made = await verifiers([{ password: "pencil" }, { password: "pencil" }]);
    const salts = made.map((verifier) => parts(verifier).salt);
    expect(salts[0]).not.to.equal(salts[1]);
    expect(Buffer.from(salts[0]!, "base64")).to.have.length(16);
    expect(made.map((verifier) => parts(verifier).iterations)).to.deep.equal([4096, 4096]);
  });
});
