import { expect } from "chai";
import fc from "fast-check";
import { fillIn, withUnknowns } from "../../../audit/charts/placeholders";
import { decrypted, encrypted, UNKNOWN } from "./deployments";

describe("values that a chart is rendered without", () => {
  it("are replaced by names that Kubernetes takes, and remembered by their place", () => {
    const values = { host: UNKNOWN, clients: [{ id: UNKNOWN, password: encrypted }], token: "[secret]", level: "INFO" };
    expect(fillIn(values)).to.deep.equal({
      value: {
        host: "value-not-known-yet",
        clients: [{ id: "value-not-known-yet", password: "value-kept-secret" }],
        token: "value-kept-secret",
        level: "INFO",
      },
      guesses: [
        { path: "host", kind: "unknown" },
        { path: "clients[0].id", kind: "unknown" },
        { path: "clients[0].password", kind: "secret" },
        { path: "token", kind: "secret" },
      ],
    });
  });

  it("keep the form, and no text, of a secret that was exported in the open", () => {
    const { value } = fillIn({ auth: decrypted({ user: "somebody", port: 6379, tls: true, hosts: ["a", "b"] }) });
    expect(value).to.deep.equal({
      auth: { user: "value-kept-secret", port: 6379, tls: true, hosts: ["value-kept-secret", "value-kept-secret"] },
    });
  });

  it("make a text unknown that they became a part of, also in base64", () => {
    const base64 = (text: string) => Buffer.from(text).toString("base64");
    const object = {
      image: "value-not-known-yet.azurecr.io/service:1.2",
      data: { config: base64("host=value-not-known-yet\n"), password: base64("value-kept-secret") },
      args: ["--host", "VALUE-NOT-KNOWN-YET", "--level=INFO"],
    };
    expect(withUnknowns(object)).to.deep.equal({
      image: UNKNOWN,
      data: { config: UNKNOWN, password: base64("value-kept-secret") },
      args: ["--host", UNKNOWN, "--level=INFO"],
    });
  });

  it("are found in base64 whatever stands before and behind them", () => {
    const any = fc.string({ unit: "binary", maxLength: 12 });
    fc.assert(
      fc.property(any, any, (before, behind) => {
        const text = Buffer.from(`${before}value-not-known-yet${behind}`).toString("base64");
        expect(withUnknowns(text)).to.equal(UNKNOWN);
      }),
    );
  });

  it("leave every value alone that is known", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(withUnknowns(value)).to.deep.equal(value);
        expect(fillIn(value)).to.deep.equal({ value, guesses: [] });
      }),
    );
  });
});
