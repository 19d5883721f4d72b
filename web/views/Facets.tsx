import { type FilterName, narrowed, replaced, widened } from "../address/statements.ts";
import { writtenNumber } from "../language/counted.ts";
import { useLanguageTag, useMessages } from "./reading.ts";

/** A value from which readers may choose. */
export interface FacetValue {
  /** The value in the address. */
  value: string;
  label: string;
  /** How many statements the list has with this value in the place of all others of its facet; nothing if unknown. */
  count?: number | undefined;
  /** The list of those of its statements that have this value besides the chosen ones; nothing if a statement has only one value. */
  both?: { name: FilterName; count: number } | undefined;
}

/** A value by which the list is narrowed already. */
export interface ChosenValue {
  key: string;
  label: string;
  /** The parameter of the address, if it is not that of the facet. */
  name?: FilterName;
  /** The values of the address that mean this one. */
  givens: readonly string[];
}

export interface Facet {
  title: string;
  name: FilterName;
  chosen: readonly ChosenValue[];
  others: readonly FacetValue[];
}

export interface FacetsProps {
  query: URLSearchParams;
  facets: readonly Facet[];
}

/**
 * What the list may be narrowed to. Every value is a link, with the number of statements to which it leads. The chosen
 * values come first, each with a way to take it away. Several values of one facet mean any of them, so that another value
 * narrows nothing: it takes the place of the chosen ones, or is added to them; or, for topics, both are asked for.
 */
export function Facets({ query, facets }: FacetsProps) {
  const t = useMessages();
  const filled = facets.filter(({ chosen, others }) => chosen.length > 0 || others.length > 1);
  return (
    <aside class="facets" id="narrow" aria-label={t.narrow}>
      {filled.map(({ title, name, chosen, others }) => (
        <section key={name + title}>
          <h2>{title}</h2>
          {chosen.length > 0 && (
            <ul>
              {chosen.map((value) => (
                <Chosen {...value} key={value.key} query={query} name={value.name ?? name} />
              ))}
            </ul>
          )}
          {chosen.length > 0 && others.length > 0 && <p class="instead">{t.instead}</p>}
          {others.length > 0 && (
            <ul>
              {others.map((value) => (
                <Other key={value.value} query={query} name={name} {...value} isAddable={chosen.length > 0} />
              ))}
            </ul>
          )}
        </section>
      ))}
    </aside>
  );
}

interface Place {
  query: URLSearchParams;
  name: FilterName;
}

function Chosen({ query, name, label, givens }: Omit<ChosenValue, "key" | "name"> & Place) {
  const t = useMessages();
  return (
    <li>
      <a href={widened(query, name, givens)} aria-current="true">
        <span dir="auto">
          {label}
          <span class="unseen"> ({t.removeThis})</span>
        </span>
        <span class="count" aria-hidden="true">
          ×
        </span>
      </a>
    </li>
  );
}

function Other({ query, name, value, label, count, both, isAddable }: FacetValue & Place & { isAddable: boolean }) {
  const t = useMessages();
  const language = useLanguageTag();
  return (
    <li>
      <a href={replaced(query, { [name]: value })}>
        <span dir="auto">{label}</span>
        {count !== undefined && <span class="count">{writtenNumber(language, count)}</span>}
      </a>
      {isAddable && (
        <a class="add" href={narrowed(query, name, value)}>
          {t.add}
          <span class="unseen"> {t.addedToList(label)}</span>
        </a>
      )}
      {isAddable && both && both.count > 0 && (
        <a class="add" href={narrowed(query, both.name, value)}>
          {t.both}
          <span class="unseen"> {t.bothOf(label)}</span> {writtenNumber(language, both.count)}
        </a>
      )}
    </li>
  );
}
