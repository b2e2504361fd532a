import { join } from "node:path";
import { expect } from "chai";
import { checkVersion } from "../../../offline/cli/program-version";
import { failureOf, Workbench } from "./workbench";

describe("checkVersion", () => {
  let bench: Workbench;
  beforeEach(() => (bench = new Workbench()));
  afterEach(() => bench.remove());

  const question = { args: ["--version"], pattern: /^etcd Version: (\S+)/, oldest: "3.4.0" };
  const check = (body: string) => checkVersion(bench.script(join(bench.bin, "etcd"), body), question, bench.env);

  it("finds the version among other lines", async () => {
    expect(await check("echo etcd Version: 3.4.23\necho Git SHA: abc")).to.equal("3.4.23");
  });

  const refused: Record<string, { readonly body: string; readonly says: RegExp }> = {
    "one that tells no version": { body: "echo hello", says: /etcd does not tell its version$/ },
    "an older one": {
      body: "echo etcd Version: 3.3.1",
      says: /etcd is 3\.3\.1; 3\.4\.0 or newer of version 3 is needed$/,
    },
    "the next major version": {
      body: "echo etcd Version: 4.0.0",
      says: /etcd is 4\.0\.0; 3\.4\.0 or newer of version 3/,
    },
    "one that fails": { body: "echo no such flag >&2; exit 2", says: /\(`--version` exits with 2: no such flag\)$/ },
  };
  for (const [what, { body, says }] of Object.entries(refused)) {
    it(`refuses ${what}`, async () => expect((await failureOf(check(body))).message).to.match(says));
  }
});
