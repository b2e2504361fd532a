import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { GRID_DRIVER, gridDriverPod } from "../../../../components/kubernetes/gpu/grid-driver-pods";
import { DOWNLOAD, INSTALL } from "../../../../components/kubernetes/gpu/grid-driver-scripts";
import { pool, registry, RTX_PRO } from "./pools";

const run = promisify(execFile);

describe("pod that installs GRID drivers", () => {
  const pod = gridDriverPod({
    ...registry,
    pools: [pool("rtxpro", RTX_PRO), pool("rtxspot", RTX_PRO, { spot: true })],
    package: GRID_DRIVER,
    scripts: "scripts",
  }) as unknown as Pod;
  const containers = [...pod.initContainers, ...pod.containers];

  it("runs on nodes of its pools alone", () => {
    expect(pod.affinity).to.deep.equal({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: "agentpool", operator: "In", values: ["rtxpro", "rtxspot"] }] },
          ],
        },
      },
    });
  });

  it("has privileges in the one container that installs, and the node's files there alone", () => {
    expect(
      containers.filter(({ securityContext }) => securityContext.privileged).map(({ name }) => name),
    ).to.deep.equal(["install"]);
    const withNode = containers.filter(({ volumeMounts = [] }) => volumeMounts.some(({ name }) => name === "node"));
    expect(withNode.map(({ name }) => name)).to.deep.equal(["install"]);
  });

  it("shares neither network nor processes of the node, and has no token", () => {
    expect(pod).to.not.have.any.keys("hostNetwork", "hostPID", "hostIPC", "serviceAccountName");
    expect(pod.automountServiceAccountToken).to.equal(false);
  });

  it("has images by digest, from the platform's registry", () => {
    expect(containers.map(({ image }) => image.replace(/[0-9a-f]{64}$/, "..."))).to.deep.equal([
      "cr.azurecr.io/training/python:3.11-slim@sha256:...",
      "cr.azurecr.io/training/python:3.11-slim@sha256:...",
      "cr.azurecr.io/third-party/pause:3.10@sha256:...",
    ]);
  });

  it("cannot change the driver between the check of its sum and its installation", () => {
    const install = containers.find(({ name }) => name === "install");
    expect(install?.volumeMounts).to.deep.include({ name: "driver", mountPath: "/driver", readOnly: true });
  });
});

describe("download of the GRID driver", () => {
  const driver = Buffer.from("#!/bin/sh\necho driver\n");
  const sum = createHash("sha256").update(driver).digest("hex");
  let server: Server;
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "grid-driver-"));
    server = createServer((_request, response) => response.end(driver));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });

  const download = (sha256: string) =>
    run("python3", ["-c", DOWNLOAD], {
      env: {
        PATH: process.env.PATH,
        DRIVER_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/driver.run`,
        DRIVER_SHA256: sha256,
        DRIVER_FILE: join(folder, "driver.run"),
      },
    });

  it("keeps a file that has the sum", async () => {
    await download(sum);
    expect(await readFile(join(folder, "driver.run"))).to.deep.equal(driver);
  });

  it("keeps nothing of one that has another, and fails", async () => {
    const error = await download("0".repeat(64)).then(
      () => undefined,
      (failure: { code: number; stderr: string }) => failure,
    );
    expect(error?.code).to.equal(1);
    expect(error?.stderr.trim()).to.equal(`The driver's SHA-256 is ${sum}, not ${"0".repeat(64)}.`);
    expect(await readdir(folder)).to.deep.equal([]);
  });
});

describe("installation of the GRID driver", () => {
  it("is a script that Bash reads", () => {
    const { status, stderr } = spawnSync("bash", ["-n"], { input: INSTALL, encoding: "utf8" });
    expect([status, stderr]).to.deep.equal([0, ""]);
  });

  it("checks the very copy that it runs", () => {
    const lines = INSTALL.split("\n");
    const line = (text: string) => lines.findIndex((each) => each.includes(text));
    const copied = line("install -m 0700");
    const checked = line('$staged/installer.run" | sha256sum --check');
    const ran = line("--silent --no-drm");
    expect([copied, checked, ran].every((index) => index >= 0)).to.equal(true);
    expect([copied, checked, ran]).to.deep.equal([copied, checked, ran].sort((a, b) => a - b));
  });
});

interface Container {
  readonly name: string;
  readonly image: string;
  readonly securityContext: { readonly privileged?: boolean };
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[];
}
interface Pod {
  readonly affinity: unknown;
  readonly automountServiceAccountToken: boolean;
  readonly initContainers: readonly Container[];
  readonly containers: readonly Container[];
}
