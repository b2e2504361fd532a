import { expect } from "chai";
import { DatabaseRole } from "../../../components/osmo/database-role/database-role";
import type { DatabaseRoleArgs } from "../../../components/osmo/database-role/database-role";
import { databaseRoleSpec } from "../../../components/osmo/database-role/role-job";
import { checkLifetime, rotationScripts, rotationSpec } from "../../../components/osmo/token-rotation/rotation-job";
import { OsmoTokenRotation } from "../../../components/osmo/token-rotation/token-rotation";
import { at, register } from "../registered";

const rotation = {
  image: "cr.azurecr.io/training/python:3.11-slim@sha256:abc",
  osmoUrl: "https://osmo.physical-ai.internal",
  apiClientId: "33333333-3333-4333-8333-333333333333",
  vaultUri: "https://kv-robots-dev-001.vault.azure.net/",
  secretName: "osmo-backend-token",
  lifetime: { days: 30, renewDays: 15, overlapHours: 24 },
  schedule: "17 */6 * * *",
  ownAuthorities: true,
};
const databaseRole = {
  pythonImage: rotation.image,
  postgresImage: "cr.azurecr.io/third-party/postgres:16@sha256:abc",
  host: "psql-robots-dev-001.postgres.database.azure.com",
  administrator: "id-database-role-robots-dev-001",
  issued: "2026-11-01",
  roots: { configMap: "azure-database-roots", file: "roots.pem", mountPath: "/etc/azure-database-roots" },
};
const args: DatabaseRoleArgs = {
  ...databaseRole,
  namespace: "osmo-control-plane",
  reader: { vaultName: "kv-robots-dev-001", tenantId: "tenant", clientId: "client of database-role" },
};
const roleSpec = (issued = "2026-11-01") =>
  databaseRoleSpec({
    ...databaseRole,
    issued,
    database: "osmo",
    role: "osmo_app",
    connections: 200,
    secretName: "osmo-database",
  });

const pods = {
  "the token rotation": at(rotationSpec(rotation), "jobTemplate.spec.template"),
  "the database role's job": at(roleSpec(), "template"),
};

for (const [what, pod] of Object.entries(pods)) {
  describe(`pods of ${what}`, () => {
    const containers = [
      ...((at(pod, "spec.initContainers") ?? []) as object[]),
      ...(at(pod, "spec.containers") as object[]),
    ];

    it("are what Pod Security's level restricted asks for", () => {
      expect(at(pod, "spec.securityContext")).to.deep.include({
        runAsNonRoot: true,
        seccompProfile: { type: "RuntimeDefault" },
      });
      for (const container of containers) {
        expect(at(container, "securityContext")).to.deep.equal({
          allowPrivilegeEscalation: false,
          privileged: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        });
      }
    });

    it("have no token of the cluster's API, but an identity of Azure", () => {
      expect(at(pod, "spec.automountServiceAccountToken")).to.be.false;
      expect((at(pod, "metadata.labels") as Record<string, string>)["azure.workload.identity/use"]).to.equal("true");
    });

    it("write into memory alone, a few megabytes", () => {
      const volumes = at(pod, "spec.volumes") as { name: string; emptyDir?: object }[];
      const folders = volumes.flatMap(({ emptyDir }) => (emptyDir ? [emptyDir] : []));
      for (const folder of folders) expect(folder).to.deep.equal({ medium: "Memory", sizeLimit: "8Mi" });
      const writable = new Set(volumes.filter(({ emptyDir }) => emptyDir).map(({ name }) => name));
      for (const container of containers) {
        for (const { name, readOnly } of at(container, "volumeMounts") as { name: string; readOnly?: boolean }[]) {
          expect(readOnly ?? false, name).to.equal(!writable.has(name) || (name === "run" && readOnly === true));
        }
      }
    });

    it("ask for CPU and memory, and have a limit of both", () => {
      for (const container of containers) {
        expect(at(container, "resources.requests")).to.have.all.keys("cpu", "memory");
        expect(at(container, "resources.limits")).to.have.all.keys("cpu", "memory");
      }
    });

    it("mount every folder that they name", () => {
      const volumes = (at(pod, "spec.volumes") as { name: string }[]).map(({ name }) => name);
      for (const container of containers) {
        for (const { name } of at(container, "volumeMounts") as { name: string }[]) expect(volumes).to.include(name);
      }
    });
  });
}

describe("the token rotation's CronJob", () => {
  it("runs alone, every six hours, each time 15 minutes at most", () => {
    const spec = rotationSpec(rotation);
    expect(spec).to.deep.include({ schedule: "17 */6 * * *", timeZone: "Etc/UTC", concurrencyPolicy: "Forbid" });
    expect(at(spec, "jobTemplate.spec.activeDeadlineSeconds")).to.equal(900);
    expect(rotationScripts()["rotate.py"]).to.contain("LONGEST_RUN = HOUR\n");
  });

  it("is not tried again where somebody has to do something first", () => {
    expect(at(rotationSpec(rotation), "jobTemplate.spec.podFailurePolicy.rules")).to.deep.equal([
      { action: "FailJob", onExitCodes: { containerName: "token-rotation", operator: "In", values: [2, 3] } },
    ]);
  });

  it("tells the script everything by its environment", () => {
    const [container] = at(rotationSpec(rotation), "jobTemplate.spec.template.spec.containers") as object[];
    expect(at(container, "env")).to.deep.equal([
      { name: "OSMO_URL", value: "https://osmo.physical-ai.internal" },
      { name: "OSMO_API_CLIENT_ID", value: "33333333-3333-4333-8333-333333333333" },
      { name: "VAULT_URL", value: "https://kv-robots-dev-001.vault.azure.net/" },
      { name: "VAULT_SECRET_NAME", value: "osmo-backend-token" },
      { name: "TOKEN_DAYS", value: "30" },
      { name: "RENEW_DAYS", value: "15" },
      { name: "OVERLAP_HOURS", value: "24" },
      { name: "CA_FILE", value: "/opt/job/authorities.pem" },
    ]);
  });

  it("refuses a lifetime beyond 30 days, naming everything that is wrong", () => {
    expect(() => checkLifetime({ days: 31, renewDays: 0, overlapHours: 0.5 })).to.throw(
      "The lifetime of OSMO's token: days: 31 is no whole number from 2 to 30; renewDays: 0 is no whole number from 1 to below days; overlapHours: 0.5 is no whole number from 1 to 168.",
    );
    expect(() => checkLifetime({ days: 30, renewDays: 15, overlapHours: 24 })).not.to.throw();
  });

  it("has no rights in the cluster, and a service account that stands for the identity", async () => {
    const { all } = await register(() => {
      const { image, osmoUrl, apiClientId, vaultUri, secretName } = rotation;
      new OsmoTokenRotation("token-rotation", {
        ...{ image, osmoUrl, apiClientId, vaultUri, secretName },
        namespace: "osmo-control-plane",
        clientId: "client of token-rotation",
      });
    }, "update");
    const objects = all.filter(({ type }) => type.startsWith("kubernetes:"));
    expect(objects.map(({ type }) => type)).to.have.members([
      "kubernetes:core/v1:ServiceAccount",
      "kubernetes:core/v1:ConfigMap",
      "kubernetes:batch/v1:CronJob",
    ]);
    for (const { inputs } of objects) {
      expect(inputs.metadata).to.deep.include({ name: "token-rotation", namespace: "osmo-control-plane" });
    }
    const account = objects.find(({ type }) => type.endsWith(":ServiceAccount"))!;
    expect(at(account.inputs, "metadata.annotations")).to.deep.equal({
      "azure.workload.identity/client-id": "client of token-rotation",
    });
  });
});

describe("the database role's Job", () => {
  it("is another one for another password", () => {
    const annotations = (issued: string) => at(roleSpec(issued), "template.metadata.annotations") as object;
    expect(annotations("2026-11-01")).not.to.deep.equal(annotations("2027-01-01"));
    expect(annotations("2026-11-01")).to.deep.equal(annotations("2026-11-01"));
    expect((annotations("2026-11-01") as Record<string, string>)["physical-ai/files"]).to.match(/^[0-9a-f]{64}$/);
  });

  it("stays when it is done, so that an update finds it", () => {
    expect(roleSpec()).not.to.have.property("ttlSecondsAfterFinished");
  });

  it("lets psql believe in nobody but the server of that name, and stop at the first error", () => {
    const [psql] = at(roleSpec(), "template.spec.containers") as object[];
    const env = Object.fromEntries(
      (at(psql, "env") as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
    );
    expect(env).to.deep.include({
      PGHOST: "psql-robots-dev-001.postgres.database.azure.com",
      PGDATABASE: "osmo",
      PGUSER: "id-database-role-robots-dev-001",
      PGSSLMODE: "verify-full",
      PGSSLROOTCERT: "/etc/azure-database-roots/roots.pem",
      PGPASSFILE: "/run/database-role/pgpass",
    });
    expect(at(psql, "command")).to.include.members(["--set=ON_ERROR_STOP=1", "--single-transaction", "--no-psqlrc"]);
  });

  it("shows the container with psql neither the vault nor the scripts", () => {
    const [psql] = at(roleSpec(), "template.spec.containers") as object[];
    expect((at(psql, "volumeMounts") as { name: string }[]).map(({ name }) => name)).to.have.members([
      "run",
      "roots",
      "tmp",
    ]);
  });

  it("reads the one password of the vault", async () => {
    const { all } = await register(() => new DatabaseRole("database-role", args), "update");
    const [providerClass] = all.filter(({ type }) => type.endsWith(":SecretProviderClass"));
    expect(at(providerClass!.inputs, "metadata.name")).to.equal("database-role");
    expect(String(at(providerClass!.inputs, "spec.parameters.objects")).match(/objectName: .*/g)).to.deep.equal([
      "objectName: osmo-database",
    ]);
  });
});
