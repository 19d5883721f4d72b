/** Returns a function from offsets in code points to offsets in UTF-16 units; undefined beyond the text. */
export function unitsOfPoints(text: string): (offset: number) => number | undefined {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => (offset >= 0 && offset <= text.length ? offset : undefined);
  const units: number[] = [];
  let unit = 0;
  for (const point of text) {
    units.push(unit);
    unit += point.length;
  }
  units.push(unit);
  return (offset) => units[offset];
}

/** Returns a function from offsets in UTF-16 units to offsets in code points. */
export function pointsOfUnits(text: string): (offset: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset;
  const points = new Int32Array(text.length + 1);
  let count = 0;
  let unit = 0;
  for (const point of text) {
    points.fill(count, unit, unit + point.length);
    unit += point.length;
    count += 1;
  }
  points[text.length] = count;
  return (offset) => points[offset] as number;
}
