/** How far apart marks of a cluster stand, upwards and sideways, in pixels: none upon another. */
export const MARK_STEP = 12;

/** The least width of a picture in a wide and in a narrow window, in pixels. The style shows the marks of one of them. */
export const PICTURE_WIDTHS = { wide: 590, narrow: 280 } as const;

/** A mark at its place: `at` in percent of the width, `column` in pixels behind it, `level` in steps above the line. */
export interface PlacedMark<Item> {
  item: Item;
  at: number;
  column: number;
  level: number;
}

/**
 * Places marks that would cover each other in columns, each of at most `inColumn` marks. A cluster too wide for the picture is drawn
 * together.
 *
 * @param placeOf the place of a mark, in percent of the width
 * @param width the width of the picture in pixels
 */
export function placeMarks<Item>(
  items: readonly Item[],
  placeOf: (item: Item) => number,
  { width, inColumn }: { width: number; inColumn: number },
): PlacedMark<Item>[] {
  const least = (100 * MARK_STEP) / width;
  const sorted = items.map((item) => ({ item, at: placeOf(item) })).sort((one, other) => one.at - other.at);
  const clusters: { start: number; items: Item[] }[] = [];
  for (const { item, at } of sorted) {
    const last = clusters.at(-1);
    if (last && at - last.start < Math.ceil(last.items.length / inColumn) * least) last.items.push(item);
    else clusters.push({ start: at, items: [item] });
  }
  return clusters.flatMap(({ start, items }) => {
    const columns = Math.ceil(items.length / inColumn) - 1;
    const step = Math.min(MARK_STEP, (0.97 * width) / Math.max(columns, 1));
    const room = (100 * columns * step) / width;
    const at = Math.max(least / 2, Math.min(start, 100 - least / 2 - room));
    return items.map((item, i) => ({ item, at, column: Math.floor(i / inColumn) * step, level: i % inColumn }));
  });
}
