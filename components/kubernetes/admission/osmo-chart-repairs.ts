import { text } from "./cel";
import { SECCOMP_PROFILE } from "./mending-rules";
import type { MendingPolicy } from "./policy";

/** What OSMO's rate limiter needs to reach its Redis. */
export interface RateLimiterRedis {
  /** The certificate of the authority that signed Redis' own. */
  readonly authority: SecretKey;
  /** Its password. Default: Redis asks for none. */
  readonly password?: SecretKey;
}

/** A value in a Secret of the same namespace. */
export interface SecretKey {
  readonly name: string;
  readonly key: string;
}

/** Where the rate limiter finds the certificate. */
const AUTHORITY_FOLDER = "/etc/osmo/internal-ca";
const AUTHORITY_VOLUME = "physical-ai-internal-ca";

/** Chart 1.3.1 hard-codes the pods' security context without a profile, which Pod Security's level restricted asks for. */
export const osmoSeccomp: MendingPolicy = {
  name: "osmo-seccomp",
  threats: ["I-4"],
  title: "OSMO's own pods run with the container runtime's seccomp profile",
  why: "Without a profile, all system calls are open, among them those of past escapes from containers.",
  scope: "osmo",
  concerns: "!object.spec.?securityContext.?seccompProfile.hasValue()",
  mutations: [
    {
      applyConfiguration: `Object{spec: Object.spec{securityContext: Object.spec.securityContext{${SECCOMP_PROFILE}}}}`,
    },
  ],
};

const LACKS_AUTHORITY = "!c.?env.orValue([]).exists(e, e.name == 'REDIS_TLS_CACERT')";
const LACKS_PASSWORD = "!c.?env.orValue([]).exists(e, e.name == 'REDIS_AUTH')";

/**
 * Gives the rate limiter what chart 1.3.1 has no values for: the authority of its Redis' certificate and the password. Names of
 * the variables: src/settings/settings.go of envoyproxy/ratelimit at 9d8d70a8, the version that the chart runs. Part of D-4.
 */
export function osmoRateLimiter({ authority, password }: RateLimiterRedis): MendingPolicy {
  const type = "Object.spec.containers";
  const certificate = `${type}.env{name: "REDIS_TLS_CACERT", value: ${text(`${AUTHORITY_FOLDER}/${authority.key}`)}}`;
  const mount =
    `${type}.volumeMounts{name: ${text(AUTHORITY_VOLUME)}, ` + `mountPath: ${text(AUTHORITY_FOLDER)}, readOnly: true}`;
  const volume =
    `Object.spec.volumes{name: ${text(AUTHORITY_VOLUME)}, ` +
    `secret: Object.spec.volumes.secret{secretName: ${text(authority.name)}}}`;
  return {
    name: "osmo-rate-limiter",
    threats: ["D-4"],
    title: "OSMO's rate limiter knows the authority and the password of its Redis",
    why: "Without them it can't reach a Redis with TLS and a password, and lets every request through unlimited.",
    scope: "osmo",
    concerns:
      "object.metadata.?labels[?'app.kubernetes.io/component'].orValue('') == 'ratelimit' " +
      `&& object.spec.containers.exists(c, ${password ? `${LACKS_AUTHORITY} || ${LACKS_PASSWORD}` : LACKS_AUTHORITY})`,
    mutations: [
      {
        applyConfiguration:
          `Object{spec: Object.spec{volumes: [${volume}], containers: object.spec.containers.map(c, ` +
          `${type}{name: c.name, env: ${LACKS_AUTHORITY} ? [${certificate}] : [], volumeMounts: [${mount}]})}}`,
      },
      ...(password ? [{ jsonPatch: passwordPatch(password) }] : []),
    ],
  };
}

/** A patch, because an apply configuration may not set a reference to a Secret: it is atomic. */
function passwordPatch({ name, key }: SecretKey): string {
  const variable =
    'Object.spec.containers.env{name: "REDIS_AUTH", valueFrom: Object.spec.containers.env.valueFrom{' +
    "secretKeyRef: Object.spec.containers.env.valueFrom.secretKeyRef{" +
    `name: ${text(name)}, key: ${text(key)}}}}`;
  // The first mutation has made each container a list of variables.
  return (
    "object.spec.containers.map(c, c.name).transformList(i, n, !object.spec.containers[i].?env.orValue([])" +
    ".exists(e, e.name == 'REDIS_AUTH'), " +
    `JSONPatch{op: "add", path: "/spec/containers/" + string(i) + "/env/-", value: ${variable}})`
  );
}
