import { statementAddress } from "../address/nouns.ts";
import type { DotFragment } from "../generated/operations.ts";
import { shortDate } from "../language/dates.ts";
import { AsTable } from "./AsTable.tsx";
import { MARK_RADIUS, Marks } from "./Marks.tsx";
import { useLanguageTag, useMessages } from "./reading.ts";
import { shortened } from "./shortened.ts";
import { percent, type Span, spanOf, TimeAxis, timeScale } from "./TimeAxis.tsx";

/** A row of the picture: a speaker, or a role. */
export interface Lane {
  label: string;
  href?: string | undefined;
  /** When it began and ended; open ends reach to the edge of the picture. */
  band?: { startsOn?: string | null | undefined; endsOn?: string | null | undefined } | undefined;
  dots: readonly DotFragment[];
}

export interface LanesProps {
  title: string;
  lanes: readonly Lane[];
  /** How many statements there are; the lanes may show only some of them. */
  total: number;
}

const ROW = 64;
const BAND = 50;
const IN_A_COLUMN = 3;
/** How many letters of a statement the words for its mark have. */
const LONGEST_TITLE = 80;

/**
 * Who said something when: a row for each speaker or role, a mark for each statement, filled if it is word for word. Each mark
 * leads to its statement, and the same stands in a table.
 */
export function Lanes({ title, lanes, total }: LanesProps) {
  const t = useMessages();
  const language = useLanguageTag();
  const span = spanOf(
    lanes.flatMap(({ band, dots }) => [band?.startsOn, band?.endsOn, ...dots.map(({ saidOn }) => saidOn)]),
  );
  if (!span || lanes.length === 0) return null;
  const height = lanes.length * ROW;
  const shown = lanes.reduce((sum, { dots }) => sum + dots.length, 0);
  return (
    <figure class="lanes">
      <figcaption>
        {title}
        <span class="legend">
          <Legend kind="DIRECT" words={t.kindDIRECT} />
          {lanes.some(({ dots }) => dots.some(({ kind }) => kind === "MIXED")) && (
            <Legend kind="MIXED" words={t.kindMIXED} />
          )}
          <Legend kind="INDIRECT" words={t.kindINDIRECT} />
        </span>
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a picture of links; there is no fieldset in SVG */}
      <svg role="group" aria-label={title} width="100%" height={height + 30}>
        {lanes.map((lane, i) => (
          <Row key={lane.label} lane={lane} span={span} top={i * ROW} />
        ))}
        <TimeAxis span={span} top={height + 4} />
      </svg>
      {shown < total && <p class="note">{t.picturesSome(shown, total)}</p>}
      <AsTable>
        {lanes.map(({ label, href, band, dots }) => (
          <tr key={label}>
            <th scope="row" dir="auto">
              {href ? <a href={href}>{label}</a> : label}
            </th>
            <td>
              {band
                ? `${band.startsOn ? shortDate(band.startsOn, language) : "…"} – ${band.endsOn ? shortDate(band.endsOn, language) : "…"}`
                : ""}
            </td>
            <td>{t.statementCount(dots.length)}</td>
          </tr>
        ))}
      </AsTable>
    </figure>
  );
}

function Row({ lane, span, top }: { lane: Lane; span: Span; top: number }) {
  const language = useLanguageTag();
  const x = timeScale(span);
  const { label, href, band, dots } = lane;
  const [from, to] = [band?.startsOn ? x(band.startsOn) : 0, band?.endsOn ? x(band.endsOn, "end") : 100];
  const isLate = band !== undefined && from > 60;
  const name = (
    <text
      class="lane-label"
      x={percent(isLate ? to : band ? from : 0)}
      y={top + 14}
      text-anchor={isLate ? "end" : "start"}
    >
      {label}
    </text>
  );
  return (
    <>
      {href ? <a href={href}>{name}</a> : name}
      <line class="lane-line" x1="0" x2="100%" y1={top + BAND} y2={top + BAND} />
      {band && (
        <rect class="band" x={percent(from)} width={percent(Math.max(0.6, to - from))} y={top + BAND - 5} height="10" />
      )}
      <Marks
        items={dots}
        markOf={({ urn, kind, saidOn, text }) => ({
          key: urn,
          dot: dotOf(kind),
          href: statementAddress(urn),
          label: `${shortDate(saidOn, language)}: ${shortened(text, LONGEST_TITLE)}`,
        })}
        placeOf={({ saidOn }) => x(saidOn)}
        y={top + BAND}
        inColumn={IN_A_COLUMN}
      />
    </>
  );
}

const dotOf = (kind: DotFragment["kind"]) => `dot dot-${kind.toLowerCase()}`;

function Legend({ kind, words }: { kind: DotFragment["kind"]; words: string }) {
  return (
    <span class="legend-entry">
      <svg width="12" height="12" aria-hidden="true">
        <circle class={dotOf(kind)} cx="6" cy="6" r={MARK_RADIUS} />
      </svg>
      {words}
    </span>
  );
}
