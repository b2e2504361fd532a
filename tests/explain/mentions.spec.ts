import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { mentionsIn } from "../../explain/mentions";

describe("where an id is named", () => {
  const repository = mkdtempSync(join(tmpdir(), "mentions-"));
  const files: Readonly<Record<string, string>> = {
    "components/osmo/secrets.ts": "/** Closes T-1. */",
    "components/osmo/deep/mount.py": "# (T-1)",
    "components/network.ts": "/** Closes T-10, SIT-1 and T-1-2. */",
    "docs/secrets.md": "The key is mounted (T-1)",
    "docs/controls/mek-outside-configmap.md": "T-1",
    "tests/osmo.spec.ts": "T-1",
  };
  before(() => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(repository, file)), { recursive: true });
      writeFileSync(join(repository, file), text);
    }
  });
  after(() => rmSync(repository, { recursive: true }));

  it("are files of components and guides that have it as a word", () => {
    expect(mentionsIn(repository, "T-1")).to.deep.equal({
      components: ["components/osmo/deep/mount.py", "components/osmo/secrets.ts"],
      guides: ["docs/secrets.md"],
    });
  });
});
