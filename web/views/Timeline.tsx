import { replaced } from "../address/statements.ts";
import { writtenNumber } from "../language/counted.ts";
import { shortDate, shortSpan, shortStart } from "../language/dates.ts";
import { AsTable } from "./AsTable.tsx";
import { useLanguageTag, useMessages } from "./reading.ts";
import { percent } from "./TimeAxis.tsx";

export interface TimelineProps {
  query: URLSearchParams;
  buckets: readonly { startsOn: string; endsOn: string; count: number }[];
  undatedCount: number;
}

/** The picture is as wide as the page; its marks stand at percentages of that. Heights are pixels. */
const HEIGHT = 104;
const BASE = 82;
/** A bar is no wider than this, so that few bars are not blocks. */
const WIDEST_BAR = 6;
/** The least room for a date below the axis, in percent of the width of a large window. */
const ROOM_FOR_DATE = 11;

/**
 * When the statements of a list were said: a bar for each interval, which narrows the list to it. Drawn as SVG on the
 * server, with a title, a description and the same as a table. The island `timeline` lets readers choose a span.
 */
export function Timeline({ query, buckets, undatedCount }: TimelineProps) {
  const t = useMessages();
  const language = useLanguageTag();
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (!first || !last || first === last) return null;
  const most = Math.max(...buckets.map(({ count }) => count));
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  const step = Math.min(100 / buckets.length, WIDEST_BAR);
  const nameOf = (bucket: { startsOn: string; endsOn: string }) => shortSpan(bucket, language);
  const addressOf = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }) =>
    replaced(query, { from: startsOn, to: endsOn });
  const span = t.timelineDescription(
    t.statementCount(total),
    shortDate(first.startsOn, language),
    shortDate(last.endsOn, language),
  );
  return (
    <figure class="timeline" data-island="timeline">
      <figcaption>{t.timelineTitle}</figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a picture of links; there is no fieldset in SVG */}
      <svg role="group" aria-label={`${t.timelineTitle}: ${span}`} width="100%" height={HEIGHT}>
        <line class="axis" x1="0" x2={percent(step * buckets.length)} y1={BASE} y2={BASE} />
        {buckets.map((bucket, i) => {
          const { startsOn, endsOn, count } = bucket;
          if (count === 0) return null;
          const height = Math.max(3, Math.round((count / most) * (BASE - 16)));
          const label = `${nameOf(bucket)}: ${t.statementCount(count)}`;
          return (
            <a key={startsOn} href={addressOf(bucket)} aria-label={label} data-from={startsOn} data-to={endsOn}>
              <title>{label}</title>
              <rect class="reach" x={percent(i * step)} y="0" width={percent(step)} height={BASE} />
              <rect
                class="bar"
                x={percent((i + 0.08) * step)}
                y={BASE - height}
                width={percent(0.84 * step)}
                height={height}
              />
            </a>
          );
        })}
        {buckets.map(({ startsOn, count }, i) =>
          count === most ? (
            <text key={startsOn} class="most" x={percent((i + 0.5) * step)} y="12" text-anchor="middle">
              {writtenNumber(language, count)}
            </text>
          ) : null,
        )}
        <Labels buckets={buckets} step={step} />
      </svg>
      <AsTable columns={[t.date, t.number]} note={undatedCount > 0 ? t.undated(undatedCount) : undefined}>
        {buckets
          .filter(({ count }) => count > 0)
          .map((bucket) => (
            <tr key={bucket.startsOn}>
              <td>
                <a href={addressOf(bucket)}>{nameOf(bucket)}</a>
              </td>
              <td>{writtenNumber(language, bucket.count)}</td>
            </tr>
          ))}
      </AsTable>
    </figure>
  );
}

/** Some dates below the axis, as many as have room; every other one is left out in a narrow window. */
function Labels({ buckets, step }: { buckets: TimelineProps["buckets"]; step: number }) {
  const language = useLanguageTag();
  const every = Math.max(1, Math.ceil(ROOM_FOR_DATE / step));
  const shown = buckets.flatMap((bucket, i) => (i % every === 0 ? [{ bucket, x: i * step }] : []));
  return (
    <>
      {shown.map(({ bucket, x }, i) => (
        <text key={x} class={`tick tick-${i % 3}`} x={percent(x)} y={HEIGHT - 6}>
          {shortStart(bucket, language)}
        </text>
      ))}
    </>
  );
}
