import { settingsOf } from "./control";
import type { Control } from "./control";
import type { Finding } from "./finding";
import { judgeResource, judgeStack } from "./judgement";
import { Resource } from "./resource";
import type { ResourceOptions } from "./resource";
import type { ResourceType } from "./resource-types";
import { Stack } from "./stack";

export { unknown } from "./reading";

/** A resource as a fixture writes it down. */
export interface FixtureResource {
  /** Token, with or without an API version. */
  readonly type: ResourceType | (string & {});
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** What the program says of it beside its properties, such as that it is protected. */
  readonly options?: ResourceOptions;
  /** Names of the resources that each top-level property takes its value from. */
  readonly from?: Readonly<Record<string, readonly string[]>>;
}

/** One example of a control at work. */
export interface Fixture {
  /** What the example shows, as its heading on the control's page. */
  readonly title: string;
  readonly resources: readonly FixtureResource[];
  /** What the policy configuration sets of the control. Default: nothing. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Examples of every verdict; the control's page is made of them, and a test holds the control to each. */
export interface Fixtures {
  readonly control: Control;
  /** Every finding passes, and there is one. */
  readonly pass: readonly Fixture[];
  /** At least one finding fails. */
  readonly fail: readonly Fixture[];
  /** At least one finding is undetermined, and none fails. */
  readonly unknown: readonly Fixture[];
  /** There is no finding. */
  readonly notApplicable: readonly Fixture[];
}

export function fixtures(control: Control, examples: Omit<Fixtures, "control">): Fixtures {
  return { control, ...examples };
}

/** What `control` finds in the fixture. */
export function judgeFixture(control: Control, fixture: Fixture): readonly Finding[] {
  const urns = new Map(fixture.resources.map((resource) => [resource.name, fixtureUrn(resource)]));
  const members = fixture.resources.map((written) => ({
    resource: new Resource({ ...written, urn: fixtureUrn(written) }),
    propertyDependencies: Object.fromEntries(
      Object.entries(written.from ?? {}).map(([property, names]) => [
        property,
        names.map((name) => urns.get(name) ?? name),
      ]),
    ),
  }));
  const settings = settingsOf(control, fixture.settings);
  if (control.kind === "resource") return members.flatMap(({ resource }) => judgeResource(control, resource, settings));
  const root = { urn: "urn:pulumi:fixture::fixture::pulumi:pulumi:Stack::fixture", name: "fixture" };
  return judgeStack(control, new Stack(members, root), root, settings);
}

function fixtureUrn({ type, name }: FixtureResource): string {
  return `urn:pulumi:fixture::fixture::${type}::${name}`;
}
