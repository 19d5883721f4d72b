import { InputError } from "../archive/lists/inputError.ts";
import type { StatementFilter } from "../archive/statements/filter.ts";
import { readInstant } from "../document/dates.ts";

/** What an export can be narrowed by: the names of the API's filter, and the two ends of its span of time. */
export const filterNames = [
  "speaker",
  "topic",
  "source",
  "article",
  "kind",
  "language",
  "status",
  "text",
  "from",
  "to",
] as const;
export type FilterName = (typeof filterNames)[number];

/** A filter as it is typed: each name with its values, of which any may hold. */
export type TypedFilter = Partial<Record<FilterName, readonly string[]>>;

type OneOf<Field extends keyof StatementFilter> =
  NonNullable<StatementFilter[Field]> extends readonly (infer Value)[] ? Value : never;
const STATEMENT_KINDS = ["DIRECT", "MIXED", "INDIRECT"] as const satisfies OneOf<"kind">[];
const STATUSES = ["PUBLISHED", "PROPOSED", "RETRACTED"] as const satisfies OneOf<"status">[];

/** The filter that was typed. Throws InputError naming the parameter that cannot be used. */
export function readFilter(typed: TypedFilter): StatementFilter {
  const { speaker, topic, source, article, language, kind, status } = typed;
  const [from, to] = [instantOf(typed, "from"), instantOf(typed, "to")];
  if (from && to && to < from) throw new InputError("to", "`to` is before `from`.");
  return {
    speaker,
    topic,
    source,
    article,
    language,
    kind: kind && valuesAmong("kind", STATEMENT_KINDS, kind),
    status: status && valuesAmong("status", STATUSES, status),
    text: only(typed, "text"),
    saidAt: from || to ? { from, to } : undefined,
  };
}

/** Whether anything is asked for at all. */
export function isNarrowing(typed: TypedFilter): boolean {
  return Object.values(typed).some((values) => values !== undefined);
}

function only(typed: TypedFilter, name: "text" | "from" | "to"): string | undefined {
  const values = typed[name] ?? [];
  if (values.length > 1) throw new InputError(name, `\`${name}\` is given once, not ${values.length} times.`);
  return values[0];
}

function instantOf(typed: TypedFilter, name: "from" | "to"): Date | undefined {
  const text = only(typed, name);
  if (text === undefined) return undefined;
  const instant = readInstant(text);
  if (instant) return instant;
  const shown = JSON.stringify(text.slice(0, 100));
  throw new InputError(
    name,
    `\`${name}\` is a date like 2018-09-07 or an instant like 2018-09-07T00:00:00Z, not ${shown}.`,
  );
}

function valuesAmong<Value extends string>(name: string, known: readonly Value[], given: readonly string[]): Value[] {
  return given.map((text) => {
    const value = known.find((each) => each === text.toUpperCase());
    if (value) return value;
    throw new InputError(name, `\`${name}\` is ${known.join(", ")}, not ${JSON.stringify(text.slice(0, 100))}.`);
  });
}
