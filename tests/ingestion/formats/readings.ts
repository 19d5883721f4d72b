import type {
  ArticleDraft,
  Defaults,
  Format,
  InputFile,
  Reading,
  Rejection,
  StatementDraft,
} from "../../../src/ingestion/drafts.ts";

/** What a reader made of a file, by kind. */
export interface Read {
  articles: ArticleDraft[];
  statements: StatementDraft[];
  rejected: Rejection[];
  /** Records. */
  leftOut: number;
}

/** Reads a file to its end. */
export async function readAll(format: Format, file: InputFile, defaults: Defaults = {}): Promise<Read> {
  const readings: Reading[] = [];
  for await (const reading of format.read(file, defaults)) readings.push(reading);
  return sortReadings(readings);
}

export function sortReadings(readings: readonly Reading[]): Read {
  const articles = readings.flatMap((reading) => ("article" in reading ? [reading.article] : []));
  return {
    articles,
    statements: articles.flatMap(({ statements }) => statements),
    rejected: readings.flatMap((reading) => ("rejected" in reading ? [reading.rejected] : [])),
    leftOut: readings.reduce((sum, reading) => sum + ("leftOut" in reading ? reading.leftOut.records : 0), 0),
  };
}
