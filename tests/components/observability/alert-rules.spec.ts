import { expect } from "chai";
import { GPU_ALERTS, METRIC_ALERTS, NODE_ALERTS, queryAlerts } from "../../../components/observability/alert-rules";

const all = [...queryAlerts({ firewall: true }), ...METRIC_ALERTS, ...NODE_ALERTS, ...GPU_ALERTS];

describe("alerts", () => {
  it("are named once each", () => {
    expect(new Set(all.map(({ name }) => name)).size).to.equal(all.length);
  });

  it("say what happened and what to do", () => {
    expect(all.filter(({ description }) => description.split(/[.:] /).length < 2)).to.deep.equal([]);
  });

  it("look at the firewall's log only where there is one", () => {
    expect(queryAlerts({ firewall: false }).filter(({ query }) => query.includes("AZFW"))).to.deep.equal([]);
  });

  it("watch vault access, the API server, nodes and GPUs", () => {
    expect(all.map(({ name }) => name)).to.include.members([
      "firewall-denies",
      "vault-access-denied",
      "api-server-busy",
      "NodeNotReady",
      "GpuXidError",
    ]);
  });

  it("last as long as Azure can measure", () => {
    const durations = [...NODE_ALERTS, ...GPU_ALERTS].map(({ lasting }) => lasting);
    expect(durations.filter((lasting) => !/^PT\d{1,2}M$/.test(lasting))).to.deep.equal([]);
  });
});
