import { createHash } from "node:crypto";
import type { ArticleEntry, StatementEntry } from "../../document/document.ts";
import type { ArticleDraft, Defaults, Reading, SourceDraft, StatementDraft } from "../drafts.ts";
import type { Place } from "../rejections.ts";
import { problemsOf, rejectionOf } from "./problems.ts";

/** An article as the line has it, which may be anything. */
interface GivenArticle extends Record<string, unknown> {
  statements?: unknown;
}

/** The article's place, the defaults, and digests of the addresses of earlier articles. */
type LineContext = [place: Place, defaults: Defaults, seen: Set<string>];

/**
 * Reads an article with its statements. A bad statement is rejected by itself; a problem of the article rejects all its
 * statements.
 */
export function* readArticle(given: unknown, ...[place, defaults, seen]: LineContext): Generator<Reading> {
  const article = applyDefaults(given, defaults);
  const statements: unknown[] = Array.isArray(article?.statements) ? article.statements : [];
  const all = problemsOf({ articles: [article] });
  const broken = new Set(
    all.flatMap(({ path }) => /^articles\[0\]\.statements\[(\d+)\]/.exec(path)?.[1] ?? []).map(Number),
  );
  const sound = statements.flatMap((statement, i) =>
    broken.has(i) ? [] : [{ statement, place: placeOfStatement(place, i) }],
  );
  const records = Math.max(1, statements.length);
  const rest = broken.size === 0 ? article : { ...article, statements: sound.map(({ statement }) => statement) };
  const own = broken.size === 0 ? all : problemsOf({ articles: [rest] });
  if (own.length > 0) {
    yield { rejected: rejectionOf(place, own, "articles[0]", records) };
    return;
  }
  const key = addressDigest((article as unknown as ArticleEntry).url);
  if (seen.has(key)) {
    const message = "The article is on an earlier line already: put all its statements on one line.";
    yield { rejected: { place, code: "DUPLICATE", message, records } };
    return;
  }
  seen.add(key);
  for (const i of broken) {
    const within = `articles[0].statements[${i}]`;
    const problems = all.filter(({ path }) => path === within || path.startsWith(`${within}.`));
    yield { rejected: rejectionOf(placeOfStatement(place, i), problems, within) };
  }
  const drafts = sound.map((each) => toStatement(each.statement as StatementEntry, each.place));
  yield {
    article: {
      ...toArticle(article as unknown as ArticleEntry, given as GivenArticle, defaults),
      place,
      statements: drafts,
    },
  };
}

/** Stands in for the slug of a publisher that is given by name, so that the article can be validated. */
const BY_NAME = "by-name";

/** Fills in what an article leaves out: its language is that of its statements, and the defaults are those of the import. */
function applyDefaults(given: unknown, { source, language }: Defaults): GivenArticle | null {
  // The validator reports anything that is not an object.
  if (typeof given !== "object" || given === null || Array.isArray(given)) return given as null;
  const inLanguage = languageOfAll((given as GivenArticle).statements) ?? language;
  return {
    ...(source !== undefined && { source: BY_NAME }),
    ...(inLanguage !== undefined && { language: inLanguage }),
    ...given,
  };
}

/** Returns the language that all statements of an article say theirs is; undefined if they say none or several. */
function languageOfAll(statements: unknown): unknown {
  if (!Array.isArray(statements)) return undefined;
  const [language, ...others] = new Set(statements.map((statement) => statement?.language));
  return others.length === 0 ? language : undefined;
}

function toArticle(
  { source, wire, statements: _, ...article }: ArticleEntry,
  given: GivenArticle,
  defaults: Defaults,
): Omit<ArticleDraft, "place" | "statements"> {
  const named = (name: string, kind: "OUTLET" | "AGENCY"): SourceDraft => ({ name, kind });
  const isGiven = given.source !== undefined || defaults.source === undefined;
  const agency = defaults.wire === undefined ? undefined : named(defaults.wire, "AGENCY");
  return {
    ...article,
    source: isGiven ? { slug: source } : named(defaults.source as string, "OUTLET"),
    wire: wire === undefined ? agency : { slug: wire },
  };
}

function toStatement(
  { speaker, speakerStatus, addressees, via, occasion, topics, stances, ...statement }: StatementEntry,
  place: Place,
): StatementDraft {
  const who = speaker === undefined ? { status: speakerStatus ?? "UNKNOWN" } : { slug: speaker };
  return {
    ...statement,
    place,
    speaker: who,
    ...(addressees && { addressees: addressees.map((party) => ({ slug: party })) }),
    ...(via && { via: via.map((party) => ({ slug: party })) }),
    ...(occasion !== undefined && { occasion: { slug: occasion } }),
    topics: topics?.map((topic) => ({ slug: topic })),
    ...(stances && { stances: stances.map((stance) => ({ ...stance, proposition: { slug: stance.proposition } })) }),
  };
}

function placeOfStatement(place: Place, i: number): Place {
  return { ...place, record: `statement ${i + 1}` };
}

/** Returns a short digest of an address, since there may be millions. */
function addressDigest(url: string): string {
  return createHash("sha256").update(url).digest("base64").slice(0, 16);
}
