import { expect } from "chai";
import { namespaceDesigns } from "../../../components/kubernetes/namespaces";
import type { NamespaceChoices, NamespaceName } from "../../../components/kubernetes/namespaces";
import { dev, prod } from "./network/stacks";

const quotaOf = (choices: NamespaceChoices, name: NamespaceName) =>
  namespaceDesigns(choices).find((design) => design.name === name)!.limits.quota;

describe("The platform's namespaces", () => {
  it("keep to the strictest level of Pod Security that what runs there can pass", () => {
    const levels = namespaceDesigns(prod).map(({ name, podSecurity: { enforce, warn, audit } }) => [
      name,
      enforce,
      warn,
      audit,
    ]);
    expect(levels).to.deep.equal([
      ["osmo-control-plane", "restricted", "restricted", "restricted"],
      ["osmo-operator", "restricted", "restricted", "restricted"],
      ["osmo-workflows", "baseline", "restricted", "restricted"],
      ["azureml", "privileged", "baseline", "baseline"],
      ["gpu-operator", "privileged", "privileged", "privileged"],
      ["kai-scheduler", "baseline", "baseline", "restricted"],
    ]);
  });

  it("say why they have their level and their limits", () => {
    for (const { name, podSecurity, limits } of namespaceDesigns(prod)) {
      expect(podSecurity.why, name).to.have.length.greaterThan(20);
      expect(limits.why, name).to.have.length.greaterThan(20);
    }
  });

  it("let load balancers be made where the gateway and scoring have theirs, one each", () => {
    const loadBalancers = namespaceDesigns(prod).map(({ limits }) => limits.quota["services.loadbalancers"]);
    expect(loadBalancers).to.deep.equal(["1", "0", "0", "1", "0", "0"]);
  });

  it("give workloads as many GPUs as the cluster can have, and OSMO's own parts none", () => {
    expect(quotaOf(prod, "osmo-workflows")["requests.nvidia.com/gpu"]).to.equal("8");
    expect(quotaOf(prod, "azureml")["requests.nvidia.com/gpu"]).to.equal("8");
    expect(quotaOf(dev, "osmo-workflows")["requests.nvidia.com/gpu"]).to.equal("1");
    expect(quotaOf(prod, "osmo-control-plane")["requests.nvidia.com/gpu"]).to.equal("0");
    expect(quotaOf(prod, "kai-scheduler")["requests.nvidia.com/gpu"]).to.equal("0");
  });

  it("give every container requests, without which a quota refuses it", () => {
    for (const { name, limits } of namespaceDesigns(prod)) {
      expect(limits.defaults.requests, name).to.have.all.keys("cpu", "memory");
    }
  });
});
