import { azureName } from "./arm-id";
import type { Properties, Reading } from "./reading";
import type { Resource } from "./resource";
import { AZURE } from "./resource-types";

/** A subnet, whether it is a resource of its own or written inside its virtual network. */
export interface Subnet {
  /** Its name in Azure, where that is known. */
  readonly name?: string;
  readonly properties: Properties;
  /** Where its properties stand in the resource that holds it; empty, or as in `subnets[0].`. */
  readonly prefix: string;
  /** Names it below the virtual network that it is written inside of. */
  readonly part?: string;
}

/** The subnets that `resource` declares: itself, or those inside it. */
export function subnetsIn(resource: Resource): Reading<readonly Subnet[]> {
  if (resource.type === AZURE.subnet) {
    return { state: "known", value: [{ name: azureName(resource), properties: resource, prefix: "" }] };
  }
  const inline = resource.list("subnets");
  if (inline.state !== "known") return inline;
  return {
    state: "known",
    value: inline.value.map((properties, index) => {
      const reading = properties.text("name");
      const name = reading.state === "known" ? reading.value : undefined;
      return { name, properties, prefix: `${properties.path}.`, part: name ?? String(index) };
    }),
  };
}
