import { InputError } from "../archive/lists/inputError.ts";
import { type FilterName, filterNames, type TypedFilter } from "./filter.ts";

/** The filter in a query string as it was taken apart: each parameter as often as wanted. Throws InputError for an unknown one. */
export function readParameters(query: unknown): TypedFilter {
  const given = Object.entries(query as Record<string, string | string[]>);
  for (const [name] of given) {
    if (filterNames.includes(name as FilterName)) continue;
    throw new InputError(name, `There is no parameter \`${name.slice(0, 100)}\`; there are ${filterNames.join(", ")}.`);
  }
  return Object.fromEntries(given.map(([name, values]) => [name, [values].flat()]));
}
