import { createRequire } from "node:module";
import { installedVersion } from "./installed-version";
import { isObject, textOf } from "./property-values";
import type { PropertyMap } from "./property-values";
import { UnknownTypeError } from "./stand-in";
import type { CheckContext, CheckFailure, Checked, Consequences, Created, StandIn } from "./stand-in";

/** Stands in for kubernetes: stores what it is given, as an API server without controllers would. */
export class Kubernetes implements StandIn {
  readonly name = "kubernetes";
  readonly version = installedVersion("@pulumi/kubernetes");

  check({ type, name, olds, news, seed, autonaming }: CheckContext): Checked {
    requireKnown(type);
    if (isRelease(type)) return checkRelease(name, olds, news, seed);
    const metadata = isObject(news.metadata) ? { ...news.metadata } : {};
    const had = isObject(olds.metadata) ? olds.metadata.name : undefined;
    if (metadata.generateName === undefined) {
      metadata.name ??= had ?? autonaming?.proposedName ?? `${name}-${(seed || "00000000").slice(0, 8)}`;
    }
    return { inputs: { ...news, metadata }, failures: missingIdentity(news) };
  }

  consequences(type: string, olds: PropertyMap, news: PropertyMap): Consequences {
    const renamed = isRelease(type)
      ? olds.name !== news.name || olds.namespace !== news.namespace
      : placeOf(olds) !== placeOf(news);
    const holder = isRelease(type) ? ["name", "namespace"] : ["metadata"];
    return {
      replaces: (property) => ["apiVersion", "kind"].includes(property) || (renamed && holder.includes(property)),
      deleteBeforeReplace: !renamed,
    };
  }

  preview(_type: string, inputs: PropertyMap): PropertyMap {
    return inputs;
  }

  create(type: string, urn: string, inputs: PropertyMap): Created {
    return {
      id: isRelease(type) ? `${textOf(inputs.namespace) ?? "default"}/${textOf(inputs.name) ?? ""}` : placeOf(inputs),
      properties: this.update(type, urn, inputs),
    };
  }

  update(type: string, _id: string, inputs: PropertyMap): PropertyMap {
    if (!isRelease(type)) return inputs;
    const { chart, version, name, namespace } = inputs;
    return {
      ...inputs,
      status: {
        chart,
        // Which one a release has that names none, only the chart's repository knows.
        ...(version !== undefined && { version }),
        name,
        namespace: namespace ?? "default",
        revision: 1,
        status: "deployed",
      },
    };
  }

  read(type: string, id: string): PropertyMap {
    requireKnown(type);
    const [name, namespace] = id.split("/").reverse();
    return { metadata: { name, ...(namespace !== undefined && { namespace }) } };
  }

  invoke(token: string): PropertyMap {
    throw new UnknownTypeError("function", token, "offline/providers/kubernetes.ts");
  }
}

function checkRelease(name: string, olds: PropertyMap, news: PropertyMap, seed: string): Checked {
  const failures = news.chart === undefined ? [{ property: "chart", reason: "missing required property 'chart'" }] : [];
  return {
    inputs: { ...news, name: news.name ?? olds.name ?? `${name}-${(seed || "00000000").slice(0, 8)}` },
    failures,
  };
}

function missingIdentity(news: PropertyMap): CheckFailure[] {
  return ["apiVersion", "kind"]
    .filter((property) => textOf(news[property]) === undefined)
    .map((property) => ({ property, reason: `missing required property '${property}'` }));
}

function isRelease(type: string): boolean {
  return type === "kubernetes:helm.sh/v3:Release";
}

/** `namespace/name`, or the name alone. */
function placeOf({ metadata }: PropertyMap): string {
  const { namespace, name } = isObject(metadata) ? metadata : {};
  return [namespace, name]
    .map((part) => textOf(part))
    .filter((part) => part !== undefined)
    .join("/");
}

/**
 * A kind of Kubernetes itself has to be one that the installed SDK has; a kind of a group with a domain of its own is a
 * custom resource, which only a cluster knows.
 */
function requireKnown(token: string): void {
  const [, group = "", version = "", kind = ""] = /^kubernetes:([^/:]+)\/([^:]+):(.+)$/.exec(token) ?? [];
  const isBuiltIn =
    !group.includes(".") ||
    group === "helm.sh" ||
    /(^|\.)(authentication|authorization|networking|rbac\.authorization|storage|admissionregistration|apiextensions|certificates|coordination|discovery|events|flowcontrol\.apiserver|node|policy|scheduling|resource)\.k8s\.io$/.test(
      group,
    );
  if (!isBuiltIn && kind !== "") return;
  const folder =
    group === "rbac.authorization.k8s.io"
      ? "rbac"
      : group === "flowcontrol.apiserver.k8s.io"
        ? "flowcontrol"
        : (group.split(".")[0] ?? "");
  try {
    const kinds = createRequire(__filename)(`@pulumi/kubernetes/${folder}/${version}`) as Record<string, unknown>;
    if (kind in kinds) return;
  } catch {
    // Not a group and version of the SDK: refused below.
  }
  throw new UnknownTypeError("kind", token, "the program as a kind that the installed @pulumi/kubernetes has");
}
