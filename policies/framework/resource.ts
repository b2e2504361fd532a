import type { Expectation } from "./expectation";
import type { Finding } from "./finding";
import { Properties, incomplete } from "./reading";
import { settingTo } from "./remedy";
import type { Remedy } from "./remedy";
import { isPatch, withoutApiVersion } from "./resource-types";

/** What the program gave a resource beside its properties. */
export interface ResourceOptions {
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
}

export interface ResourceFacts {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly properties: unknown;
  readonly options?: ResourceOptions;
}

export interface FindingDetails {
  /** Names the part of the resource that is judged; the resource itself when left out. */
  readonly part?: string;
  /** What exactly to set; a remedy where the level `remediate` may do it. */
  readonly set?: string | Remedy;
}

/** A resource as a control sees it: its properties to read, and the words for what was found. */
export class Resource extends Properties {
  /** The token without API version. */
  readonly type: string;
  readonly urn: string;
  /** Name of the resource in the program. */
  readonly name: string;
  readonly options: ResourceOptions;

  constructor(facts: ResourceFacts) {
    super(isPatch(facts.type) ? asPatch(facts.properties) : facts.properties);
    this.type = withoutApiVersion(facts.type);
    this.urn = facts.urn;
    this.name = facts.name;
    this.options = facts.options ?? {};
  }

  pass(details: FindingDetails = {}): Finding {
    return this.finding("pass", "", details);
  }

  fail(statement: string, details: FindingDetails = {}): Finding {
    return this.finding("fail", statement, details);
  }

  /** The verdict waits for a value that only the update knows. */
  undetermined(statement: string, details: FindingDetails = {}): Finding {
    return this.finding("undetermined", statement, details);
  }

  /**
   * Judges one property: it passes where `expectation` holds. An absent property has the provider's default, which holds
   * only where `absent` says so; an unknown one is undetermined. Where it is `mechanical`, one value is right whatever else the
   * stack has, and the level `remediate` sets it.
   */
  expect(
    path: string,
    expectation: Expectation,
    details: FindingDetails & { otherwise: string; absent?: "holds" | "fails"; mechanical?: boolean },
  ): Finding {
    const reading = this.read(path);
    const remedy = settingTo(path, expectation);
    const located = { set: details.mechanical ? remedy : remedy.words, ...details };
    if (reading.state === "unknown") return this.undetermined(`${path} is not known yet`, located);
    const holds =
      reading.state === "known"
        ? expectation.holds(reading.value)
        : reading.state === "absent" && details.absent === "holds";
    return holds ? this.pass(details) : this.fail(details.otherwise, located);
  }

  private finding(verdict: Finding["verdict"], statement: string, details: FindingDetails): Finding {
    return {
      verdict,
      subject: details.part === undefined ? this.name : `${this.name}/${details.part}`,
      urn: this.urn,
      resourceName: this.name,
      statement,
      ...(typeof details.set === "object"
        ? { set: details.set.words, changes: details.set.changes }
        : { set: details.set }),
    };
  }
}

/** What a patch leaves out stays as it is in the cluster, which nobody knows here. */
function asPatch(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asPatch);
  if (typeof value !== "object" || value === null) return value;
  return incomplete(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asPatch(item)])));
}
