import { createHash } from "node:crypto";
import { normalizeName } from "../../text/names.ts";
import type { ArticleDraft, Defaults, Reading } from "../drafts.ts";
import { articleUrn } from "../reading/articleName.ts";
import { UNTITLED } from "../reading/webSource.ts";
import type { Place, Rejection } from "../rejections.ts";
import { languagesOf } from "./languages.ts";
import type { RowDraft } from "./statement.ts";

/** The rows of an article, in the order of the file. */
interface Group {
  place: Place;
  rows: RowDraft[];
  /** Speaker and words of each, for what stands twice. */
  seen: Set<string>;
}

/** What is held at most before articles are given away in parts. */
const MOST_ROWS = 50_000;
const MOST_CHARACTERS = 10_000_000;

/**
 * Gathers the rows of each article, wherever they stand in the file: the archive takes an article for what one draft of it
 * says. Rows with the same url are one article, else those with the same headline, source and date.
 *
 * Beyond 50,000 rows or 10 million characters nothing is gathered any more: then what is held, and each run of rows of one
 * article after it, is given away as a part (`isPartial`), which adds to the article and removes nothing.
 */
export function gatherArticles(defaults: Defaults) {
  const groups = new Map<string, Group>();
  let held = { rows: 0, characters: 0 };
  let isPartial = false;

  function* release(): Generator<Reading> {
    const languages = languagesOf(defaults.language ? [] : [...groups.values()].map(({ rows }) => sampleOf(rows)));
    for (const [i, [url, group]] of [...groups].entries())
      yield* readGroup(url, group, isPartial, { ...defaults, language: defaults.language ?? languages[i] ?? "und" });
    groups.clear();
    held = { rows: 0, characters: 0 };
  }
  return {
    /** Takes a row; answers with what can be given away because of it. */
    *add(row: RowDraft): Generator<Reading> {
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
      held = { rows: held.rows + 1, characters: held.characters + said.length };
      isPartial ||= held.rows >= MOST_ROWS || held.characters >= MOST_CHARACTERS;
      if (held.rows >= MOST_ROWS || held.characters >= MOST_CHARACTERS) yield* release();
    },
    /** All that is held; in parts, where the end of the file is not known. */
    *finish({ isCutOff }: { isCutOff: boolean }): Generator<Reading> {
      isPartial ||= isCutOff;
      yield* release();
    },
  };
}

function duplicate({ statement }: RowDraft): Rejection {
  return {
    place: statement.place,
    code: "DUPLICATE",
    message: "The same words by the same speaker stand in this article already.",
  };
}

/** The article's address: its url, else a digest of what it is known by. */
function articleAddress({ url, headline, source, date }: RowDraft, defaults: Defaults): string {
  const known = JSON.stringify([headline ?? "", source ?? defaults.source ?? "", date]);
  return url ?? articleUrn("csv", createHash("sha256").update(known).digest("hex").slice(0, 32));
}

/** What a column says of the article is what the first row says that has anything in it. */
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
    .map(({ date }) => date)
    .sort()
    .at(-1) as string;
  const article: ArticleDraft = {
    place,
    url,
    headline: headline ?? UNTITLED,
    publishedAt,
    language: defaults.language,
    source: { name: source, kind: "OUTLET" },
    ...(wire && normalizeName(wire) !== normalizeName(source) && { wire: { name: wire, kind: "AGENCY" } }),
    ...(isPartial && { isPartial }),
    // The parts of an article may be of different days, and one of them dates it.
    statements: rows.map(({ statement, date }) =>
      isPartial || date !== publishedAt ? { ...statement, saidAt: date } : statement,
    ),
  };
  return [{ article }];
}

function firstOf(rows: readonly RowDraft[], column: "headline" | "source" | "wire"): string | undefined {
  return rows.find((row) => row[column])?.[column];
}

/** The text by which an article's language is told: its statements and its headline. */
function sampleOf(rows: readonly RowDraft[]): string {
  return [firstOf(rows, "headline"), ...rows.map(({ statement }) => statement.text)].join("\n");
}

const NO_SOURCE = "Nothing says where it was printed: fill in the column “source”, or give --source.";
