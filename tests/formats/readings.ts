import type { Defaults, Format, InputFile, Reading } from "../../src/formats/drafts.ts";

/** The readings of a reader, sorted by kind. */
export type Read = ReturnType<typeof sortReadings>;

/** Reads a file to its end. */
export async function readAll(format: Format, file: InputFile, defaults: Defaults = {}): Promise<Read> {
  const readings: Reading[] = [];
  for await (const reading of format.read(file, defaults)) readings.push(reading);
  return sortReadings(readings);
}

/** Sorts readings by kind. */
export function sortReadings(readings: readonly Reading[]) {
  const articles = readings.flatMap((reading) => ("article" in reading ? [reading.article] : []));
  return {
    articles,
    statements: articles.flatMap(({ statements }) => statements),
    speakers: readings.flatMap((reading) => ("speaker" in reading ? [reading.speaker] : [])),
    rejected: readings.flatMap((reading) => ("rejected" in reading ? [reading.rejected] : [])),
    told: readings.flatMap((reading) => ("told" in reading ? [reading.told] : [])),
    leftOut: readings.flatMap((reading) => ("leftOut" in reading ? [reading.leftOut] : [])),
  };
}
