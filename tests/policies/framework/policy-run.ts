import type { Policies, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import * as proxy from "@pulumi/policy/proxy";
import { AsyncResource } from "node:async_hooks";
import type { Control } from "../../../policies/framework/control";
import { policiesOf } from "../../../policies/framework/pack";

// The SDK's type declarations leave out what it calls internal.
const { unknownCheckingProxy } = proxy as unknown as { unknownCheckingProxy: (properties: object) => object };

/** A resource as the engine sends it to a pack. */
export interface SentResource {
  readonly type: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** What the engine knows of it at the end of the run, where that is not its inputs. */
  readonly outputs?: Readonly<Record<string, unknown>>;
}

export interface Violation {
  readonly policy: string;
  readonly message: string;
  readonly urn: string;
  /** Undefined where the policy's own level applies. */
  readonly level?: string;
}

/** What the engine learns of one request. */
export interface Verdicts {
  readonly violations: readonly Violation[];
  readonly notApplicable: readonly string[];
  /** Policies that the engine would record as passed. */
  readonly passed: readonly string[];
}

export const ROOT: SentResource = { type: "pulumi:pulumi:Stack", name: "platform-dev", properties: {} };

export function urnOf({ type, name }: Pick<SentResource, "type" | "name">): string {
  return `urn:pulumi:dev::platform::${type}::${name}`;
}

class NotApplicable extends Error {}

/** The pack's policies, asked in this process as the policy SDK asks them: in order, properties behind its proxy. */
export class PolicyRun {
  readonly policies: Policies;

  /** @param waivers the `waivers` of the policy configuration; none where left out */
  constructor(
    controls: readonly Control[],
    private readonly waivers?: unknown,
    today = "2027-01-15",
  ) {
    this.policies = policiesOf(controls, () => today);
  }

  analyze(resource: SentResource): Verdicts {
    return this.ask((policy, shared, report) => {
      if (!("validateResource" in policy)) return false;
      // A policy that shows nothing to call has passed.
      if (Array.isArray(policy.validateResource)) return policy.validateResource.length === 0;
      if (typeof policy.validateResource !== "function") return false;
      const { type, name, properties } = resource;
      const judged = (policy.validateResource as { __pulumiType?: string }).__pulumiType;
      if (judged !== undefined && judged !== type) return shared.notApplicable();
      const args = { ...shared, type, name, urn: urnOf(resource), props: unknownCheckingProxy({ ...properties }) };
      void policy.validateResource(args as unknown as ResourceValidationArgs, report);
      return true;
    });
  }

  analyzeStack(resources: readonly SentResource[]): Verdicts {
    const sent = resources.map(({ type, name, properties, outputs }) => ({
      type,
      name,
      urn: urnOf({ type, name }),
      props: unknownCheckingProxy({ ...(outputs ?? properties) }),
      propertyDependencies: {},
    }));
    return this.ask((policy, shared, report) => {
      if (!("validateStack" in policy)) return false;
      // A policy that shows no function has nothing left to report: the SDK passes it over, and the engine records it as passed.
      if (typeof policy.validateStack !== "function") return true;
      const type = (policy.validateStack as { __pulumiType?: string }).__pulumiType;
      if (type !== undefined && !sent.some((resource) => resource.type === type)) return shared.notApplicable();
      void policy.validateStack({ ...shared, resources: sent } as unknown as StackValidationArgs, report);
      return true;
    });
  }

  private ask(
    put: (
      policy: Policies[number],
      shared: { notApplicable: () => never },
      report: (violation: unknown) => void,
    ) => boolean,
  ): Verdicts {
    const violations: Violation[] = [];
    const notApplicable: string[] = [];
    const passed: string[] = [];
    // What a policy notes of a request must not outlive it.
    const request = new AsyncResource("REQUEST");
    const shared = {
      getConfig: () => (this.waivers === undefined ? {} : { waivers: this.waivers }),
      notApplicable: (): never => {
        throw new NotApplicable();
      },
    };
    for (const policy of this.policies) {
      const before = violations.length;
      const report = (violation: unknown) => {
        const said = violation as { name?: string; message: string; urn: string; enforcementLevel?: string };
        const { name = policy.name, message, urn, enforcementLevel: level } = said;
        violations.push({ policy: name, message, urn, level });
      };
      try {
        if (request.runInAsyncScope(() => put(policy, shared, report)) && violations.length === before)
          passed.push(policy.name);
      } catch (error) {
        if (!(error instanceof NotApplicable)) throw error;
        notApplicable.push(policy.name);
      }
    }
    return { violations, notApplicable, passed };
  }
}
