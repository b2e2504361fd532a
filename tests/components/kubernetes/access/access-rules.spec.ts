import { expect } from "chai";
import { ACCESS_PROFILES } from "../../../../components/identity/role-profiles";
import type { ProfileName } from "../../../../components/identity/role-profiles";
import { accessRules, PEOPLE_NAMESPACES } from "../../../../components/kubernetes/access/access-rules";
import type { AccessRule, PeopleNamespace } from "../../../../components/kubernetes/access/access-rules";

const everyRule = (profile: ProfileName): readonly AccessRule[] => {
  const { cluster, namespaces } = accessRules(profile);
  return [...cluster, ...PEOPLE_NAMESPACES.flatMap((namespace) => namespaces[namespace])];
};
const may = (rules: readonly AccessRule[], verb: string, group: string, resource: string) =>
  rules.some(
    ({ apiGroups, resources, verbs }) =>
      apiGroups.includes(group) && resources.includes(resource) && verbs.includes(verb),
  );
const WRITING = ["create", "update", "patch", "delete", "deletecollection"];
/** What is written in a namespace, as `verb resource`. */
const written = (profile: ProfileName, namespace: PeopleNamespace) =>
  accessRules(profile).namespaces[namespace].flatMap(({ resources, verbs }) =>
    resources.flatMap((resource) =>
      verbs.filter((verb) => WRITING.includes(verb)).map((verb) => `${verb} ${resource}`),
    ),
  );

for (const profile of ACCESS_PROFILES) {
  describe(`rules of ${profile}`, () => {
    const rules = everyRule(profile);

    it("name everything: no wildcard", () => {
      expect(
        rules.filter(({ apiGroups, resources, verbs }) => [...apiGroups, ...resources, ...verbs].includes("*")),
      ).to.deep.equal([]);
    });

    it("reach no Secret, and no identity", () => {
      const forbidden = ["secrets", "serviceaccounts", "serviceaccounts/token", "certificatesigningrequests"];
      expect(rules.filter(({ resources }) => resources.some((each) => forbidden.includes(each)))).to.deep.equal([]);
    });

    it("reach no ConfigMap, of which one is code in everybody's pods", () => {
      expect(rules.filter(({ resources }) => resources.includes("configmaps"))).to.deep.equal([]);
    });

    it("lead into no pod and past no API server", () => {
      const ways = /^(pods|services|nodes)\/(exec|attach|portforward|proxy|ephemeralcontainers)$/;
      expect(rules.filter(({ resources }) => resources.some((each) => ways.test(each)))).to.deep.equal([]);
    });

    it("give nobody more rights than they have", () => {
      const verbs = ["escalate", "bind", "impersonate", "approve", "sign"];
      const groups = ["rbac.authorization.k8s.io", "admissionregistration.k8s.io", "certificates.k8s.io"];
      expect(rules.filter((rule) => rule.verbs.some((each) => verbs.includes(each)))).to.deep.equal([]);
      expect(rules.filter((rule) => rule.apiGroups.some((each) => groups.includes(each)))).to.deep.equal([]);
    });

    it("change nothing outside of namespaces", () => {
      expect(
        accessRules(profile).cluster.filter(({ verbs }) => verbs.some((verb) => WRITING.includes(verb))),
      ).to.deep.equal([]);
    });
  });
}

describe("access inside the cluster", () => {
  it("lets readers change nothing", () => {
    expect(PEOPLE_NAMESPACES.flatMap((namespace) => written("readers", namespace))).to.deep.equal([]);
  });

  it("shows readers pods with their logs, groups of pods, queues and instance types", () => {
    const { cluster, namespaces } = accessRules("readers");
    for (const namespace of PEOPLE_NAMESPACES) {
      expect(may(namespaces[namespace], "list", "", "pods")).to.equal(true);
      expect(may(namespaces[namespace], "get", "", "pods/log")).to.equal(true);
    }
    expect(may(namespaces["osmo-workflows"], "list", "scheduling.run.ai", "podgroups")).to.equal(true);
    expect(may(cluster, "list", "scheduling.run.ai", "queues")).to.equal(true);
    expect(may(cluster, "get", "amlarc.azureml.com", "instancetypes")).to.equal(true);
  });

  it("lets contributors start and stop jobs where OSMO's run, and nothing else", () => {
    expect(written("contributors", "osmo-workflows")).to.deep.equal(["create jobs", "delete jobs", "delete pods"]);
  });

  it("lets contributors start nothing beside the extension of Azure Machine Learning, whose Secrets are there", () => {
    expect(written("contributors", "azureml")).to.deep.equal([]);
  });

  it("shows contributors all that readers see", () => {
    const { cluster, namespaces } = accessRules("contributors");
    expect(cluster).to.include.members([...accessRules("readers").cluster]);
    for (const namespace of PEOPLE_NAMESPACES) {
      expect(namespaces[namespace]).to.include.members([...accessRules("readers").namespaces[namespace]]);
    }
  });

  it("adds nothing to what Azure gives admins", () => {
    expect(everyRule("admins")).to.deep.equal([]);
  });
});
