import { text } from "./cel";
import { EXEMPTIONS, isExempt } from "./exemptions";
import type { MendingPolicy, Statement } from "./policy";

/** A volume for the pod. */
export interface VolumeMend {
  readonly name: string;
  /** Kind of its source, and the source's fields: names, and values in CEL. */
  readonly source: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A variable for each container `c`. */
export interface VariableMend {
  readonly name: string;
  /** In CEL. */
  readonly value: string;
  /** CEL: whether the container needs it. */
  readonly when: string;
}

/** A mount for each container `c`. */
export interface MountMend {
  readonly volume: string;
  readonly path: string;
  readonly readOnly?: boolean;
  /** In CEL. Default: the whole volume. */
  readonly subPath?: string;
  /** CEL: whether the container needs it. Default: always. */
  readonly when?: string;
}

/** A field of the security context of each container `c`. */
export interface SecurityMend {
  readonly field: string;
  /** In CEL. */
  readonly value: string;
  /** CEL: whether the container needs it. */
  readonly when: string;
}

/** What a pod is given that it lacks. What it has stays. Exemptions name it. */
export interface MendingRule extends Statement {
  /** Whether pods without one get the container runtime's seccomp profile. */
  readonly seccomp?: boolean;
  readonly volumes?: readonly VolumeMend[];
  readonly variables?: readonly VariableMend[];
  readonly mounts?: readonly MountMend[];
  readonly security?: readonly SecurityMend[];
}

/** Lists of a pod in which containers are when it is created. */
const CONTAINER_LISTS = ["containers", "initContainers"] as const;

/** CEL: whether the container `c` has the variable. */
export function hasVariable(name: string): string {
  return `c.?env.orValue([]).exists(e, e.name == ${text(name)})`;
}

/** A field of a pod's security context. */
export const SECCOMP_PROFILE =
  "?seccompProfile: object.spec.?securityContext.?seccompProfile.hasValue() ? optional.none() " +
  ': optional.of(Object.spec.securityContext.seccompProfile{type: "RuntimeDefault"})';

/** One policy of several rules that merges all they give into a pod at once: merging is what costs. */
export function mendingPolicy(statement: Omit<Statement, "threats">, rules: readonly MendingRule[]): MendingPolicy {
  const merge = (holds: (rule: string) => string) =>
    `Object{spec: Object.spec{${specFields(rules.map((rule) => ({ ...rule, holds: holds(rule.name) }))).join(", ")}}}`;
  return {
    ...statement,
    threats: [...new Set(rules.flatMap(({ threats }) => threats))],
    scope: "workloads",
    rules,
    variables: [EXEMPTIONS],
    // Most pods have no exemption: they need not be asked for one in each field.
    mutations: [
      `size(variables.exemptions) == 0 ? ${merge(() => "true")} ` + `: ${merge((rule) => `!(${isExempt(rule)})`)}`,
    ],
  };
}

/** A rule, with CEL that says whether it holds for the pod. */
type HeldRule = MendingRule & { readonly holds: string };

function specFields(rules: readonly HeldRule[]): string[] {
  const seccomp = rules.find((rule) => rule.seccomp);
  const [regular, init] = CONTAINER_LISTS.map((list) => {
    const type = `Object.spec.${list}`;
    // All are named, also those that lack nothing, for so their order stays.
    return `.map(c, ${type}{name: c.name, ${containerFields(rules, type).join(", ")}})`;
  });
  return [
    ...(seccomp
      ? [
          `?securityContext: ${seccomp.holds} ` +
            `? optional.of(Object.spec.securityContext{${SECCOMP_PROFILE}}) : optional.none()`,
        ]
      : []),
    `volumes: ${volumes(rules)}`,
    `containers: object.spec.containers${regular}`,
    // Absent, not empty, where the pod has none.
    `?initContainers: object.spec.?initContainers.optMap(all, all${init})`,
  ];
}

/** Several rules may need one volume. */
function volumes(rules: readonly HeldRule[]): string {
  const byName = new Map<string, { volume: VolumeMend; holds: string[] }>();
  for (const { volumes: own = [], holds } of rules) {
    for (const volume of own) {
      byName.set(volume.name, { volume, holds: [...(byName.get(volume.name)?.holds ?? []), holds] });
    }
  }
  return sum(
    [...byName.values()].map(({ volume: { name, source, fields }, holds }) => {
      const values = Object.entries(fields).map(([field, value]) => `${field}: ${value}`);
      const volume = `Object.spec.volumes{name: ${text(name)}, ${source}: Object.spec.volumes.${source}{${values.join(", ")}}}`;
      return `${holds.join(" || ")} ? [${volume}] : []`;
    }),
  );
}

function containerFields(rules: readonly HeldRule[], type: string): string[] {
  const variables = rules.flatMap(({ variables: own = [], holds }) =>
    own.map(
      ({ name, value, when }) => `${holds} && ${when} ? [${type}.env{name: ${text(name)}, value: ${value}}] : []`,
    ),
  );
  const security = rules.flatMap(({ security: own = [], holds }) =>
    own.map(({ field, value, when }) => ({ field, value, lacks: `${holds} && ${when}` })),
  );
  const fields = security.map(
    ({ field, value, lacks }) => `?${field}: ${lacks} ? optional.of(${value}) : optional.none()`,
  );
  return [
    `env: ${sum(variables)}`,
    `volumeMounts: ${mounts(rules, type)}`,
    `?securityContext: ${security.map(({ lacks }) => `(${lacks})`).join(" || ")} ` +
      `? optional.of(${type}.securityContext{${fields.join(", ")}}) : optional.none()`,
  ];
}

/** Several rules may need one mount. */
function mounts(rules: readonly HeldRule[], type: string): string {
  const byPath = new Map<string, { mount: MountMend; needs: string[] }>();
  for (const { mounts: own = [], holds } of rules) {
    for (const mount of own) {
      const need = mount.when === undefined ? holds : `${holds} && ${mount.when}`;
      byPath.set(mount.path, { mount, needs: [...(byPath.get(mount.path)?.needs ?? []), need] });
    }
  }
  return sum(
    [...byPath.values()].map(({ mount: { volume, path, readOnly, subPath }, needs }) => {
      const fields = [
        `name: ${text(volume)}`,
        `mountPath: ${text(path)}`,
        ...(readOnly ? ["readOnly: true"] : []),
        ...(subPath ? [`subPath: ${subPath}`] : []),
      ];
      return `${needs.map((need) => `(${need})`).join(" || ")} ? [${type}.volumeMounts{${fields.join(", ")}}] : []`;
    }),
  );
}

const sum = (lists: readonly string[]) => (lists.length === 0 ? "[]" : lists.map((list) => `(${list})`).join(" + "));
