import { articleAddress, sourceAddress } from "../../address/nouns.ts";
import type { StatementQuery } from "../../generated/operations.ts";
import { shortDate } from "../../language/dates.ts";
import { publisherWords } from "../../language/publisherWords.ts";
import { AsTable } from "../../views/AsTable.tsx";
import { MARK_RADIUS, Marks } from "../../views/Marks.tsx";
import { useLanguageTag, useMessages } from "../../views/reading.ts";
import { type Span, spanOf, TimeAxis, timeScale } from "../../views/TimeAxis.tsx";

type Printing = NonNullable<StatementQuery["statement"]>["appearances"]["nodes"][number];

/** Printings of one origin: an agency's report and its copies, or what one outlet printed by itself. */
interface Origin {
  name: string;
  slug: string;
  isAgency: boolean;
  printings: Printing[];
}

const ROW = 46;
const LINE = 32;

/**
 * When a statement was printed: a row for each independent source, a mark for each printing that leads to its article. Copies of an
 * agency's report are joined; the agency's own is filled. The same stands in a table.
 */
export function PrintingLanes({ printings, total }: { printings: readonly Printing[]; total: number }) {
  const t = useMessages();
  const language = useLanguageTag();
  const span = spanOf(printings.map(({ article }) => article.publishedOn));
  if (!span || printings.length < 2) return null;
  const sorted = printings.toSorted((one, other) => one.article.publishedOn.localeCompare(other.article.publishedOn));
  const origins = originsOf(sorted);
  const height = origins.length * ROW;
  const hasCopies = origins.some((origin) => origin.isAgency);
  return (
    <figure class="lanes">
      <figcaption>
        {t.printedWhen}
        {hasCopies && <Legend />}
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a picture of links; there is no fieldset in SVG */}
      <svg role="group" aria-label={t.printedWhen} width="100%" height={height + 30}>
        {origins.map((origin, i) => (
          <Row key={origin.slug} origin={origin} span={span} top={i * ROW} />
        ))}
        <TimeAxis span={span} top={height + 4} />
      </svg>
      {printings.length < total && <p class="note">{t.printingsSome(printings.length, total)}</p>}
      <AsTable columns={[t.date, t.facetPublishers, t.facetWires]}>
        {sorted.map(({ id, article }) => (
          <tr key={id}>
            <td>{shortDate(article.publishedOn, language)}</td>
            <td dir="auto">
              <a href={articleAddress(article.id)}>{article.source.name}</a>
            </td>
            <td dir="auto">{article.wire?.name}</td>
          </tr>
        ))}
      </AsTable>
    </figure>
  );
}

/** Puts printings together that have one origin, as `independentSourceCount` does, in the order in which they are given. */
function originsOf(printings: readonly Printing[]): Origin[] {
  const origins = new Map<string, Origin>();
  for (const printing of printings) {
    const { source, wire } = printing.article;
    const { slug, name } = wire ?? source;
    const origin = origins.get(slug) ?? { name, slug, isAgency: false, printings: [] };
    origin.isAgency ||= wire != null;
    origin.printings.push(printing);
    origins.set(slug, origin);
  }
  return [...origins.values()];
}

function Row({ origin, span, top }: { origin: Origin; span: Span; top: number }) {
  const t = useMessages();
  const language = useLanguageTag();
  const x = timeScale(span);
  const { name, slug, isAgency, printings } = origin;
  const y = top + LINE;
  return (
    <>
      <a href={sourceAddress(slug)}>
        <text class="lane-label" x="0" y={top + 14}>
          {isAgency ? t.copiesOf(name) : name}
        </text>
      </a>
      <line class="lane-line" x1="0" x2="100%" y1={y} y2={y} />
      <Marks
        items={printings}
        markOf={({ id, article }) => ({
          key: id,
          dot: article.wire ? "dot dot-indirect" : "dot",
          href: articleAddress(article.id),
          label: `${shortDate(article.publishedOn, language)}: ${publisherWords(article, t)}`,
        })}
        placeOf={({ article }) => x(article.publishedOn)}
        y={y}
        inColumn={1}
        areJoined={isAgency}
      />
    </>
  );
}

function Legend() {
  const t = useMessages();
  return (
    <span class="legend">
      <span class="legend-entry">
        <svg width="36" height="12" aria-hidden="true">
          <line class="joined" x1="6" x2="30" y1="6" y2="6" />
          <circle class="dot dot-indirect" cx="6" cy="6" r={MARK_RADIUS} />
          <circle class="dot dot-indirect" cx="30" cy="6" r={MARK_RADIUS} />
        </svg>
        {t.joinedCopies}
      </span>
    </span>
  );
}
