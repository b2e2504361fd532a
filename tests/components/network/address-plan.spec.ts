import { Address4 } from "ip-address";
import { expect } from "chai";
import fc from "fast-check";
import { AddressPlanError, isRange, overlap, planAddresses } from "../../../components/network/address-plan";
import type { SubnetRequest } from "../../../components/network/address-plan";

const anySpace = fc
  .tuple(fc.nat({ max: 255 }), fc.nat({ max: 255 }), fc.integer({ min: 8, max: 29 }))
  .map(([second, third, length]) => {
    const range = new Address4(`10.${second}.${third}.0/${length}`);
    return `${range.startAddress().correctForm()}/${length}`;
  });
const anySubnets = fc
  .array(fc.integer({ min: 16, max: 29 }), { minLength: 1, maxLength: 12 })
  .map((lengths) => lengths.map((prefixLength, index): SubnetRequest => ({ name: `s${index}`, prefixLength })));

/** Judges the plan, and passes where there is none. */
function forEveryPlan(judge: (ranges: string[], space: string, subnets: readonly SubnetRequest[]) => void): void {
  fc.assert(
    fc.property(anySpace, anySubnets, (space, subnets) => {
      let plan;
      try {
        plan = planAddresses(space, subnets);
      } catch (error) {
        expect(error).to.be.instanceOf(AddressPlanError);
        return;
      }
      judge(Object.values(plan), space, subnets);
    }),
    { numRuns: 500 },
  );
}

describe("address plan", () => {
  it("places subnets one after the other, each at a boundary of its own size", () => {
    const subnets = [
      { name: "system", prefixLength: 24 },
      { name: "gateway", prefixLength: 27 },
      { name: "gpu", prefixLength: 23 },
    ];
    expect(planAddresses("10.0.0.0/16", subnets)).to.deep.equal({
      system: "10.0.0.0/24",
      gateway: "10.0.1.0/27",
      gpu: "10.0.2.0/23",
    });
  });

  it("places no two subnets over each other", () => {
    forEveryPlan((ranges) => {
      const overlapping = ranges.filter((one, index) => ranges.some((other, at) => at > index && overlap(one, other)));
      expect(overlapping).to.deep.equal([]);
    });
  });

  it("places every subnet inside the network", () => {
    forEveryPlan((ranges, space) => {
      const outside = ranges.filter((range) => !new Address4(range).isInSubnet(new Address4(space)));
      expect(outside).to.deep.equal([]);
    });
  });

  it("gives every subnet the size it asked for, and only ranges that Azure takes", () => {
    forEveryPlan((ranges, _, subnets) => {
      expect(ranges.every(isRange)).to.equal(true);
      expect(ranges.map((range) => Number(range.split("/")[1]))).to.deep.equal(
        subnets.map((each) => each.prefixLength),
      );
    });
  });

  it("moves nothing when a subnet is added at the end", () => {
    forEveryPlan((ranges, space, subnets) => {
      const fewer = planAddresses(space, subnets.slice(0, -1));
      expect(Object.values(fewer)).to.deep.equal(ranges.slice(0, -1));
    });
  });

  it("names the first subnet that does not fit", () => {
    const subnets = [
      { name: "system", prefixLength: 25 },
      { name: "gpu", prefixLength: 24 },
      { name: "resolver", prefixLength: 28 },
    ];
    expect(() => planAddresses("10.0.0.0/24", subnets))
      .to.throw(AddressPlanError)
      .that.includes({ subnet: "gpu" });
  });

  it("fills a network to its last address", () => {
    const halves = [
      { name: "low", prefixLength: 25 },
      { name: "high", prefixLength: 25 },
    ];
    expect(planAddresses("255.0.255.0/24", halves)).to.deep.equal({ low: "255.0.255.0/25", high: "255.0.255.128/25" });
  });

  it("refuses a subnet smaller than Azure takes", () => {
    expect(() => planAddresses("10.0.0.0/16", [{ name: "tiny", prefixLength: 30 }])).to.throw(AddressPlanError);
  });
});

describe("overlap of ranges", () => {
  it("is the same either way round", () => {
    fc.assert(fc.property(anySpace, anySpace, (one, other) => overlap(one, other) === overlap(other, one)));
  });

  it("is none between neighbours", () => {
    expect(overlap("10.0.0.0/24", "10.0.1.0/24")).to.equal(false);
  });

  it("is there where one holds the other", () => {
    expect(overlap("10.0.0.0/8", "10.200.0.0/24")).to.equal(true);
  });
});
