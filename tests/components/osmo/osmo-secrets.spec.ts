import { expect } from "chai";
import { controlPlaneSecretClasses, operatorSecretClass } from "../../../components/osmo/osmo-secrets";
import type { SecretClass } from "../../../components/osmo/osmo-secrets";

const classes: Readonly<Record<string, SecretClass>> = {
  ...controlPlaneSecretClasses,
  "osmo-backend": operatorSecretClass,
};
const secretsOf = (name: string) => classes[name]!.files.map(({ secret }) => secret);

describe("secrets of OSMO's pods", () => {
  it("are those that each kind of pod needs, and no other", () => {
    expect(Object.fromEntries(Object.keys(classes).map((name) => [name, secretsOf(name)]))).to.deep.equal({
      "osmo-control-plane": ["osmo-mek", "osmo-database", "osmo-redis", "osmo-internal-tls"],
      "osmo-router": ["osmo-mek", "osmo-database"],
      "osmo-gateway": ["osmo-gateway-tls", "osmo-internal-ca"],
      "osmo-sign-in": ["osmo-cookie", "osmo-redis"],
      "osmo-backend": ["osmo-backend-token"],
    });
  });

  it("leave the master key a file: no Secret of the cluster has it", () => {
    const synced = Object.values(classes).flatMap(({ synced }) => synced);
    expect(synced.filter(({ data }) => Object.values(data).includes("mek.yaml"))).to.deep.equal([]);
  });

  it("are kept in a Secret by one kind of pod only, of files that it has", () => {
    const names = Object.values(classes).flatMap(({ synced }) => synced.map(({ name }) => name));
    expect(names).to.deep.equal([...new Set(names)]);
    for (const { files, synced } of Object.values(classes)) {
      const present = files.map(({ secret, file = secret }) => file);
      expect(present).to.include.members(synced.flatMap(({ data }) => Object.values(data)));
    }
  });

  it("are what the charts ask for", () => {
    const synced = Object.values(classes).flatMap(({ synced }) => synced);
    expect(Object.fromEntries(synced.map(({ name, data }) => [name, Object.keys(data)]))).to.deep.equal({
      "db-secret": ["db-password"],
      "redis-secret": ["redis-password"],
      "osmo-internal-tls": ["tls.crt", "tls.key"],
      "router-db-secret": ["db-password"],
      "envoy-ssl-cert": ["tls.crt", "tls.key"],
      "osmo-internal-ca": ["ca.crt"],
      "sign-in-redis-secret": ["redis-password"],
      "osmo-backend-token": ["token"],
    });
  });
});
