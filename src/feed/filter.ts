import { keyOf } from "../archive/globalIds.ts";
import { InputError } from "../archive/lists/inputError.ts";
import { bearerIds, matchFilter } from "../archive/meant.ts";
import { underSpeakers } from "../archive/speakers.ts";
import { type StatementFilter, select } from "../archive/statements/filter.ts";
import { withNarrower } from "../archive/topics.ts";
import type { Database } from "../database.ts";
import type { PublicationPage, Published } from "./pages.ts";

/** A filter that a statement is held against as it is published. */
export interface LiveFilter {
  /** Whether it passes all of the filter but `text`. */
  passes(item: Published): boolean;
  text: string | null;
}

/**
 * The filter of a list of statements made ready for those that will be published, its names resolved now. It means the same, but
 * is asked in this process: a thousand followers with a filter each would be a thousand SQL statements at every publication,
 * which take half a second. Only the words of texts are the database's affair.
 *
 * Throws InputError where the list would, and for a `status` by which nothing could ever come.
 */
export async function prepareFilter(database: Database, filter: StatementFilter): Promise<LiveFilter> {
  if (filter.status && !filter.status.includes("PUBLISHED")) {
    throw new InputError("filter.status", "What is published is `PUBLISHED`: leave `filter.status` out.");
  }
  const matches = await matchFilter(database, filter);
  // For its refusals.
  await select(database, filter, matches, null);
  const topicIds = matches.topic && bearerIds(matches.topic);
  const tests = [
    ...(matches.speaker ? [testSpeaker(await underSpeakers(database, bearerIds(matches.speaker)))] : []),
    ...(topicIds ? [byTopic(topicIds)] : []),
    ...(topicIds && filter.topicBasis
      ? [byBasis(await withNarrower(database, topicIds), new Set<string>(filter.topicBasis))]
      : []),
    ...(matches.source ? [bySource(bearerIds(matches.source))] : []),
    ...(filter.article ? [byArticle(filter.article)] : []),
    ...(filter.kind ? [byKind(new Set<string>(filter.kind))] : []),
    ...(filter.language ? [byLanguage(filter.language)] : []),
    ...(filter.saidAt ? [bySpan(filter.saidAt.from ?? null, filter.saidAt.to ?? null)] : []),
  ];
  return { passes: (item) => tests.every((test) => test(item)), text: filter.text ?? null };
}

/** What of a page the filter finds, in order. */
export async function findIn(page: PublicationPage, { passes, text }: LiveFilter): Promise<Published[]> {
  const found = page.items.filter(passes);
  if (text === null || found.length === 0) return found;
  const ids = await page.withText(text);
  return found.filter(({ id }) => ids.has(id));
}

type Test = (item: Published) => boolean;

function testSpeaker(ids: readonly number[]): Test {
  const wanted = new Set<number | null>(ids);
  return ({ speakerId }) => wanted.has(speakerId);
}

function byTopic(ids: readonly number[]): Test {
  const wanted = new Set(ids);
  return ({ topicIds }) => topicIds.some((id) => wanted.has(id));
}

function byBasis(ids: readonly number[], bases: ReadonlySet<string>): Test {
  const wanted = new Set(ids);
  return ({ tags }) => tags.some(({ topicId, basis }) => wanted.has(topicId) && bases.has(basis));
}

function bySource(ids: readonly number[]): Test {
  const wanted = new Set<number | null>(ids);
  return ({ printings }) => printings.some(({ sourceIds }) => sourceIds.some((id) => wanted.has(id)));
}

function byArticle(given: readonly string[]): Test {
  const [urls, ids] = [new Set(given), new Set(given.map((article) => keyOf("Article", article)))];
  return ({ printings }) => printings.some(({ articleId, url }) => ids.has(articleId) || urls.has(url));
}

function byKind(kinds: ReadonlySet<string>): Test {
  return ({ kind }) => kinds.has(kind);
}

/** "en" finds "en-GB" (RFC 4647, basic filtering). */
function byLanguage(given: readonly string[]): Test {
  const tags = given.map((tag) => tag.toLowerCase());
  return ({ language }) => tags.some((tag) => `${language.toLowerCase()}-`.startsWith(`${tag}-`));
}

/** Half-open, as everywhere. */
function bySpan(from: Date | null, to: Date | null): Test {
  return ({ saidAt }) => (!from || saidAt >= from) && (!to || saidAt < to);
}
