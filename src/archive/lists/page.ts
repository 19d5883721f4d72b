import { InputError } from "./inputError.ts";

/** The entries of a page whose size the client leaves open, and the most that they may ask for. */
export const DEFAULT_PAGE = 20;
export const LARGEST_PAGE = 100;

/**
 * Reads how many entries a list is asked for; null if that is left open. Throws InputError for a size that no page has.
 */
export function readPageSize(argument: string, size: number | null | undefined): number | null {
  if (size === null || size === undefined) return null;
  if (size < 0 || size > LARGEST_PAGE) {
    throw new InputError(argument, `\`${argument}\` must be between 0 and ${LARGEST_PAGE}, not ${size}.`);
  }
  return size;
}
