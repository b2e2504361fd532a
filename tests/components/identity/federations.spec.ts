import { expect } from "chai";
import { clusterFederations, workloadsOf } from "../../../components/identity/federations";
import { githubFederation } from "../../../components/identity/github-federation";

const all = workloadsOf({ osmo: true, machineLearning: true });
const subjectsOf = (workload: (typeof all)[number]) =>
  Object.values(clusterFederations(workload, "https://issuer/")).map(({ subject }) => subject);

describe("federations of the cluster", () => {
  it("let exactly these service accounts stand for each identity", () => {
    expect(Object.fromEntries(all.map((each) => [each.name, subjectsOf(each)]))).to.deep.equal({
      "osmo-control-plane": ["system:serviceaccount:osmo-control-plane:osmo-control-plane"],
      "osmo-router": ["system:serviceaccount:osmo-control-plane:router"],
      "osmo-gateway": ["system:serviceaccount:osmo-control-plane:osmo-gateway"],
      "osmo-backend": [
        "system:serviceaccount:osmo-operator:osmo-operator-backend-listener",
        "system:serviceaccount:osmo-operator:osmo-operator-backend-worker",
      ],
      "osmo-workflows": ["system:serviceaccount:osmo-workflows:osmo-workflow"],
      "token-rotation": ["system:serviceaccount:osmo-control-plane:token-rotation"],
      "database-role": ["system:serviceaccount:osmo-control-plane:database-role"],
      training: ["system:serviceaccount:azureml:default", "system:serviceaccount:azureml:training"],
      inference: ["system:serviceaccount:azureml:inference"],
      "scoring-certificate": ["system:serviceaccount:azureml:scoring-certificate"],
    });
  });

  it("let no service account stand for two identities", () => {
    const subjects = all.flatMap(subjectsOf);
    expect(new Set(subjects).size).to.equal(subjects.length);
  });

  it("hold no wildcard, which Azure would take for a letter", () => {
    expect(all.flatMap(subjectsOf).filter((subject) => JSON.stringify(subject).includes("*"))).to.deep.equal([]);
  });

  it("are those of the parts that are on", () => {
    expect(workloadsOf({ osmo: false, machineLearning: true }).map(({ name }) => name)).to.deep.equal([
      "training",
      "inference",
      "scoring-certificate",
    ]);
  });
});

describe("federation with GitHub", () => {
  it("lets in the runs of one environment of one repository", () => {
    expect(githubFederation("robots/platform", "prod")).to.deep.equal({
      issuer: "https://token.actions.githubusercontent.com",
      subject: "repo:robots/platform:environment:prod",
    });
  });
});
