import type { Fixture } from "../../policies/framework/fixtures";
import { controlFiles } from "../policies/controls/fixture-files";
import { urnOf } from "./booted-pack";
import type { SentResource } from "./booted-pack";

/** A fixture of a control as the engine would send it. */
export interface Example {
  readonly title: string;
  readonly resources: readonly SentResource[];
}

/** Every fixture of every control. */
export function examplesOf(): readonly Example[] {
  return controlFiles().flatMap(({ name, fixtures }) => {
    if (!fixtures) return [];
    const { pass, fail, unknown, notApplicable } = fixtures;
    return [...pass, ...fail, ...unknown, ...notApplicable].map((fixture) => ({
      title: `${name}: ${fixture.title}`,
      resources: sentAs(fixture),
    }));
  });
}

/** One fixture that passes and one that fails of every control: for what takes long. */
export function fewExamples(): readonly Example[] {
  return controlFiles().flatMap(({ name, fixtures }) =>
    [fixtures?.pass[0], fixtures?.fail[0]].flatMap((fixture) =>
      fixture ? [{ title: `${name}: ${fixture.title}`, resources: sentAs(fixture) }] : [],
    ),
  );
}

function sentAs({ resources }: Fixture): readonly SentResource[] {
  const urns = new Map(resources.map((resource) => [resource.name, urnOf(resource)]));
  return resources.map(({ type, name, properties, from = {} }) => ({
    type,
    name,
    properties,
    from: Object.fromEntries(
      Object.entries(from).map(([property, names]) => [property, names.map((source) => urns.get(source) ?? source)]),
    ),
  }));
}
