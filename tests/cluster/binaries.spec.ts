import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readGoTool } from "../../offline/cli/go-build";
import type { GoProgram } from "../../offline/cli/go-program";
import { ETCD, KUBE_APISERVER } from "./binaries";

const pinOf = ({ tool }: GoProgram) => readGoTool({ ...tool, verify: () => Promise.resolve() }, "/cache");

describe("tools/kube-apiserver", () => {
  it("pins a version that serves mutating admission policies", async () => {
    expect(await pinOf(KUBE_APISERVER)).to.include({ version: "v1.36.3", go: "1.26.0" });
  });

  it("tells the server its version", () => {
    const flags = KUBE_APISERVER.tool.ldflags?.("v1.36.3");
    expect(flags).to.contain("-X k8s.io/component-base/version.gitVersion=v1.36.3 ");
    expect(flags).to.contain("-X k8s.io/component-base/version.gitMinor=36 ");
  });

  it("takes every module of Kubernetes' own from the same release", () => {
    const goMod = readFileSync(join(KUBE_APISERVER.tool.module, "go.mod"), "utf8");
    const replaced = [...goMod.matchAll(/^\s*(k8s\.io\/\S+) => (\S+) (\S+)$/gm)];
    expect(replaced).to.have.length(33);
    for (const [, module, by, version] of replaced) expect([by, version]).to.deep.equal([module, "v0.36.3"]);
  });
});

describe("tools/etcd", () => {
  it("pins a version", async () => expect(await pinOf(ETCD)).to.include({ version: "v3.7.3", go: "1.26.0" }));
});
