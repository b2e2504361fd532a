import { expect } from "chai";
import { serve } from "../../../offline/providers/grpc-server";
import type { ServedStandIn } from "../../../offline/providers/grpc-server";
import { Tls } from "../../../offline/providers/tls";
import { ProviderClient } from "./client";

const KEY = "tls:index/privateKey:PrivateKey";
const AUTHORITY = "tls:index/selfSignedCert:SelfSignedCert";
const REQUEST = "tls:index/certRequest:CertRequest";
const SIGNED = "tls:index/locallySignedCert:LocallySignedCert";
const SECRET = "4dabf18193072939515e22adb298388d";

const authority = { allowedUses: ["cert_signing"], validityPeriodHours: 24, earlyRenewalHours: 1 };
const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => "no error",
    (error: Error) => error.message,
  );

describe("the stand-in for tls", () => {
  let served: ServedStandIn;
  let tls: ProviderClient;
  before(async () => {
    served = await serve(new Tls());
    tls = new ProviderClient(served.port);
  });
  after(() => {
    tls.close();
    served.stop();
  });

  it("gives keys in every form as secrets, the same in every run and another for another resource", async () => {
    const { id, properties } = await tls.create(KEY, { algorithm: "ECDSA", ecdsaCurve: "P256" });
    for (const output of ["privateKeyPem", "privateKeyPemPkcs8", "privateKeyOpenssh"])
      expect(properties[output], output).to.have.property(SECRET);
    expect((properties.privateKeyPemPkcs8 as { value: string }).value).to.match(
      /^-----BEGIN PRIVATE KEY-----\n[A-Za-z0-9+/=]+\n-----END PRIVATE KEY-----\n$/,
    );
    expect(properties).to.deep.include({ algorithm: "ECDSA", ecdsaCurve: "P256" });
    expect(await tls.create(KEY, { algorithm: "ECDSA", ecdsaCurve: "P256" })).to.deep.equal({ id, properties });
    const other = await tls.create(KEY, { algorithm: "ECDSA", ecdsaCurve: "P256" }, false, "other");
    expect(other.properties.privateKeyPem).not.to.deep.equal(properties.privateKeyPem);
  });

  it("gives requests and certificates as PEM, with an end that follows from how long they hold", async () => {
    const request = await tls.create(REQUEST, { privateKeyPem: "key" });
    expect(request.properties.certRequestPem).to.match(/^-----BEGIN CERTIFICATE REQUEST-----\n/);
    for (const type of [AUTHORITY, SIGNED]) {
      const { properties } = await tls.create(type, authority);
      expect(properties.certPem).to.match(/^-----BEGIN CERTIFICATE-----\n.+\n-----END CERTIFICATE-----\n$/);
      expect(properties).to.include({
        readyForRenewal: false,
        validityStartTime: "2026-01-01T00:00:00Z",
        validityEndTime: "2026-01-02T00:00:00.000Z",
      });
    }
  });

  it("knows no key and no certificate in a preview", async () => {
    const { properties } = await tls.create(AUTHORITY, authority, true);
    expect(properties).to.deep.equal(authority);
  });

  it("makes a certificate anew for whatever is in it, and not for when it is due", async () => {
    expect((await tls.diff(AUTHORITY, authority, { ...authority, validityPeriodHours: 48 })).replaces).to.deep.equal([
      "validityPeriodHours",
    ]);
    const due = { ...authority, earlyRenewalHours: 2 };
    expect(await tls.diff(AUTHORITY, authority, due)).to.deep.include({ some: true, replaces: [] });
    const { id, properties } = await tls.create(AUTHORITY, authority);
    expect(await tls.update(AUTHORITY, id, properties, due)).to.deep.equal({ ...properties, earlyRenewalHours: 2 });
  });

  it("asks for every required input, by name", async () => {
    const missing = async (type: string) => (await tls.check(type, {})).failures.map(({ property }) => property);
    expect(await missing(KEY)).to.deep.equal(["algorithm"]);
    expect(await missing(AUTHORITY)).to.deep.equal(["allowedUses", "validityPeriodHours"]);
    expect(await missing(SIGNED)).to.deep.equal(["allowedUses", "caCertPem", "certRequestPem", "validityPeriodHours"]);
  });

  it("refuses a type and a function that it does not know", async () => {
    expect(await rejection(tls.check("tls:index/other:Other", {}))).to.contain(
      'no resource type "tls:index/other:Other"',
    );
    expect(await rejection(tls.invoke("tls:index/getCertificate:getCertificate"))).to.contain("no function");
  });
});
