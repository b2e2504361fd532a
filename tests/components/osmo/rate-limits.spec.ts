import { expect } from "chai";
import fc from "fast-check";
import { apiRoutes, guardedRoutes } from "../../../components/osmo/gateway-routes";
import { rateLimitDescriptors } from "../../../components/osmo/rate-limits";
import type { RateLimitAction, RateLimitDescriptor } from "../../../components/osmo/rate-limits";

interface Entry {
  readonly key: string;
  readonly value?: string;
}

/** What Envoy sends for an action. Source: Envoy's API, `config.route.v3.RateLimit.Action`. */
function entryOf(action: RateLimitAction): Entry {
  if ("remote_address" in action) return { key: "remote_address" };
  if ("request_headers" in action) return { key: action.request_headers.descriptor_key };
  if ("generic_key" in action) return { key: "generic_key", value: action.generic_key.descriptor_value };
  const { descriptor_key: key, descriptor_value: value } = action.header_value_match;
  return { key, value };
}

/** The limit of a list of entries, as the limiter looks it up. */
function limitOf(entries: readonly Entry[], descriptors: readonly RateLimitDescriptor[]): number | undefined {
  const [first, ...rest] = entries;
  const found = descriptors.find(
    ({ key, value }) => key === first!.key && (value === undefined || value === first!.value),
  );
  return rest.length === 0 ? found?.rate_limit?.requests_per_unit : limitOf(rest, found?.descriptors ?? []);
}

const routes = [...guardedRoutes, ...apiRoutes].flatMap(({ route }) => (route ? [route] : []));
const counted = routes.flatMap(({ rate_limits }) => rate_limits.map(({ actions }) => actions.map(entryOf)));
const rate = fc.integer({ min: 1, max: 100_000 });
const limits = fc.record({ perUser: rate, perAddress: rate, signIn: rate });

describe("rate limits of the gateway", () => {
  it("count every route to OSMO's API", () => {
    expect(routes.filter(({ rate_limits }) => rate_limits.length === 0)).to.deep.equal([]);
    expect(routes.map(({ cluster }) => cluster)).to.deep.equal(Array(4).fill("osmo-service"));
  });

  it("hold each route to a limit for whatever it counts, and no limit counts nothing", () => {
    fc.assert(
      fc.property(limits, (each) => {
        const descriptors = rateLimitDescriptors(each);
        const held = counted.map((entries) => limitOf(entries, descriptors));
        expect(held).to.not.include(undefined);
        expect([...new Set(held)]).to.have.members([...new Set(Object.values(each))]);
      }),
    );
  });

  it("hold a user, an address and sign-ins to their own limits", () => {
    const descriptors = rateLimitDescriptors({ perUser: 1, perAddress: 2, signIn: 3 });
    const signIn = { key: "generic_key", value: "sign-in" };
    expect(limitOf([{ key: "user" }], descriptors)).to.equal(1);
    expect(limitOf([{ key: "remote_address" }], descriptors)).to.equal(2);
    expect(limitOf([signIn, { key: "remote_address" }], descriptors)).to.equal(3);
  });

  it("count all who claim to speak for others at sign-in as one", () => {
    const descriptors = rateLimitDescriptors({ perUser: 1, perAddress: 2, signIn: 3 });
    const claim = { key: "forwarded", value: "true" };
    expect(limitOf([{ key: "generic_key", value: "sign-in" }, claim], descriptors)).to.equal(3);
    expect(counted).to.deep.include([{ key: "generic_key", value: "sign-in" }, claim]);
  });

  it("let logs of workflows stream as long as they run", () => {
    const [streaming] = apiRoutes;
    expect(streaming!.match).to.deep.equal({
      safe_regex: { regex: "^/api/workflow/.+/(logs|events|error_logs)$" },
    });
    expect(streaming!.route).to.include({ timeout: "0s", idle_timeout: "60s" });
  });
});
