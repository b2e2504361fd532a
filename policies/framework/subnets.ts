import { azureName } from "./arm-id";
import type { Properties, Reading } from "./reading";
import type { Resource } from "./resource";
import { AZURE } from "./resource-types";
import type { Truth } from "./truth";

/** A subnet, whether it is a resource of its own or written inside its virtual network. */
export interface Subnet {
  /** Its name in Azure, where that is known. */
  readonly name?: string;
  /** Whether a name is given that is not known yet. */
  readonly isNameUnknown: boolean;
  readonly properties: Properties;
  /** Where its properties stand in the resource that holds it; empty, or as in `subnets[0].`. */
  readonly prefix: string;
  /** Names it below the virtual network that it is written inside of. */
  readonly part?: string;
}

/** Whether the subnet has one of the names, given in lower case. */
export function isCalled({ name, isNameUnknown }: Subnet, names: ReadonlySet<string>): Truth {
  return isNameUnknown ? "unknown" : names.has(name?.toLowerCase() ?? "");
}

/** The subnets that `resource` declares: itself, or those inside it. */
export function subnetsIn(resource: Resource): Reading<readonly Subnet[]> {
  if (resource.type === AZURE.subnet) {
    const name = azureName(resource);
    const isNameUnknown = name === undefined && resource.text("subnetName").state === "unknown";
    return { state: "known", value: [{ name, isNameUnknown, properties: resource, prefix: "" }] };
  }
  const inline = resource.list("subnets");
  if (inline.state !== "known") return inline;
  return {
    state: "known",
    value: inline.value.map((properties, index) => {
      const reading = properties.text("name");
      const name = reading.state === "known" ? reading.value : undefined;
      const isNameUnknown = reading.state === "unknown";
      return { name, isNameUnknown, properties, prefix: `${properties.path}.`, part: name ?? String(index) };
    }),
  };
}
