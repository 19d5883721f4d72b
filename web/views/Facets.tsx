import { type FilterName, narrowed, widened } from "../address/statements.ts";
import { writtenNumber } from "../language/counted.ts";
import { useLanguageTag, useMessages } from "./reading.ts";

/** A value from which readers may choose. */
export interface FacetValue {
  /** The value in the address. */
  value: string;
  label: string;
  count: number;
  /** The values of the address that mean this one; empty if it is not chosen. */
  chosenBy: readonly string[];
}

export interface Facet {
  title: string;
  name: FilterName;
  values: readonly FacetValue[];
}

export interface FacetsProps {
  query: URLSearchParams;
  facets: readonly Facet[];
}

/** What the list may be narrowed to, with the number of statements that each value would leave. Every value is a link. */
export function Facets({ query, facets }: FacetsProps) {
  const t = useMessages();
  const filled = facets.filter(({ values }) => values.length > 1 || values.some(({ chosenBy }) => chosenBy.length > 0));
  return (
    <aside class="facets" id="narrow" aria-label={t.narrow}>
      {filled.map((facet) => (
        <section key={facet.name + facet.title}>
          <h2>{facet.title}</h2>
          <ul>
            {facet.values.map((value) => (
              <Value key={value.value} query={query} name={facet.name} {...value} />
            ))}
          </ul>
        </section>
      ))}
    </aside>
  );
}

function Value({
  query,
  name,
  value,
  label,
  count,
  chosenBy,
}: FacetValue & { query: URLSearchParams; name: FilterName }) {
  const t = useMessages();
  const language = useLanguageTag();
  const isChosen = chosenBy.length > 0;
  return (
    <li>
      <a
        href={isChosen ? widened(query, name, chosenBy) : narrowed(query, name, value)}
        aria-current={isChosen ? "true" : undefined}
      >
        <span dir="auto">
          {label}
          {isChosen && <span class="unseen"> ({t.removeThis})</span>}
        </span>
        <span class="count">{writtenNumber(language, count)}</span>
      </a>
    </li>
  );
}
