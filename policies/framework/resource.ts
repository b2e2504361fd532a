import type { Expectation } from "./expectation";
import type { Finding } from "./finding";
import { Properties } from "./reading";
import { withoutApiVersion } from "./resource-types";

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
  /** What exactly to set. */
  readonly set?: string;
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
    super(facts.properties);
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
   * only where `absent` says so; an unknown one is undetermined.
   */
  expect(
    path: string,
    expectation: Expectation,
    details: FindingDetails & { otherwise: string; absent?: "holds" | "fails" },
  ): Finding {
    const reading = this.read(path);
    const located = { set: `${path} to ${expectation.wanted}`, ...details };
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
      set: details.set,
    };
  }
}
