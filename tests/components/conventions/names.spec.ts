import { expect } from "chai";
import fc from "fast-check";
import { NameError, Names } from "../../../components/conventions/names";
import type { NamedKind } from "../../../components/conventions/names";

const parts = { prefix: "physai", environment: "dev", instance: "001", uniqueSuffix: "x7" };

/** Azure Resource Manager's naming rules, written out here once more. */
const RULES: Record<NamedKind, RegExp> = {
  resourceGroup: /^[\w.()-]{0,89}[\w()-]$/,
  virtualNetwork: /^[a-z0-9][\w.-]{0,62}\w$/,
  networkSecurityGroup: /^[a-z0-9][\w.-]{0,78}\w$/,
  routeTable: /^[a-z0-9][\w.-]{0,78}\w$/,
  privateEndpoint: /^[a-z0-9][\w.-]{0,62}\w$/,
  publicIpAddress: /^[a-z0-9][\w.-]{0,78}\w$/,
  natGateway: /^[a-z0-9][\w.-]{0,78}\w$/,
  firewall: /^[a-z0-9][\w.-]{0,78}\w$/,
  firewallPolicy: /^[a-z0-9][\w.-]{0,78}\w$/,
  dnsResolver: /^[a-z0-9][\w.-]{0,78}\w$/,
  vpnGateway: /^[a-z0-9][\w.-]{0,78}\w$/,
  localNetworkGateway: /^[a-z0-9][\w.-]{0,78}\w$/,
  vpnConnection: /^[a-z0-9][\w.-]{0,78}\w$/,
  bastion: /^[a-z0-9][\w.-]{0,78}\w$/,
  flowLog: /^[a-z0-9][\w.-]{0,78}\w$/,
  logAnalyticsWorkspace: /^[a-z0-9][a-z0-9-]{2,61}[a-z0-9]$/,
  monitorWorkspace: /^[a-z0-9][a-z0-9-]{2,42}[a-z0-9]$/,
  grafana: /^[a-z][a-z0-9-]{0,28}[a-z0-9]$/,
  privateLinkScope: /^[\w.()-]{1,64}$/,
  dataCollectionEndpoint: /^[a-z0-9][a-z0-9-]{1,42}[a-z0-9]$/,
  dataCollectionRule: /^[a-z0-9][a-z0-9-]{1,62}[a-z0-9]$/,
  actionGroup: /^[a-z0-9][a-z0-9-]{1,62}[a-z0-9]$/,
  alertRule: /^[a-z0-9][a-z0-9-]{1,126}[a-z0-9]$/,
  budget: /^[a-z0-9-]{1,63}$/,
  keyVault: /^(?!.*--)[a-z][a-z0-9-]{1,22}[a-z0-9]$/,
  eventGridTopic: /^[a-z0-9-]{3,50}$/,
  userAssignedIdentity: /^[a-z0-9][\w-]{2,127}$/,
  storageAccount: /^[a-z0-9]{3,24}$/,
  postgresServer: /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  redis: /^(?=.{1,60}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/,
  containerRegistry: /^[a-z0-9]{5,50}$/,
  diskEncryptionSet: /^[a-z0-9_-]{1,80}$/,
  kubernetesCluster: /^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/,
  applicationInsights: /^[a-z0-9-]{1,255}$/,
  machineLearningWorkspace: /^[a-z0-9][a-z0-9-]{2,32}$/,
  machineLearningEndpoint: /^[a-z][a-z0-9-]{1,30}[a-z0-9]$/,
  automationAccount: /^[a-z][a-z0-9-]{4,48}[a-z0-9]$/,
};

const lowerCase = (form: RegExp) => fc.stringMatching(form);
const anyParts = fc.record({
  prefix: lowerCase(/^[a-z][a-z0-9]{1,9}$/),
  environment: lowerCase(/^[a-z0-9]{2,8}$/),
  instance: lowerCase(/^[a-z0-9]{1,4}$/),
  uniqueSuffix: lowerCase(/^[a-z0-9]{0,4}$/),
});
const anyPurpose = fc.constantFrom(undefined, "system", "private-endpoints", "storage-blob");

describe("Names", () => {
  it("puts abbreviation, prefix, environment and instance in a row", () => {
    expect(new Names(parts).of("virtualNetwork")).to.equal("vnet-physai-dev-001");
  });

  it("puts the purpose behind the prefix", () => {
    expect(new Names(parts).of("networkSecurityGroup", "gpu")).to.equal("nsg-physai-gpu-dev-001");
  });

  it("ends a name that all of Azure shares in the suffix", () => {
    expect(new Names(parts).of("keyVault")).to.equal("kv-physai-dev-001-x7");
  });

  it("leaves hyphens out where Azure takes none", () => {
    expect(new Names(parts).of("storageAccount")).to.equal("stphysaidev001x7");
  });

  it("leaves no trace of a suffix that is not given", () => {
    expect(new Names({ ...parts, uniqueSuffix: "" }).of("keyVault")).to.equal("kv-physai-dev-001");
  });

  for (const [kind, rule] of Object.entries(RULES) as [NamedKind, RegExp][]) {
    it(`makes a name of a ${kind} that Azure takes, or refuses to`, () => {
      fc.assert(
        fc.property(anyParts, anyPurpose, (some, purpose) => {
          try {
            const withHyphens = ["storageAccount", "keyVault", "containerRegistry"].includes(kind)
              ? undefined
              : purpose;
            expect(new Names(some).of(kind, withHyphens)).to.match(rule);
          } catch (error) {
            expect(error).to.be.instanceOf(NameError);
          }
        }),
      );
    });
  }

  it("refuses a name that is too long, with both lengths", () => {
    const long = { ...parts, prefix: "physicalai", environment: "sandbox" };
    expect(() => new Names(long).of("keyVault"))
      .to.throw(NameError)
      .that.includes({ kind: "keyVault", length: 28, longest: 24 });
  });

  it("tells two platforms apart wherever their names differ", () => {
    const other = new Names({ ...parts, uniqueSuffix: "x8" });
    expect(new Names(parts).platform).not.to.equal(other.platform);
  });
});
