import { expect } from "chai";
import { backendOperatorValues } from "../../../components/osmo/backend-operator-values";
import { DEAD_KEYS, meansPath, OPERATOR_KEYS } from "./chart-keys";
import { HOST, leaves, REGISTRY } from "./needs";

const values = backendOperatorValues({ hostName: HOST, registryHost: REGISTRY });
const both = [values.services.backendListener, values.services.backendWorker];
const paths = [...leaves(values)].map(([path]) => path);

describe("values of OSMO's backend", () => {
  it("have keys alone that the chart reads", () => {
    expect(paths.filter((path) => !OPERATOR_KEYS.some((key) => meansPath(key, path)))).to.deep.equal([]);
    expect(paths.filter((path) => DEAD_KEYS.some((key) => meansPath(key, path)))).to.deep.equal([]);
  });

  it("sign in by a token, over TLS, and never as a developer", () => {
    expect(values.global).to.include({ loginMethod: "token", serviceUrl: `https://${HOST}` });
    expect(JSON.stringify(values)).to.not.match(/--method|--username|"dev"/);
  });

  it("read the token again from a folder that follows the vault", () => {
    for (const part of both) {
      expect(part.extraArgs).to.deep.equal(["--token_file", "/mnt/vault/token"]);
      expect(part.volumeMounts).to.deep.include({ name: "vault", mountPath: "/mnt/vault", readOnly: true });
    }
  });

  it("keep the files that probes look at, which the chart forgets with other volumes", () => {
    for (const part of both) {
      expect(part.volumes).to.deep.include({ name: "progress-files", emptyDir: {} });
      expect(part.volumeMounts).to.deep.include({ name: "progress-files", mountPath: "/var/run/osmo" });
    }
  });

  it("log at INFO, pull from the platform's registry and run no tests", () => {
    expect(values.global.logs.logLevel).to.equal("INFO");
    expect(values.global.osmoImageLocation).to.equal(`${REGISTRY}/osmo`);
    expect(values.backendTestRunner).to.deep.equal({ enabled: false });
  });
});
