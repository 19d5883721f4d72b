import { conditionsOf, widened } from "../../address/statements.ts";
import { useLanguageTag, useMessages } from "../../views/reading.ts";
import type { MeantName } from "../nameMeant.ts";
import { conditionWords } from "./title.ts";

export interface ConditionChipsProps {
  query: URLSearchParams;
  /** What the names of the conditions were taken to mean. */
  names: readonly MeantName[];
}

/** The conditions of the list in words, each with a way to take it away. */
export function ConditionChips({ query, names }: ConditionChipsProps) {
  const t = useMessages();
  const tag = useLanguageTag();
  const isOneDate = query.get("from") !== null && query.get("from") === query.get("to");
  const conditions = conditionsOf(query).filter(({ name }) => !(isOneDate && name === "to"));
  if (conditions.length === 0) return null;
  return (
    <ul class="conditions" aria-label={t.narrowedBy}>
      {conditions.map(({ name, value }) => {
        const words = conditionWords({ name, value, isOneDate }, names, { messages: t, tag });
        const without = isOneDate && name === "from" ? withoutEnd(query) : query;
        return (
          <li key={name + value}>
            <a href={widened(without, name, [value])} aria-label={t.remove(words)}>
              <span dir="auto">{words}</span>
              <span aria-hidden="true"> ×</span>
            </a>
          </li>
        );
      })}
      {conditions.length > 1 && (
        <li class="all">
          <a href="/statements">{t.removeAll}</a>
        </li>
      )}
    </ul>
  );
}

function withoutEnd(query: URLSearchParams): URLSearchParams {
  const changed = new URLSearchParams(query);
  changed.delete("to");
  return changed;
}
