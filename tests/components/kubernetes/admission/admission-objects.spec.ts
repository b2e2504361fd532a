import { expect } from "chai";
import fc from "fast-check";
import { admissionObjects } from "../../../../components/kubernetes/admission/admission-objects";
import type { AdmissionChoices } from "../../../../components/kubernetes/admission/admission-objects";
import { pattern, text, texts } from "../../../../components/kubernetes/admission/cel";
import { mendingRules, refusingRules } from "../../../../components/kubernetes/admission/policies";
import { refusingPolicy } from "../../../../components/kubernetes/admission/refusing-rules";
import { isExempt } from "../../../../components/kubernetes/admission/exemptions";

const choices = (more: Partial<AdmissionChoices> = {}): AdmissionChoices => ({
  mode: "enforce",
  approvedRegistries: ["physicalai.azurecr.io"],
  ...more,
});

/** A spec as it is sent to Kubernetes. */
interface Spec {
  readonly failurePolicy?: string;
  readonly policyName?: string;
  readonly validationActions?: readonly string[];
  readonly matchConditions?: readonly { readonly name: string; readonly expression: string }[];
  readonly matchResources?: { readonly namespaceSelector: { readonly matchExpressions: readonly object[] } };
}
const specs = (more: Partial<AdmissionChoices> = {}) =>
  admissionObjects(choices(more)).map(({ kind, metadata, spec }) => ({
    kind,
    name: metadata.name,
    spec: spec as Spec,
  }));

describe("the objects of admission", () => {
  it("are policies, each with the binding of its name", () => {
    expect(specs({ osmo: true }).map(({ kind, name }) => `${kind} ${name}`)).to.deep.equal([
      "MutatingAdmissionPolicy physical-ai-mend-workloads",
      "MutatingAdmissionPolicyBinding physical-ai-mend-workloads",
      "ValidatingAdmissionPolicy physical-ai-refuse-workloads",
      "ValidatingAdmissionPolicyBinding physical-ai-refuse-workloads",
      "ValidatingAdmissionPolicy physical-ai-require-exemption-reasons",
      "ValidatingAdmissionPolicyBinding physical-ai-require-exemption-reasons",
      "MutatingAdmissionPolicy physical-ai-osmo-seccomp",
      "MutatingAdmissionPolicyBinding physical-ai-osmo-seccomp",
    ]);
    for (const { kind, name, spec } of specs()) if (kind.endsWith("Binding")) expect(spec.policyName).to.equal(name);
  });

  it("leave OSMO's pods alone where it is not there", () => {
    expect(specs().filter(({ name }) => name.includes("osmo"))).to.deep.equal([]);
  });

  it("all carry their threats and title, and those made of rules what each holds", () => {
    const objects = admissionObjects(choices());
    for (const { metadata } of objects) {
      expect(metadata.annotations["physical-ai.io/threats"], metadata.name).to.match(
        /^[A-Z]\d?(-\d)?(,[A-Z]\d?(-\d)?)*$/,
      );
      expect(metadata.annotations["physical-ai.io/title"], metadata.name).to.be.a("string").and.not.empty;
    }
    expect(objects[2]!.metadata.annotations).to.include({
      "physical-ai.io/threats": "R-1,I-5,I-1,G4,S-1,I-4,D-1",
      "rules.physical-ai.io/refuse-storage-keys":
        "I-1: No workload reaches storage with an account key, a SAS or a connection string",
    });
  });

  it("deny and fail closed where they are enforced; warn and stop nobody where they are not; audit always", () => {
    for (const { kind, spec } of specs({ osmo: true })) {
      if (!kind.endsWith("Binding")) expect(spec.failurePolicy).to.equal("Fail");
      if (kind === "ValidatingAdmissionPolicyBinding") expect(spec.validationActions).to.deep.equal(["Deny", "Audit"]);
    }
    for (const { kind, spec } of specs({ osmo: true, mode: "warn" })) {
      if (!kind.endsWith("Binding")) expect(spec.failurePolicy).to.equal("Ignore");
      if (kind === "ValidatingAdmissionPolicyBinding") expect(spec.validationActions).to.deep.equal(["Warn", "Audit"]);
    }
  });

  it("hold in labelled namespaces, and OSMO's in OSMO's", () => {
    for (const { kind, name, spec } of specs({ osmo: true })) {
      if (!kind.endsWith("Binding")) continue;
      const [namespaces] = spec.matchResources!.namespaceSelector.matchExpressions;
      expect(namespaces, name).to.deep.equal(
        name.includes("osmo")
          ? { key: "kubernetes.io/metadata.name", operator: "In", values: ["osmo-control-plane", "osmo-operator"] }
          : { key: "physical-ai.io/admission", operator: "In", values: ["workloads"] },
      );
    }
  });

  it("ask for accounts only where users share a namespace", () => {
    const asked = (more: Partial<AdmissionChoices>) =>
      specs(more).filter(({ spec }) => JSON.stringify(spec).includes("object.spec.?serviceAccountName"));
    expect(asked({})).to.deep.equal([]);
    const userAccounts = { azureml: ["default"] };
    expect(asked({ userAccounts, osmo: true }).map(({ name }) => name)).to.deep.equal([
      "physical-ai-mend-workloads",
      "physical-ai-refuse-workloads",
      "physical-ai-require-exemption-reasons",
    ]);
    const refusing = asked({ userAccounts }).filter(({ kind }) => kind === "ValidatingAdmissionPolicy");
    for (const { spec } of refusing) expect(spec.matchConditions?.[0]).to.have.property("name", "started-by-users");
  });

  it("mend each pod once, and copy it for no condition first", () => {
    const [policy] = specs({ userAccounts: { azureml: ["default"] } });
    const { spec } = policy!;
    expect(spec).to.deep.include({ reinvocationPolicy: "Never", matchConditions: [] });
    expect(spec).to.have.property("mutations").with.length(1);
  });

  it("are the same each time", () => {
    for (const mode of ["warn", "enforce"] as const)
      expect(admissionObjects(choices({ mode }))).to.deep.equal(admissionObjects(choices({ mode })));
  });

  it("end registries in a slash, so that none is the beginning of another", () => {
    const written = JSON.stringify(specs({ approvedRegistries: ["a.azurecr.io", "nvcr.io/nvidia/"] }));
    expect(written).to.contain('[\\"a.azurecr.io/\\", \\"nvcr.io/nvidia/\\"]');
  });
});

describe("rules of admission", () => {
  const rules = [...mendingRules(choices()), ...refusingRules(choices())];

  it("have names of their own, of which a label can hold at least two", () => {
    const names = rules.map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    // Longest value of a label: 63 characters.
    for (const name of names) expect(name).to.match(/^[a-z][a-z-]{0,29}[a-z]$/);
  });

  it("say what they hold and why", () => {
    for (const { name, title, why, threats } of rules) {
      expect(
        [title, why].every((sentence) => sentence.length > 10),
        name,
      ).to.be.true;
      expect(threats, name).not.to.be.empty;
    }
  });

  it("are all exempted from by their name", () => {
    const written = JSON.stringify(specs());
    for (const { name } of rules) expect(written).to.contain(JSON.stringify(isExempt(name)).slice(1, -1));
  });

  it("share variables, but not a name for two of them", () => {
    const [first] = refusingRules(choices());
    const other = { ...first!, name: "other", variables: [{ name: "containers", expression: "[]" }] };
    const about = { name: "policy", title: "Some title", why: "Some reason" };
    expect(refusingPolicy(about, [first!, first!]).variables).to.have.length(
      refusingPolicy(about, [first!]).variables!.length,
    );
    expect(() => refusingPolicy(about, [first!, other])).to.throw("two variables are called containers");
  });
});

describe("literals of CEL", () => {
  it("keep texts whole", () => {
    fc.assert(fc.property(fc.string(), (value) => JSON.parse(text(value)) === value));
    expect(texts(['a"b', "c\\d"])).to.equal('["a\\"b", "c\\\\d"]');
    expect(texts([])).to.equal("[]");
  });

  it("take no pattern that would end them", () => {
    expect(pattern(String.raw`a\.b$`)).to.equal(String.raw`r'a\.b$'`);
    expect(() => pattern("it's")).to.throw("a quotation mark");
  });
});
