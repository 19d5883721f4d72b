import { MARK_STEP, PICTURE_WIDTHS, type PlacedMark, placeMarks } from "./placeMarks.ts";
import { percent } from "./TimeAxis.tsx";

/** The radius of a mark, in pixels. */
export const MARK_RADIUS = 5;

/** A mark: the classes of its circle, where it leads, and the words for it. */
export interface Mark {
  key: string;
  dot: string;
  href: string;
  label: string;
}

export interface MarksProps<Item> {
  items: readonly Item[];
  markOf(item: Item): Mark;
  /** The place of a mark, in percent of the width. */
  placeOf(item: Item): number;
  /** The line on which they stand, in pixels. */
  y: number;
  /** How many marks that would cover each other stand in a column. */
  inColumn: number;
  /** Whether a line joins them. */
  areJoined?: boolean;
}

/** The marks of a row, placed for a wide and for a narrow window; the style shows those of one. */
export function Marks<Item>({ items, markOf, placeOf, y, inColumn, areJoined = false }: MarksProps<Item>) {
  if (items.length === 0) return null;
  return (
    <>
      {(["wide", "narrow"] as const).map((window) => {
        const placed = placeMarks(items, placeOf, { width: PICTURE_WIDTHS[window], inColumn });
        return (
          <g key={window} class={`marks-${window}`}>
            {areJoined && <Joint first={placed[0]} last={placed.at(-1)} y={y} />}
            {placed.map(({ item, at, column, level }) => {
              const { key, dot, href, label } = markOf(item);
              return (
                <a key={key} href={href} aria-label={label}>
                  <title>{label}</title>
                  <circle
                    class={dot}
                    cx={percent(at)}
                    cy={y - level * MARK_STEP}
                    r={MARK_RADIUS}
                    transform={column > 0 ? `translate(${Math.round(column * 10) / 10})` : undefined}
                  />
                </a>
              );
            })}
          </g>
        );
      })}
    </>
  );
}

type End = PlacedMark<unknown> | undefined;

function Joint({ first, last, y }: { first: End; last: End; y: number }) {
  if (!first || !last) return null;
  return (
    <>
      <line class="joined" x1={percent(first.at)} x2={percent(last.at)} y1={y} y2={y} />
      <rect class="joined" x={percent(last.at)} width={last.column} y={y - 1} height="2" />
    </>
  );
}
