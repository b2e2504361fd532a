import { installedVersion } from "../installed-version";
import { isObject, isUnknown, revealed, stableHex, stableUuid, textOf } from "../property-values";
import type { PropertyMap } from "../property-values";
import { UnknownTypeError } from "../stand-in";
import type { CheckContext, CheckFailure, Checked, Consequences, Created, StandIn } from "../stand-in";
import { checkName, nameOf } from "./naming";
import { resourceTypes } from "./resource-types";
import { SUBSCRIPTION, TENANT } from "./tenant";
import { scopeInputs } from "./resource-type";
import type { Identity, ResourceType } from "./resource-type";
import { userKubeconfig } from "./user-kubeconfig";

const TABLE = "offline/providers/azure-native/resource-types/";

/** Functions of the provider that the program may call, by their token without the package. */
const functions: Readonly<Record<string, (args: PropertyMap) => PropertyMap>> = {
  "authorization:getClientConfig": () => ({
    clientId: stableUuid("client"),
    objectId: stableUuid("object"),
    subscriptionId: SUBSCRIPTION,
    tenantId: TENANT,
  }),
  "containerservice:listManagedClusterUserCredentials": userKubeconfig,
  "redisenterprise:listDatabaseKeys": ({ clusterName }) => ({
    primaryKey: stableHex("primary", String(clusterName)),
    secondaryKey: stableHex("secondary", String(clusterName)),
  }),
  "storage:listStorageAccountKeys": ({ accountName }) => ({
    keys: ["key1", "key2"].map((keyName) => ({
      keyName,
      permissions: "FULL",
      value: stableHex(keyName, String(accountName)),
    })),
  }),
};

/** Stands in for azure-native: Azure Resource Manager's ids, names and answers, and no Azure. */
export class AzureNative implements StandIn {
  readonly name = "azure-native";
  readonly version = installedVersion("@pulumi/azure-native");
  /** Where the resource groups of this run are: a resource without a location of its own goes where its group is. */
  private readonly groupLocations = new Map<string, unknown>();

  check(context: CheckContext): Checked {
    const type = lookUp(context.type);
    const ownName = type.path.at(-1)!;
    const inputs = { ...context.news };
    const name = nameOf(context, type, ownName);
    if (name !== undefined) inputs[ownName] = name;
    const location = inputs.location ?? context.olds.location ?? this.locationOf(inputs);
    if (hasLocation(type) && location !== undefined) inputs.location = location;
    if (type.armType === "Microsoft.Resources/resourceGroups")
      this.groupLocations.set(textOf(name) ?? "", inputs.location);
    return {
      inputs,
      failures: [...missing(type, inputs), ...misshapen(type, inputs), ...checkName(type, inputs[ownName], ownName)],
    };
  }

  consequences(token: string, olds: PropertyMap, news: PropertyMap): Consequences {
    const type = lookUp(token);
    const fixed = new Set([...pathInputs(type), "location", ...(type.createOnly ?? [])]);
    const ownName = type.path.at(-1)!;
    return {
      replaces: (property) => fixed.has(property),
      deleteBeforeReplace:
        pathInputs(type).every((input) => textOf(olds[input]) === textOf(news[input])) && ownName in news,
    };
  }

  preview(token: string, inputs: PropertyMap): PropertyMap {
    const type = lookUp(token);
    return answered(type, inputs);
  }

  create(token: string, urn: string, inputs: PropertyMap): Created {
    const type = lookUp(token);
    const id = idOf(type, inputs);
    return { id, properties: this.answer(type, id, inputs) };
  }

  update(token: string, id: string, inputs: PropertyMap): PropertyMap {
    return this.answer(lookUp(token), id, inputs);
  }

  read(token: string, id: string): PropertyMap {
    return this.answer(lookUp(token), id, {});
  }

  invoke(token: string, args: PropertyMap): PropertyMap {
    const call = functions[withoutPackage(token)];
    if (!call) throw new UnknownTypeError("function", token, "offline/providers/azure-native/index.ts");
    return call(args);
  }

  private answer(type: ResourceType, id: string, inputs: PropertyMap): PropertyMap {
    const identity: Identity = {
      id,
      name: id.split("/").at(-1) ?? "",
      uuid: (purpose) => stableUuid(id.toLowerCase(), purpose),
      hex: (purpose) => stableHex(id.toLowerCase(), purpose),
    };
    return {
      ...answered(type, inputs),
      ...systemAssignedIdentity(identity, inputs),
      ...type.outputs?.(identity, inputs),
      name: identity.name,
      type: type.armType,
    };
  }

  private locationOf({ resourceGroupName }: PropertyMap): unknown {
    return this.groupLocations.get(textOf(resourceGroupName) ?? "");
  }
}

function lookUp(token: string): ResourceType {
  const type = resourceTypes[withoutPackage(token)];
  if (!type) throw new UnknownTypeError("resource type", token, TABLE);
  return type;
}

/** `storage:StorageAccount` of `azure-native:storage/v20230101:StorageAccount`. */
function withoutPackage(token: string): string {
  return token.replace(/^azure-native:/, "").replace(/\/v\d{8}[a-z]*:/, ":");
}

/** A resource of its own has a location; a part of another, or an extension, is where that is. */
function hasLocation({ armType, scope }: ResourceType): boolean {
  return scope === "resourceGroup" && armType.split("/").length === 2;
}

/** Inputs that are part of the id, which the service does not answer with. */
function pathInputs(type: ResourceType): readonly string[] {
  return [...scopeInputs(type), ...type.path];
}

function missing(type: ResourceType, inputs: PropertyMap): CheckFailure[] {
  const generated = type.naming === "none" ? [] : [type.path.at(-1)];
  return [...pathInputs(type), ...type.required]
    .filter(
      (property) => !generated.includes(property) && (inputs[property] === undefined || inputs[property] === null),
    )
    .map((property) => ({ property, reason: `missing required property '${property}'` }));
}

/** Inputs of a kind that no service takes there: what names a resource is a text, what it is made of is an object. */
function misshapen(type: ResourceType, inputs: PropertyMap): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const expect = (property: string, holds: (value: unknown) => boolean, kind: string) => {
    const value = revealed(inputs[property]);
    if (value !== undefined && value !== null && !isUnknown(value) && !holds(value)) {
      failures.push({ property, reason: `'${property}' must be ${kind}` });
    }
  };
  for (const property of [...pathInputs(type), "location"])
    expect(property, (value) => typeof value === "string" && value !== "", "a text that is not empty");
  for (const property of ["properties", "tags", "sku", "identity"]) expect(property, isObject, "an object");
  return failures;
}

/** The inputs as the service gives them back: without what is in the path. */
function answered(type: ResourceType, inputs: PropertyMap): PropertyMap {
  const path = new Set(pathInputs(type));
  return Object.fromEntries(Object.entries(inputs).filter(([property]) => !path.has(property)));
}

function systemAssignedIdentity({ uuid }: Identity, { identity }: PropertyMap): PropertyMap {
  const kind = isObject(identity) ? (textOf(identity.type) ?? "") : "";
  if (!kind.includes("SystemAssigned")) return {};
  return { identity: { ...(identity as object), principalId: uuid("system identity"), tenantId: TENANT } };
}

function idOf({ armType, path, scope }: ResourceType, inputs: PropertyMap): string {
  const input = (name: string) => textOf(inputs[name]) ?? "";
  const subscription = `/subscriptions/${SUBSCRIPTION}`;
  const [, ...kinds] = armType.split("/");
  const [provider] = armType.split("/", 1);
  if (scope === "subscription") return `${subscription}/${kinds[0]}/${input(path[0]!)}`;
  const start = startOf(scope, `${subscription}/resourceGroups/${input("resourceGroupName")}`, input);
  const names = path.map(input);
  // Where the type has more levels than names, the service has one fixed instance there, called "default".
  const missingNames = kinds.length - names.length;
  const all = [...names.slice(0, -1), ...Array<string>(missingNames).fill("default"), ...names.slice(-1)];
  return `${start}/providers/${provider}/${kinds.map((kind, index) => `${kind}/${all[index]}`).join("/")}`;
}

function startOf(
  scope: Exclude<ResourceType["scope"], "subscription">,
  group: string,
  input: (name: string) => string,
): string {
  if (scope === "resourceGroup") return group;
  if ("input" in scope) return input(scope.input);
  const [provider, kind, name] = scope.inputs.map(input);
  return `${group}/providers/${provider}/${kind}/${name}`;
}
