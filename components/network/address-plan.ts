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

/** The subnets do not fit. */
export class AddressPlanError extends Error {
  override readonly name = "AddressPlanError";

  /** @param subnet the first that does not fit */
  constructor(
    readonly subnet: string,
    message: string,
  ) {
    super(message);
  }
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
        name,
        `subnet "${name}" (/${prefixLength}) does not fit into ${addressSpace} behind the ones before it`,
      );
    }
    plan[name] = `${Address4.fromBigInt(start).address}/${prefixLength}`;
    next = start + size;
  }
  return plan;
}

/** The address that is `offset` behind the first of a range: 4 of `10.0.1.0/24` is `10.0.1.4`. */
export function addressIn(range: string, offset: number): string {
  return Address4.fromBigInt(new Address4(range).startAddress().bigInt() + BigInt(offset)).correctForm();
}

/** The last address of a range that a machine may have; the one behind it is the broadcast's. */
export function lastAddressIn(range: string): string {
  return Address4.fromBigInt(new Address4(range).endAddress().bigInt() - 1n).correctForm();
}

/** Whether two ranges share an address. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [new Address4(one), new Address4(other)];
  return a.startAddress().bigInt() <= b.endAddress().bigInt() && b.startAddress().bigInt() <= a.endAddress().bigInt();
}

/** Whether `text` is a range as Azure takes it: in dotted decimals without leading zeros, and with no bits behind the prefix. */
export function isRange(text: string): boolean {
  if (!/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/.test(text) || !Address4.isValid(text)) return false;
  if (prefixLengthOf(text) > 32) return false;
  return `${new Address4(text).startAddress().correctForm()}/${prefixLengthOf(text)}` === text;
}

/** Length of a range's prefix: 16 of `10.0.0.0/16`. */
export function prefixLengthOf(range: string): number {
  return Number(range.slice(range.indexOf("/") + 1));
}
