import { articleAddress, statementAddress } from "../../address/nouns.ts";
import type { ArticleQuery } from "../../generated/operations.ts";
import { type MarkedRange, markRanges } from "../../views/markRanges.ts";
import { useMessages } from "../../views/reading.ts";

type Found = NonNullable<ArticleQuery["article"]>;
type Edge = Found["statements"]["edges"][number];

export interface ArticleTextProps {
  article: Found;
  /** Where the part that is shown begins in the whole text, in code points. */
  start: number;
}

/**
 * The text of an article, if this request may read it. The words of statements are marked and lead to them; behind the last
 * of its words, each statement has its number in the list below.
 */
export function ArticleText({ article, start }: ArticleTextProps) {
  const t = useMessages();
  const { body, bodyLength, language, statements } = article;
  if (!body) return null;
  const { edges, totalCount } = statements;
  const addressOf = (number: number) => statementAddress(edges[number - 1]?.node.urn ?? "");
  const segments = markRanges(body, edges.flatMap(rangesOf), start);
  return (
    <section aria-labelledby="text">
      <h2 id="text">{t.articleText}</h2>
      <div class="article-text" lang={language} dir="auto">
        {segments.map(({ text, statements: [innermost], ending }, i) =>
          innermost === undefined ? (
            text
          ) : (
            <span key={i}>
              {/* The number leads there, too: the keyboard needs one stop, not two. */}
              <a class="to-statement" href={addressOf(innermost)} tabindex={-1}>
                <mark>{text}</mark>
              </a>
              {ending.map((number) => (
                <sup key={number}>
                  <a href={addressOf(number)} aria-label={t.statementNumber(number)}>
                    {number}
                  </a>
                </sup>
              ))}
            </span>
          ),
        )}
      </div>
      {edges.length < totalCount && <p class="note">{t.textMarksSome(edges.length, totalCount)}</p>}
      <Parts id={article.id} start={start} end={start + [...body].length} length={bodyLength ?? 0} />
    </section>
  );
}

/** Links to the parts of a long text before and after this one. */
function Parts({ id, start, end, length }: { id: string; start: number; end: number; length: number }) {
  const t = useMessages();
  if (start === 0 && end >= length) return null;
  const before = Math.max(0, start - (end - start));
  return (
    <nav class="pager" aria-label={t.partsOfText}>
      {start > 0 && (
        <a rel="prev" href={`${articleAddress(id)}${before > 0 ? `?from=${before}` : ""}#text`}>
          {t.newer}
        </a>
      )}
      {end < length && (
        <a rel="next" href={`${articleAddress(id)}?from=${end}#text`}>
          {t.older}
        </a>
      )}
    </nav>
  );
}

/** Returns where the words of a statement stand in the text: those said, or the whole passage if it is not known which those are. */
function rangesOf({ appearance: { passage } }: Edge, i: number): MarkedRange[] {
  const { start, end, spans } = passage;
  const said = spans.filter(({ role }) => role === "CONTENT");
  const places = said.length > 0 ? said : typeof start === "number" && typeof end === "number" ? [{ start, end }] : [];
  return places.map((place) => ({ start: place.start, end: place.end, statement: i + 1 }));
}
