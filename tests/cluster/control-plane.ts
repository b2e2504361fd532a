import { randomBytes, generateKeyPairSync } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveProgram } from "../../offline/cli/go-program";
import { ApiClient } from "./api-client";
import { ETCD, KUBE_APISERVER } from "./binaries";
import { ServerProcess } from "./server-process";
import { waitFor } from "./wait-for";

/** A start takes 3 s on two cores; more where other tests keep them busy. */
const START_MILLISECONDS = 90_000;
/** Someone may take the port between its choice and its use, but not time after time. */
const ATTEMPTS = 5;

/**
 * A Kubernetes API server with its etcd: RBAC, all admission that is on by default (Pod Security, admission policies, quotas,
 * limit ranges, priorities) but ServiceAccount, and no controller and no kubelet. So objects are validated, admitted and
 * stored, and nothing more: no pod runs, no namespace has its ServiceAccount "default" (pods are admitted without it) and none
 * ever ends, and a ValidatingAdmissionPolicy's expressions are not checked against the kinds they match until they are run.
 */
export class ControlPlane extends ApiClient {
  private constructor(
    server: { port: number; ca: Buffer; token: string },
    private readonly processes: readonly ServerProcess[],
    private readonly folder: string,
  ) {
    super(server);
  }

  /**
   * @param choosePort picks a port for each attempt. Default: one that is free.
   * @throws ProgramNotFoundError where a server can't be had; an error with a server's last lines where it does not start
   */
  static async start(choosePort: () => Promise<number> = freePort): Promise<ControlPlane> {
    const [etcd, apiServer] = [await resolveProgram(ETCD), await resolveProgram(KUBE_APISERVER)];
    const folder = await mkdtemp(join(tmpdir(), "cluster-"));
    const processes: ServerProcess[] = [];
    try {
      const storage = startEtcd(etcd.binary, folder);
      processes.push(storage);
      const token = randomBytes(24).toString("hex");
      await writeIdentities(folder, token);
      const { server, port, ca } = await startApiServer({
        binary: apiServer.binary,
        folder,
        token,
        storage,
        choosePort,
      });
      processes.push(server);
      return new ControlPlane({ port, ca, token }, processes, folder);
    } catch (error) {
      await stopAll(processes, folder);
      throw error;
    }
  }

  /** Ends both servers and removes what they wrote. */
  async stop(): Promise<void> {
    this.close();
    await stopAll(this.processes, this.folder);
  }
}

/** The API server first: it writes to the other until it ends. */
async function stopAll(processes: readonly ServerProcess[], folder: string): Promise<void> {
  for (const server of [...processes].reverse()) await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/**
 * Sockets instead of ports: nobody else can take or use them. They lie in the working directory of both servers, under names
 * of the form of an address, for etcd before 3.6 takes no other.
 */
const SOCKETS = { client: "unix://etcd:1", peer: "unix://etcd:2" };

function startEtcd(binary: string, folder: string): ServerProcess {
  const args = [
    `--data-dir=${join(folder, "etcd")}`,
    `--listen-client-urls=${SOCKETS.client}`,
    `--advertise-client-urls=${SOCKETS.client}`,
    `--listen-peer-urls=${SOCKETS.peer}`,
    `--initial-advertise-peer-urls=${SOCKETS.peer}`,
    `--initial-cluster=default=${SOCKETS.peer}`,
  ];
  return ServerProcess.start(binary, args, join(folder, "etcd.log"), folder);
}

/** The administrator's token, and the key that signs the tokens of service accounts. */
async function writeIdentities(folder: string, token: string): Promise<void> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = privateKey.export({ type: "pkcs8", format: "pem" });
  await writeFile(join(folder, "service-accounts.key"), key, { mode: 0o600 });
  await writeFile(join(folder, "tokens.csv"), `${token},admin,admin,system:masters\n`, { mode: 0o600 });
}

interface ReadyServer {
  readonly server: ServerProcess;
  readonly port: number;
  readonly ca: Buffer;
}

async function startApiServer(of: {
  binary: string;
  folder: string;
  token: string;
  storage: ServerProcess;
  choosePort: () => Promise<number>;
}): Promise<ReadyServer> {
  const { binary, folder, token, storage } = of;
  for (let attempt = 1; ; attempt += 1) {
    const port = await of.choosePort();
    const certificates = join(folder, `certificates-${attempt}`);
    await mkdir(certificates);
    const args = apiServerArguments({ folder, port, certificates });
    const server = ServerProcess.start(binary, args, join(folder, `kube-apiserver-${attempt}.log`), folder);
    try {
      const ca = await untilReady({ server, port, token, storage, certificate: join(certificates, "apiserver.crt") });
      return { server, port, ca };
    } catch (error) {
      const portWasTaken = !server.isRunning && /address already in use/.test(server.log);
      await server.stop();
      if (!portWasTaken || attempt === ATTEMPTS) throw error;
    }
  }
}

function apiServerArguments(of: { folder: string; port: number; certificates: string }): string[] {
  const key = join(of.folder, "service-accounts.key");
  return [
    `--etcd-servers=${SOCKETS.client}`,
    "--bind-address=127.0.0.1",
    `--secure-port=${of.port}`,
    // An address of documentation (RFC 5737), announced to nobody: a machine without a network has no other.
    "--advertise-address=192.0.2.1",
    "--endpoint-reconciler-type=none",
    `--cert-dir=${of.certificates}`,
    `--token-auth-file=${join(of.folder, "tokens.csv")}`,
    "--authorization-mode=RBAC",
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    "--service-cluster-ip-range=10.0.0.0/24",
    // Its controller would have to make a ServiceAccount in each namespace first.
    "--disable-admission-plugins=ServiceAccount",
    // As in AKS: Pod Security decides, not the server.
    "--allow-privileged=true",
    "--profiling=false",
  ];
}

/** @returns the certificate of the server, which it has made for itself: no other server can be taken for it */
async function untilReady(of: {
  server: ServerProcess;
  port: number;
  token: string;
  storage: ServerProcess;
  certificate: string;
}): Promise<Buffer> {
  const look = async () => {
    for (const each of [of.storage, of.server]) if (!each.isRunning) throw each.failure;
    const ca = await readFile(of.certificate).catch(() => undefined);
    if (ca === undefined) return undefined;
    const client = new ApiClient({ port: of.port, ca, token: of.token });
    try {
      return (await client.isReady()) && (await client.get(DEFAULT_NAMESPACE)) !== undefined ? ca : undefined;
    } finally {
      client.close();
    }
  };
  return waitFor(look, { what: "an API server that is ready", deadline: START_MILLISECONDS });
}

/** The API server makes it after it has said that it is ready. */
const DEFAULT_NAMESPACE = { apiVersion: "v1", kind: "Namespace", metadata: { name: "default" } };

/** A port of 127.0.0.1 that nobody uses right now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
