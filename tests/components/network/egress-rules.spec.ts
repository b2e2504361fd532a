import { expect } from "chai";
import fc from "fast-check";
import { allowedHosts, applicationRules, EGRESS_OPTIONS, networkRules } from "../../../components/network/egress-rules";
import type { AllowedHost, EgressNeeds } from "../../../components/network/egress-rules";

const own: AllowedHost = {
  name: "datasets",
  hosts: ["data.example.com", "*.cdn.example.com"],
  protocol: "https",
  port: 8443,
  neededBy: "training",
  why: "Public datasets of ours",
};
const anyNeeds: fc.Arbitrary<EgressNeeds> = fc.record({
  location: fc.constantFrom("westus3", "northeurope"),
  machineLearning: fc.boolean(),
  defender: fc.boolean(),
  options: fc.subarray([...EGRESS_OPTIONS]),
  own: fc.subarray([own]),
});
const least: EgressNeeds = { location: "westus3", machineLearning: false, defender: false, options: [], own: [] };
const hostsOf = (needs: EgressNeeds) => allowedHosts(needs).flatMap(({ hosts }) => ("tag" in hosts ? [] : hosts));

describe("allowed hosts", () => {
  it("hold no index of packages, hub of models or host of sources unless chosen", () => {
    const open = /pypi|pythonhosted|anaconda|pytorch|huggingface|hf\.co|github/;
    expect(
      hostsOf({ ...least, machineLearning: true, defender: true }).filter((host) => open.test(host)),
    ).to.deep.equal([]);
    expect(hostsOf({ ...least, options: ["package-indexes"] })).to.include.members([
      "pypi.org",
      "files.pythonhosted.org",
    ]);
  });

  it("grow by exactly what is switched on", () => {
    const names = (needs: EgressNeeds) => allowedHosts(needs).map(({ name }) => name);
    const base = names(least);
    expect(names({ ...least, defender: true })).to.deep.equal([...base, "defender"]);
    expect(names({ ...least, own: [own] })).to.deep.equal([...base, "datasets"]);
  });

  it("say of every entry who needs it and why", () => {
    fc.assert(
      fc.property(anyNeeds, (needs) => {
        const silent = allowedHosts(needs).filter(({ neededBy, why }) => neededBy.length < 3 || why.length < 10);
        expect(silent).to.deep.equal([]);
      }),
    );
  });

  it("never hold everybody, or all of a top-level domain", () => {
    fc.assert(
      fc.property(anyNeeds, (needs) => {
        expect(
          hostsOf(needs).filter((host) => !/^(\*\.)?[\w-]+(\.[\w-]+)+$/.test(host) || /^\*\.[\w-]+$/.test(host)),
        ).to.deep.equal([]);
      }),
    );
  });

  it("are spoken to in the clear only by what checks signatures", () => {
    const plain = allowedHosts({ ...least, machineLearning: true, defender: true, options: [...EGRESS_OPTIONS] })
      .filter(({ protocol }) => protocol === "http")
      .map(({ name }) => name);
    expect(plain).to.deep.equal(["ubuntu-security"]);
  });
});

describe("rules of the firewall", () => {
  it("let the given machines reach the given host, and say for whom", () => {
    expect(applicationRules([own], ["10.0.1.0/24"])).to.deep.equal([
      {
        ruleType: "ApplicationRule",
        name: "datasets",
        description: "training: Public datasets of ours",
        sourceAddresses: ["10.0.1.0/24"],
        protocols: [{ protocolType: "Https", port: 8443 }],
        targetFqdns: ["data.example.com", "*.cdn.example.com"],
      },
    ]);
  });

  it("are one for each entry, named once, from the given machines alone", () => {
    fc.assert(
      fc.property(anyNeeds, (needs) => {
        const sources = ["10.0.1.0/24", "10.0.2.0/24"];
        const rules = applicationRules(allowedHosts(needs), sources);
        expect(new Set(rules.map(({ name }) => name)).size).to.equal(allowedHosts(needs).length);
        for (const rule of rules) {
          expect(rule.sourceAddresses).to.deep.equal(sources);
          expect([rule.targetFqdns, rule.fqdnTags].filter(Boolean)).to.have.length(1);
        }
      }),
    );
  });

  it("let out no other traffic than to time servers and Azure's control plane", () => {
    const rules = networkRules("Standard", ["10.0.1.0/24"]);
    expect(
      rules.map(({ ipProtocols, destinationAddresses, destinationFqdns, destinationPorts }) => [
        ...ipProtocols,
        ...(destinationAddresses ?? destinationFqdns ?? []),
        ...destinationPorts,
      ]),
    ).to.deep.equal([
      ["TCP", "AzureActiveDirectory", "443"],
      ["TCP", "AzureResourceManager", "443"],
      ["UDP", "ntp.ubuntu.com", "time.windows.com", "123"],
    ]);
  });

  it("name no host in the Basic tier's network rules, which has no DNS proxy", () => {
    expect(networkRules("Basic", ["10.0.1.0/24"]).filter((rule) => rule.destinationFqdns)).to.deep.equal([]);
  });
});
