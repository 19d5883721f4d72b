import { readBound, type When } from "../../../document/dates.ts";
import { halfOpen, inSpan, isInstantBefore, type TimeRange } from "../../lists/conditions.ts";
import { InputError } from "../../lists/inputError.ts";
import type { FilterField } from "./field.ts";
import { excerpt, singleValue, type TypedFilter } from "./typed.ts";

/** Said within a span of time, both its ends included. */
export const saidField: FilterField<TimeRange> = {
  parameters: [
    {
      name: "from",
      value: "date",
      words: "said since this date or instant: 2018, 2018-09, 2018-09-07",
      isSingle: true,
    },
    { name: "to", value: "date", words: "said until the end of this date, or until this instant", isSingle: true },
  ],
  read(typed) {
    const [from, to] = [readEnd(typed, "from"), readEnd(typed, "to")];
    if (from && to && isInstantBefore(to, from)) throw new InputError("to", "`to` is before `from`.");
    return from || to ? { from, to } : undefined;
  },
  understand(given) {
    const span = halfOpen("filter.said", given);
    const { from, before } = span;
    return {
      sql: () => ({ span: (saidAt) => inSpan(saidAt, span) }),
      holds:
        () =>
        ({ saidAt }) =>
          (!from || saidAt >= from) && (!before || saidAt < before),
    };
  },
};

function readEnd(typed: TypedFilter, name: "from" | "to"): When | undefined {
  const text = singleValue(typed, name);
  if (text === undefined) return undefined;
  const bound = readBound(text);
  if (bound) return bound;
  throw new InputError(
    name,
    `\`${name}\` is a date like 2018, 2018-09 or 2018-09-07, or an instant like 2018-09-07T00:00:00Z, not ${excerpt(text)}.`,
  );
}
