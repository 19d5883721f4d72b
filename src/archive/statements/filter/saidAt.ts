import { readInstant } from "../../../document/dates.ts";
import { Prisma } from "../../../generated/prisma/client.ts";
import { inSpan, type TimeSpan } from "../../lists/conditions.ts";
import { InputError } from "../../lists/inputError.ts";
import type { FilterField } from "./field.ts";
import { excerpt, singleValue, type TypedFilter } from "./typed.ts";

/** Said within a half-open span of time. */
export const saidAtField: FilterField<TimeSpan> = {
  parameters: [
    { name: "from", value: "date", words: "said at or after this date or instant", isSingle: true },
    { name: "to", value: "date", words: "said before this date or instant", isSingle: true },
  ],
  read(typed) {
    const [from, to] = [readEnd(typed, "from"), readEnd(typed, "to")];
    if (from && to && to < from) throw new InputError("to", "`to` is before `from`.");
    return from || to ? { from, to } : undefined;
  },
  understand(given) {
    const span = (saidAt: Prisma.Sql) => inSpan(saidAt, "filter.saidAt", given);
    // For its refusal.
    span(Prisma.empty);
    const { from, to } = given;
    return {
      sql: () => ({ span }),
      holds:
        () =>
        ({ saidAt }) =>
          (!from || saidAt >= from) && (!to || saidAt < to),
    };
  },
};

function readEnd(typed: TypedFilter, name: "from" | "to"): Date | undefined {
  const text = singleValue(typed, name);
  if (text === undefined) return undefined;
  const instant = readInstant(text);
  if (instant) return instant;
  throw new InputError(
    name,
    `\`${name}\` is a date like 2018-09-07 or an instant like 2018-09-07T00:00:00Z, not ${excerpt(text)}.`,
  );
}
