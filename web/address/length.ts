/** Proxies commonly refuse a line of more than 8,000 bytes; half of it leaves room for an address within an address. */
const LONGEST_ADDRESS = 4_000;

/** Tells whether an address is too long to be sent, kept or linked to. A Chinese character takes nine characters of an address. */
export function isLongAddress(address: string): boolean {
  return address.length > LONGEST_ADDRESS;
}
