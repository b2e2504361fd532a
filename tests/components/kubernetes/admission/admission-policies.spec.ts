import { expect } from "chai";
import { AdmissionPolicies } from "../../../../components/kubernetes/admission/admission-policies";
import { register } from "../../registered";

describe("AdmissionPolicies", () => {
  const declare = (mode: "warn" | "enforce") =>
    register(() => {
      new AdmissionPolicies("admission", {
        mode,
        approvedRegistries: ["physicalai.azurecr.io"],
        osmo: true,
      });
    }, "preview");

  it("declares each policy and its binding, under the names that they have in the cluster", async () => {
    const declared = (await declare("enforce")).all.filter(({ type }) => type.startsWith("kubernetes:"));
    expect(declared).to.have.length(8);
    for (const { type, name, inputs } of declared) {
      expect(type).to.match(
        /^kubernetes:admissionregistration\.k8s\.io\/v1:(Validating|Mutating)AdmissionPolicy(Binding)?$/,
      );
      expect(inputs).to.have.nested.property("metadata.name", name);
      expect((inputs.metadata as { annotations: object }).annotations).to.include.keys("physical-ai.io/threats");
    }
  });

  it("knows all of them before anything is deployed", async () => {
    const [preview, again] = [await declare("warn"), await declare("warn")];
    expect(JSON.stringify(preview.all)).to.equal(JSON.stringify(again.all));
    expect(JSON.stringify(preview.all)).not.to.contain("__pulumiUnknown");
  });
});
