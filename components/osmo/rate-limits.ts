/** Requests a minute that the gateway lets through (D-4). */
export interface RateLimits {
  /** Of one user who has signed in, from wherever. */
  readonly perUser: number;
  /** From one address. */
  readonly perAddress: number;
  /** To what signs in and issues tokens, from one address. */
  readonly signIn: number;
}

/** Part of a request that Envoy counts by. The names are those of Envoy's API, `config.route.v3.RateLimit.Action`. */
export type RateLimitAction =
  | { readonly remote_address: Record<string, never> }
  | { readonly request_headers: { readonly header_name: string; readonly descriptor_key: string } }
  | { readonly generic_key: { readonly descriptor_value: string } }
  | {
      readonly header_value_match: {
        readonly descriptor_key: string;
        readonly descriptor_value: string;
        readonly headers: readonly { readonly name: string; readonly present_match: boolean }[];
      };
    };

/** What a route sends to the limiter for each request: one entry for each list of actions that all apply. */
export interface RouteRateLimit {
  readonly actions: readonly RateLimitAction[];
}

/** A rule of the limiter, for entries with this key, and value where one is given. */
export interface RateLimitDescriptor {
  readonly key: string;
  readonly value?: string;
  readonly rate_limit?: { readonly unit: "minute"; readonly requests_per_unit: number };
  readonly descriptors?: readonly RateLimitDescriptor[];
}

/** Envoy's filter of the chart asks for this one, whatever the values say. */
export const RATE_LIMIT_DOMAIN = "ratelimit";

const USER = "user";
const ADDRESS = "remote_address";
const FORWARDED = { key: "forwarded", value: "true" };
const SIGN_IN = { key: "generic_key", value: "sign-in" };

/** The gateway writes the name of the user here, and takes it from nobody. */
const USER_HEADER = "x-osmo-user";

const byUser: RateLimitAction = { request_headers: { header_name: USER_HEADER, descriptor_key: USER } };
const byAddress: RateLimitAction = { remote_address: {} };
/** Envoy believes whoever claims to speak for another address. All who do are counted as one, or nobody would be held. */
const byClaim: RateLimitAction = {
  header_value_match: {
    descriptor_key: FORWARDED.key,
    descriptor_value: FORWARDED.value,
    headers: [{ name: "x-forwarded-for", present_match: true }],
  },
};
const whereSignIn: RateLimitAction = { generic_key: { descriptor_value: SIGN_IN.value } };

/** Counts requests to the API, by user and by address. */
export const apiRateLimits: readonly RouteRateLimit[] = [{ actions: [byUser] }, { actions: [byAddress] }];

/** Counts requests that sign in, before anybody is known. */
export const signInRateLimits: readonly RouteRateLimit[] = [
  { actions: [whereSignIn, byAddress] },
  { actions: [whereSignIn, byClaim] },
];

/** The limiter's rules for what those routes count. */
export function rateLimitDescriptors(limits: RateLimits): readonly RateLimitDescriptor[] {
  const aMinute = (requests: number) => ({ unit: "minute", requests_per_unit: requests }) as const;
  return [
    { key: USER, rate_limit: aMinute(limits.perUser) },
    { key: ADDRESS, rate_limit: aMinute(limits.perAddress) },
    {
      ...SIGN_IN,
      descriptors: [
        { key: ADDRESS, rate_limit: aMinute(limits.signIn) },
        { ...FORWARDED, rate_limit: aMinute(limits.signIn) },
      ],
    },
  ];
}
