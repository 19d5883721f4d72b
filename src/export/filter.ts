import { InputError } from "../archive/lists/inputError.ts";
import type { TypedFilter } from "../archive/statements/filter/typed.ts";
import { filterFields, type StatementFilter } from "../archive/statements/filter.ts";

/** The parameters by which an export can be narrowed, in the order in which `--help` lists them. */
export const filterParameters = Object.values(filterFields).flatMap(({ parameters }) => parameters);

/** Reads the parameters of a query string, each given as often as wanted. Throws InputError for an unknown one. */
export function readParameters(query: unknown): TypedFilter {
  const given = Object.entries(query as Record<string, string | string[]>);
  const known = filterParameters.map(({ name }) => name);
  for (const [name] of given) {
    if (known.includes(name)) continue;
    throw new InputError(name, `There is no parameter \`${name.slice(0, 100)}\`; there are ${known.join(", ")}.`);
  }
  return Object.fromEntries(given.map(([name, values]) => [name, [values].flat()]));
}

/** Reads the filter that was typed. Throws InputError naming the parameter that cannot be used. */
export function readFilter(typed: TypedFilter): StatementFilter {
  return Object.fromEntries(Object.entries(filterFields).map(([name, field]) => [name, field.read(typed)]));
}

/** Tells whether the filter asks for anything at all. */
export function isNarrowing(typed: TypedFilter): boolean {
  return Object.values(typed).some((values) => values !== undefined);
}

/** Names a feed with this filter: "Statements by Putin on Idlib". */
export function titleOf(typed: TypedFilter): string {
  const parts = filterParameters.flatMap(({ name, inTitle }) => {
    const values = typed[name];
    return inTitle && values ? [`${inTitle} ${values.join(" or ")}`] : [];
  });
  return ["Statements", ...parts].join(" ");
}
