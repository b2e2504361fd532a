import { expect } from "chai";
import { NO_PRIVILEGES, READ_ONLY, restrictedContainer } from "../../../components/kubernetes/pod-security";

describe("A restricted container", () => {
  it("has all that Pod Security's level asks for, and changes no file of its image", () => {
    expect(restrictedContainer(1001)).to.deep.equal({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: 1001,
      seccompProfile: { type: "RuntimeDefault" },
    });
  });

  it("of a pod that says who it is gains no right and writes nowhere", () => {
    expect(READ_ONLY).to.deep.equal({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      readOnlyRootFilesystem: true,
    });
  });
});

describe("A container of users' images", () => {
  it("gains no right, and may be root and write", () => {
    expect(NO_PRIVILEGES).to.deep.equal({ allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } });
  });
});
