import { isInLanguage, languageTags } from "../archive/lists/conditions.ts";
import { InputError } from "../archive/lists/inputError.ts";
import { bearerIds } from "../archive/meant.ts";
import { beginsWithWords, labelWordsOf, largestRolesOn, rolesHeardIn, roleWords } from "../archive/speakers/roles.ts";
import { type Ahead, type AheadDimension, countedBy } from "../archive/statements/countedAhead.ts";
import type { StatementFilter } from "../archive/statements/filter.ts";
import type { CountedSet, Population } from "../archive/statements/population.ts";
import type { CountedColumn } from "../archive/statements/scan.ts";
import type { Database } from "../database.ts";
import { instantAfter } from "../document/dates.ts";
import { Prisma } from "../generated/prisma/client.ts";

const { sql, raw } = Prisma;

/** The facets of a list of statements. */
export type FacetName =
  | "speakers"
  | "addressees"
  | "topics"
  | "publishers"
  | "wires"
  | "kinds"
  | "languages"
  | "speakerStatuses"
  | "occasions"
  | "roles"
  | "years";

/** A request for the largest values of a facet. */
export interface FacetAsk {
  facet: FacetName;
  /** The most values. */
  first: number;
  /** Whether to count as if the filter did not narrow this facet itself. */
  ignoreOwnFilter: boolean;
  /** For topics: only those narrower than one of these. */
  narrowerThan?: readonly number[] | undefined;
}

/** A value of a facet: a noun by its id, or a text. */
export interface FacetValue<Value extends number | string = number | string> {
  value: Value;
  /** How many statements have it. */
  count: number;
  /** Whether the filter names it. */
  isSelected: boolean;
}

/** Tells whether the filter names a value. */
export type IsSelected = (value: number | string) => boolean;

interface Facet {
  /** The fields of the filter that narrow the facet itself. */
  ownFilter: readonly (keyof StatementFilter)[];
  columns: readonly CountedColumn[];
  /** Whether `counts` reads the printings of the set. */
  readsPrintings?: true;
  /** The SQL of rows (value, count); for values with an id, `value` is the id. */
  counts(set: CountedSet, ask: FacetAsk): Prisma.Sql;
  /** The SQL of the same rows for the statements of a large topic that are counted ahead; `ahead` is `set.ahead`. */
  countsAhead(ahead: Ahead, set: CountedSet, ask: FacetAsk): Prisma.Sql;
  /** The table of the nouns that the ids belong to; null if the value is a text. */
  table: "speaker" | "topic" | "source" | null;
  /** The form in which texts are compared with the filter; as they are, if left out. */
  compared?: (value: Prisma.Sql) => Prisma.Sql;
  /** Tells which values the filter names. */
  selected(population: Population, database: Database): IsSelected | Promise<IsSelected>;
}

/** A statement of a group is one of each member, too, as for the filter `speaker`. `own` has rows (speaker_id, count). */
function heardSpeakers(own: Prisma.Sql): Prisma.Sql {
  return sql`
SELECT heard.id AS value, sum(heard.count)::bigint AS count
FROM (
  WITH own AS (${own})
  SELECT speaker_id AS id, count FROM own
  UNION ALL
  SELECT member_id, count FROM own JOIN speaker_member ON group_id = speaker_id
) AS heard
GROUP BY heard.id`;
}

/**
 * What is said to a group is said to each member, too, as for the filter `addressee`; once, if a member is named besides. `own` has
 * rows (statement_id, speaker_id).
 */
function toldSpeakers(own: Prisma.Sql): Prisma.Sql {
  return sql`
SELECT told.id AS value, count(DISTINCT told.statement_id) AS count
FROM (
  WITH own AS (${own})
  SELECT statement_id, speaker_id AS id FROM own
  UNION ALL
  SELECT statement_id, member_id FROM own JOIN speaker_member ON group_id = speaker_id
) AS told
GROUP BY told.id`;
}

/** Reads the values, ids or words, that a large topic has been counted by. */
const countedAhead = (value: "other_id" | "word", dimension: AheadDimension) => (ahead: Ahead) =>
  sql`SELECT ${raw(value)} AS value, count FROM (${countedBy(ahead, dimension)}) AS counted`;

/** Counts by a column; `written` is how a value is shown. */
const byColumn = (
  column: CountedColumn,
  dimension: AheadDimension,
  value = raw(column),
  written = raw("value::text"),
) => ({
  columns: [column],
  table: null,
  countsAhead: countedAhead("word", dimension),
  counts: ({ name }: CountedSet) =>
    sql`SELECT ${written} AS value, count FROM (SELECT ${value} AS value, count(*) AS count FROM ${name} GROUP BY 1) AS counted`,
});

/** Statements of a source are counted once, however many of its articles print them. */
const bySource = (column: "source_id" | "wire_id", dimension: "PUBLISHER" | "WIRE"): Facet => ({
  ownFilter: ["source"],
  columns: [],
  table: "source",
  readsPrintings: true,
  counts: ({ printings }) => sql`
SELECT printed.value, count(*) AS count
FROM (SELECT DISTINCT id, ${raw(column)} AS value FROM ${printings} WHERE ${raw(column)} IS NOT NULL) AS printed
GROUP BY printed.value`,
  countsAhead: countedAhead("other_id", dimension),
  selected: ({ matches }) => isOneOf(bearerIds(matches.source ?? [])),
});

/** Everything that each facet means, as `filterFields` has it for the fields of the filter. */
export const facets: Readonly<Record<FacetName, Facet>> = {
  speakers: {
    ownFilter: ["speaker"],
    columns: ["speaker_id"],
    table: "speaker",
    counts: ({ name }) =>
      heardSpeakers(
        sql`SELECT speaker_id, count(*) AS count FROM ${name} WHERE speaker_id IS NOT NULL GROUP BY speaker_id`,
      ),
    countsAhead: ({ speakers }) => heardSpeakers(sql`SELECT speaker_id, count FROM ${speakers}`),
    selected: ({ matches }) => isOneOf(bearerIds(matches.speaker ?? [])),
  },
  topics: {
    ownFilter: ["topic", "topicBasis"],
    columns: [],
    table: "topic",
    // A topic that all matches have says nothing about them.
    counts: ({ name, joined, size }, { narrowerThan }) => sql`
SELECT tagged.topic_id AS value, count(*) AS count
FROM (${joined(sql`
  SELECT statement_topic.topic_id
  FROM ${name} AS matched
  JOIN statement_topic ON statement_topic.statement_id = matched.id`)}) AS tagged
${narrowerThan ? sql`WHERE tagged.topic_id IN (${narrowerTopics(narrowerThan)})` : Prisma.empty}
GROUP BY tagged.topic_id
HAVING count(*) < ${size}`,
    countsAhead: (ahead, { size }, { narrowerThan }) => sql`
SELECT other_id AS value, count
FROM (${countedBy(ahead, "TOPIC")}) AS counted
WHERE count < ${size} ${narrowerThan ? sql`AND other_id IN (${narrowerTopics(narrowerThan)})` : Prisma.empty}`,
    selected: ({ matches }) => isOneOf(bearerIds([...(matches.topic ?? []), ...(matches.alsoTopic ?? [])])),
  },
  publishers: bySource("source_id", "PUBLISHER"),
  wires: bySource("wire_id", "WIRE"),
  kinds: {
    ...byColumn("kind", "KIND"),
    ownFilter: ["kind"],
    selected: ({ filter }) => isOneOf(filter.kind ?? []),
  },
  languages: {
    ...byColumn("language", "LANGUAGE"),
    ownFilter: ["language"],
    selected({ filter }) {
      const tags = languageTags(filter.language ?? []);
      return (value) => isInLanguage(String(value), tags);
    },
  },
  speakerStatuses: {
    ...byColumn("speaker_status", "SPEAKER_STATUS"),
    ownFilter: ["speakerStatus"],
    selected: ({ filter }) => isOneOf(filter.speakerStatus ?? []),
  },
  addressees: {
    ownFilter: ["addressee"],
    columns: [],
    table: "speaker",
    counts: ({ name, joined }) =>
      toldSpeakers(
        joined(sql`
  SELECT statement_party.statement_id, statement_party.speaker_id
  FROM ${name} AS matched
  JOIN statement_party ON statement_party.statement_id = matched.id
  WHERE statement_party.role = 'ADDRESSEE'`),
      ),
    // They are not counted ahead: most statements have none, so this reads far fewer rows than the topic has.
    countsAhead: ({ topic }) =>
      toldSpeakers(sql`
  SELECT statement_party.statement_id, statement_party.speaker_id
  FROM statement_party
  JOIN statement_topic ON statement_topic.statement_id = statement_party.statement_id
  WHERE statement_party.role = 'ADDRESSEE' AND statement_topic.status = 'PUBLISHED'
    AND statement_topic.topic_id = (SELECT topic_id FROM ${topic})`),
    selected: ({ matches }) => isOneOf(bearerIds(matches.addressee ?? [])),
  },
  occasions: {
    ownFilter: ["occasion"],
    columns: ["occasion_id"],
    table: "topic",
    counts: ({ name }) =>
      sql`SELECT occasion_id AS value, count(*) AS count FROM ${name} WHERE occasion_id IS NOT NULL GROUP BY occasion_id`,
    countsAhead: countedAhead("other_id", "OCCASION"),
    selected: ({ matches }) => isOneOf(bearerIds(matches.occasion ?? [])),
  },
  roles: {
    ownFilter: ["role"],
    columns: ["speaker_id", "said_at"],
    table: null,
    counts: ({ name }) => sql`
SELECT heard.label AS value, count(*) AS count FROM (${rolesHeardIn(name)}) AS heard GROUP BY heard.label`,
    countsAhead: ({ topicId, speakers }, _, { first }) => largestRolesOn(topicId, speakers, first),
    compared: labelWordsOf,
    async selected({ filter }, database) {
      const words = await roleWords(database, filter.role ?? []);
      return (label) => beginsWithWords(String(label), words);
    },
  },
  years: {
    ...byColumn(
      "said_at",
      "MONTH",
      raw("date_trunc('year', said_at AT TIME ZONE 'UTC')"),
      raw("to_char(value, 'YYYY')"),
    ),
    countsAhead: (ahead) => sql`
SELECT left(word, 4) AS value, sum(count)::bigint AS count FROM (${countedBy(ahead, "MONTH")}) AS counted GROUP BY 1`,
    ownFilter: ["said"],
    selected({ filter: { said } }) {
      const [from, to] = [said?.from ?? null, said?.to ?? null];
      const before = to && instantAfter(to);
      if (!from && !to) return () => false;
      return (value) =>
        (!from || from.at.getUTCFullYear() <= Number(value)) && (!before || before > new Date(`${value}-01-01`));
    },
  },
};

function isOneOf(values: readonly (number | string)[]): IsSelected {
  const known = new Set(values);
  return (value) => known.has(value);
}

function narrowerTopics(ids: readonly number[]): Prisma.Sql {
  return sql`SELECT topic_id FROM topic_ancestor WHERE ancestor_id = ANY (${ids}::bigint[]) AND topic_id <> ancestor_id`;
}

/** The most values of a facet that can be asked for. */
const MOST_OF_FACET = 100;

/** Returns the number of values asked for. Throws InputError for none, and for more than 100. */
export function readFirst(first: number): number {
  if (first >= 1 && first <= MOST_OF_FACET) return first;
  throw new InputError("first", `\`first\` is from 1 to ${MOST_OF_FACET} for the values of a facet, not ${first}.`);
}

/** Returns the SQL of the largest values, in order: (place, id, value, compared, count); ties go by name, then by id. */
export function largestValues(ask: FacetAsk, set: CountedSet): Prisma.Sql {
  const { table, counts, countsAhead, compared = (value) => value } = facets[ask.facet];
  const looked = counts(set, ask);
  const rows = set.ahead ? sql`(${looked}) UNION ALL (${countsAhead(set.ahead, set, ask)})` : looked;
  // Parameters, so that statements for other numbers have the same text.
  const limit = sql`${ask.first}::int`;
  // Only the largest, and those that tie with the last of them, are sorted by name.
  const largest = sql`(
  SELECT value, count FROM (${rows}) AS counted ORDER BY count DESC FETCH FIRST (${limit}) ROWS WITH TIES
) AS largest`;
  if (table === null) {
    return sql`
SELECT row_number() OVER (ORDER BY count DESC, value COLLATE "C") AS place, NULL::bigint AS id, value,
  ${compared(sql`value`)} AS compared, count
FROM ${largest}
ORDER BY 1
LIMIT ${limit}`;
  }
  return sql`
SELECT row_number() OVER (ORDER BY largest.count DESC, named.name COLLATE "C", named.id) AS place, named.id::bigint AS id,
  NULL::text AS value, NULL::text AS compared, largest.count
FROM ${largest}
JOIN ${raw(table)} AS named ON named.id = largest.value
ORDER BY 1
LIMIT ${limit}`;
}
