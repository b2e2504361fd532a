import { Address4 } from "ip-address";

/** A subnet to place, by its size. */
export interface SubnetRequest {
  readonly name: string;
  /** Length of the prefix: 24 is 256 addresses, of which Azure keeps 5. */
  readonly prefixLength: number;
}

/** Where each subnet is, by name, as in `10.0.1.0/24`. */
export type AddressPlan<Name extends string = string> = Readonly<Record<Name, string>>;

/** Azure takes no smaller subnet than a /29. */
export const LONGEST_SUBNET_PREFIX = 29;

/** The subnets do not fit; the message names the first that does not. */
export class AddressPlanError extends Error {
  override readonly name = "AddressPlanError";
}

/**
 * Places the subnets one after the other, each at the next boundary of its own size. What is added at the end moves nothing
 * that is there.
 *
 * @param addressSpace the virtual network's range
 * @throws AddressPlanError where one does not fit
 */
export function planAddresses<Name extends string>(
  addressSpace: string,
  subnets: readonly (SubnetRequest & { name: Name })[],
): AddressPlan<Name> {
  const space = new Address4(addressSpace);
  const end = space.endAddress().bigInt();
  let next = space.startAddress().bigInt();
  const plan = {} as Record<Name, string>;
  for (const { name, prefixLength } of subnets) {
    const size = 1n << BigInt(32 - prefixLength);
    const start = ((next + size - 1n) / size) * size;
    if (prefixLength > LONGEST_SUBNET_PREFIX || start + size - 1n > end) {
      throw new AddressPlanError(
        `subnet "${name}" (/${prefixLength}) does not fit into ${addressSpace} behind the ones before it`,
      );
    }
    plan[name] = `${Address4.fromBigInt(start).address}/${prefixLength}`;
    next = start + size;
  }
  return plan;
}

/** Whether two ranges share an address. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [new Address4(one), new Address4(other)];
  return a.startAddress().bigInt() <= b.endAddress().bigInt() && b.startAddress().bigInt() <= a.endAddress().bigInt();
}
