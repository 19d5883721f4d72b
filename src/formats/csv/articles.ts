import { createHash } from "node:crypto";
import { normalizeName } from "../../text/names.ts";
import { nameWithoutTitles } from "../../text/titledNames.ts";
import type { ArticleDraft, Defaults, Reading, SpeakerDraft } from "../drafts.ts";
import { articleUrn } from "../reading/articleName.ts";
import { UNTITLED } from "../reading/webSource.ts";
import type { Place, Rejection } from "../rejections.ts";
import { languagesOf } from "./languages.ts";
import type { RowDraft } from "./statement.ts";

/** The rows of an article, in the order of the file. */
interface Group {
  place: Place;
  rows: RowDraft[];
  /** The speaker and words of each row, to find repeated ones. */
  seen: Set<string>;
}

/** The limits of rows in memory; beyond them articles are released in parts. */
const MOST_ROWS = 50_000;
const MOST_CHARACTERS = 10_000_000;

/**
 * Gathers the rows of each article from the whole file, because the archive expects an article's statements in one draft. Rows
 * with the same url belong to one article; without a url, rows with the same headline, source and date.
 *
 * Beyond 50,000 rows or 10 million characters, gathering stops: the rows in memory, and each later run of rows of one article,
 * are released as parts (`isPartial`), which add to the article and remove nothing.
 */
export function gatherArticles(defaults: Defaults) {
  const groups = new Map<string, Group>();
  let pending = { rows: 0, characters: 0 };
  let isPartial = false;
  /** The speakers' names that are cells of their own, or that two different cells have within titles and the like. */
  const fullNames = new Map<string, string>();
  const cellsWithin = new Map<string, string>();
  const noteNames = (speaker: SpeakerDraft) => {
    if ("name" in speaker) fullNames.set(normalizeName(speaker.name), speaker.name);
    const bare = "cell" in speaker && !speaker.isSeveral && nameWithoutTitles(speaker.cell).at(-1);
    if (!bare) return;
    const name = normalizeName(bare);
    const isInAnother = (cellsWithin.get(name) ?? speaker.cell) !== speaker.cell;
    if (isInAnother && !fullNames.has(name)) fullNames.set(name, bare);
    cellsWithin.set(name, speaker.cell);
  };
  const withKnown = (row: RowDraft) => ({
    ...row,
    statement: { ...row.statement, speaker: meantIn(fullNames, row.statement.speaker) },
  });

  function* release(): Generator<Reading> {
    const languages = languagesOf(defaults.language ? [] : [...groups.values()].map(({ rows }) => sampleOf(rows)));
    for (const [i, [url, group]] of [...groups].entries()) {
      const language = defaults.language ?? languages[i] ?? "und";
      yield* readGroup(url, { ...group, rows: group.rows.map(withKnown) }, isPartial, { ...defaults, language });
    }
    groups.clear();
    pending = { rows: 0, characters: 0 };
  }
  return {
    /** Adds a row. Yields the readings that this releases. */
    *add(row: RowDraft): Generator<Reading> {
      noteNames(row.statement.speaker);
      const key = articleAddress(row, defaults);
      if (isPartial && !groups.has(key)) yield* release();
      const group = groups.get(key) ?? { place: row.statement.place, rows: [], seen: new Set() };
      groups.set(key, group);
      const said = JSON.stringify([row.statement.speaker, row.statement.text]);
      if (group.seen.has(said)) {
        yield { rejected: duplicate(row) };
        return;
      }
      group.seen.add(said);
      group.rows.push(row);
      pending = { rows: pending.rows + 1, characters: pending.characters + said.length };
      isPartial ||= pending.rows >= MOST_ROWS || pending.characters >= MOST_CHARACTERS;
      if (pending.rows >= MOST_ROWS || pending.characters >= MOST_CHARACTERS) yield* release();
    },
    /** Yields everything in memory; in parts if the file was cut off. */
    *finish({ isCutOff }: { isCutOff: boolean }): Generator<Reading> {
      isPartial ||= isCutOff;
      yield* release();
    },
  };
}

/** Returns the speaker whom the file has in full; several of them are nobody. */
function meantIn(fullNames: ReadonlyMap<string, string>, speaker: SpeakerDraft): SpeakerDraft {
  if (!("cell" in speaker) || speaker.isSeveral) return speaker;
  const known = (names: readonly string[]) => names.flatMap((one) => fullNames.get(normalizeName(one)) ?? []);
  const [name, ...others] = new Set(known(speaker.names));
  if (others.length > 0 || known(speaker.others).length > 0) return { ...speaker, isSeveral: true };
  return name === undefined ? speaker : { name };
}

function duplicate({ statement }: RowDraft): Rejection {
  return {
    place: statement.place,
    code: "DUPLICATE",
    message: "The article has the same words by the same speaker already: remove one of the two rows.",
  };
}

/** Returns the article's address: its url, otherwise a digest of its headline, source and date. */
export function articleAddress({ url, headline, source, published }: RowDraft, defaults: Defaults): string {
  const known = JSON.stringify([headline ?? "", source ?? defaults.source ?? "", published]);
  return url ?? articleUrn("csv", createHash("sha256").update(known).digest("hex").slice(0, 32));
}

/** Makes an article of its rows. A column of the article has the value of the first row that fills it. */
function readGroup(
  url: string,
  { place, rows }: Group,
  isPartial: boolean,
  defaults: Defaults & { language: string },
): Reading[] {
  const first = (column: "headline" | "source" | "wire") => firstOf(rows, column);
  const source = first("source") ?? defaults.source;
  if (!source)
    return rows.map(({ statement }) => ({
      rejected: { place: statement.place, code: "INCOMPLETE", message: NO_SOURCE },
    }));
  const wire = first("wire") ?? defaults.wire;
  const headline = first("headline");
  const publishedAt = rows
    .map(({ published }) => published)
    .sort()
    .at(-1) as string;
  const article: ArticleDraft = {
    place,
    url,
    headline: headline ?? UNTITLED,
    publishedAt,
    language: languageOfRows(rows) ?? defaults.language,
    source: { name: source, kind: "OUTLET" },
    ...(wire && normalizeName(wire) !== normalizeName(source) && { wire: { name: wire, kind: "AGENCY" } }),
    ...(isPartial && { isPartial }),
    // Parts of an article may have different dates, and only one of them becomes the article's.
    statements: rows.map(({ statement, said }) =>
      said !== undefined && (isPartial || said !== publishedAt) ? { ...statement, saidAt: said } : statement,
    ),
  };
  return [{ article }];
}

/** Returns the language of the article if its rows state one and the same. */
function languageOfRows(rows: readonly RowDraft[]): string | undefined {
  const [language, ...others] = new Set(rows.map(({ statement }) => statement.language));
  return others.length === 0 ? language : undefined;
}

function firstOf(rows: readonly RowDraft[], column: "headline" | "source" | "wire"): string | undefined {
  return rows.find((row) => row[column])?.[column];
}

/** The text by which an article's language is told: its statements and its headline. */
function sampleOf(rows: readonly RowDraft[]): string {
  return [firstOf(rows, "headline"), ...rows.map(({ statement }) => statement.text)].join("\n");
}

const NO_SOURCE = 'The row does not say where it was printed: fill in the column “source”, or add --source "Name".';
