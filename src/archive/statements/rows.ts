import type { Instant } from "../../document/dates.ts";
import {
  type Appearance,
  Prisma,
  type Source,
  type Speaker,
  type Statement,
  type Topic,
} from "../../generated/prisma/client.ts";
import { oldestFirst } from "../appearances.ts";
import { type ArticleRow, articleRowFields } from "../articles.ts";
import { type FlatRecord, flatRows } from "../lists/flatRows.ts";
import type { StandingStance } from "../propositions/stances.ts";
import { roleOn } from "../speakers/roles.ts";
import { appearanceTable } from "../tables/appearance.ts";
import { statementTable } from "../tables/statement.ts";
import { without } from "../tables/table.ts";
import type { PublishedLink } from "./links.ts";
import type { PartySpeakers } from "./parties.ts";

const { sql, join, empty } = Prisma;

/** The companions that a page can bring along with each statement; a loader reads those that it did not bring. */
export type Companion = "count" | "speaker" | "role" | "topics" | "appearance" | "article" | "source" | "wire";

/**
 * What a page reads for each statement. `fields` names the fields that are read of each noun, its id and the fields that a page is
 * sorted by included; a noun that is left out is read whole. Reading all fields of all nouns would take a seventh more time.
 */
export interface Wanted {
  companions: ReadonlySet<Companion>;
  fields: Partial<Record<"statement" | "appearance" | "article", ReadonlySet<string>>>;
}

/** An article with what the page brought; undefined means "not brought", null means "the article has no such thing". */
export interface ArticleWithCompanions extends Omit<ArticleRow, "publishedAt"> {
  publishedAt: Instant;
  source?: Source | null;
  wire?: Source | null;
}

export interface AppearanceWithCompanions extends Appearance {
  article?: ArticleWithCompanions | null;
  /** The past instant at which it is shown; undefined if it is shown as it is now. */
  asOf?: Date;
}

type StoredFields = Omit<Statement, "wordingDigest">;

export interface StatementRow extends Omit<StoredFields, "saidAt"> {
  saidAt: Instant;
  speaker?: Speaker | null;
  speakerRole?: string | null;
  /** To whom it was said, and by way of whom the article has it; only exports bring them. */
  parties?: PartySpeakers;
  /** The event at which it was said; only exports bring it. */
  occasion?: Topic | null;
  topicIds?: number[];
  topics?: Topic[];
  /** What the statement counts as saying about propositions; only exports bring it. */
  stances?: StandingStance[];
  /** Its links to published statements, and theirs to it; only exports bring them. */
  links?: PublishedLink[];
  firstAppearance?: AppearanceWithCompanions | null;
  /** The words of the filter `text` that found it, for its snippet. */
  searchedText?: string;
  /** How well it matches these words, in a list by relevance. */
  rank?: number;
  /** The past instant at which it is shown; undefined if it is shown as it is now. */
  asOf?: Date;
}

/** The fields of a statement row. The digest serves the recognition of printings only. */
const statementFields = without(statementTable.fields, "wordingDigest");

/** How statements are read: the SELECT list, the joins after `FROM statement`, and how a flat record becomes a row. */
export interface StatementReading {
  select: Prisma.Sql;
  from: Prisma.Sql;
  take(record: FlatRecord): StatementRow;
}

/** Reads statements with all their fields and no companions. */
export const wholeStatements = flatRows<StoredFields>("statement", statementFields) as {
  select: Prisma.Sql;
  take: (record: FlatRecord) => StatementRow;
};

/** Returns how to read statements; made once for each GraphQL document, which may be requested many times. */
export function statementReading(wanted: Wanted): StatementReading {
  const known = readings.get(wanted);
  if (known) return known;
  const reading = makeReading(wanted);
  readings.set(wanted, reading);
  return reading;
}

const readings = new WeakMap<Wanted, StatementReading>();

/** Speakers, topics and sources are kept in small tables; `bringCompanions` looks them up instead of a join. */
function makeReading({ companions, fields }: Wanted): StatementReading {
  const statement = flatRows<StoredFields>("statement", statementFields, fields.statement);
  const appearance = flatRows<Appearance>("appearance", appearanceTable.fields, fields.appearance);
  const article = flatRows<ArticleRow>("article", articleRowFields, fields.article);
  const [hasRole, hasTopics, hasAppearance, hasArticle] = (["role", "topics", "appearance", "article"] as const).map(
    (name) => companions.has(name),
  );
  const role = roleOn(sql`statement.speaker_id`, sql`statement.said_at`);
  const topicIds = sql`ARRAY(SELECT DISTINCT topic_id FROM statement_tag WHERE statement_id = statement.id)`;
  const firstPrinting = sql`
LEFT JOIN LATERAL (
  SELECT ${join(hasArticle ? [appearance.select, article.select] : [appearance.select])}
  FROM appearance
  JOIN article ON article.id = appearance.article_id
  WHERE appearance.statement_id = statement.id
  ORDER BY ${oldestFirst}
  LIMIT 1
) AS printing ON TRUE`;
  return {
    select: join([
      statement.select,
      ...(hasRole ? [sql`${role} AS role`] : []),
      ...(hasTopics ? [sql`${topicIds} AS topic_ids`] : []),
      ...(hasAppearance ? [sql`printing.*`] : []),
    ]),
    from: hasAppearance ? firstPrinting : empty,
    take: (record) => {
      const row = statement.take(record) as StatementRow;
      if (hasRole) row.speakerRole = record.role as string | null;
      if (hasTopics) row.topicIds = record.topic_ids as number[];
      if (hasAppearance) row.firstAppearance = appearance.take(record);
      if (hasArticle && row.firstAppearance) row.firstAppearance.article = article.take(record);
      return row;
    },
  };
}
