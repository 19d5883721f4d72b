import type { Database } from "../../database.ts";
import {
  Prisma,
  type SpeakerKind,
  type SpeakerStatus,
  type StatementKind,
  type StatementStatus,
  type TagBasis,
} from "../../generated/prisma/client.ts";
import type { TimeRange } from "../lists/conditions.ts";
import { type Matches, matchFilter, type NamesInFilter, requireMeanings } from "../meant.ts";
import { addresseeField } from "./filter/addressee.ts";
import { alsoTopicField } from "./filter/alsoTopic.ts";
import { articleField } from "./filter/article.ts";
import type { Below, FieldMeaning, FilterField, LiveTest } from "./filter/field.ts";
import { isFictionalField } from "./filter/isFictional.ts";
import { kindField } from "./filter/kind.ts";
import { languageField } from "./filter/language.ts";
import { occasionField } from "./filter/occasion.ts";
import { respondsToField } from "./filter/respondsTo.ts";
import { roleField } from "./filter/role.ts";
import { saidField } from "./filter/said.ts";
import type { Selection } from "./filter/selection.ts";
import { sourceField } from "./filter/source.ts";
import { speakerField } from "./filter/speaker.ts";
import { speakerKindField } from "./filter/speakerKind.ts";
import { speakerStatusField } from "./filter/speakerStatus.ts";
import { type StanceWish, stanceField } from "./filter/stance.ts";
import { statusField } from "./filter/status.ts";
import { textField } from "./filter/text.ts";
import { topicField } from "./filter/topic.ts";
import { topicBasisField } from "./filter/topicBasis.ts";

const { join } = Prisma;

/** Which statements: fields combine with AND, the values of a list with OR (those of `alsoTopic` with AND); a field that is left out or null does not narrow. */
export interface StatementFilter extends NamesInFilter {
  topicBasis?: readonly TagBasis[] | null | undefined;
  kind?: readonly StatementKind[] | null | undefined;
  language?: readonly string[] | null | undefined;
  article?: readonly string[] | null | undefined;
  status?: readonly StatementStatus[] | null | undefined;
  said?: TimeRange | null | undefined;
  text?: string | null | undefined;
  stance?: StanceWish | null | undefined;
  respondsTo?: readonly string[] | null | undefined;
  speakerStatus?: readonly SpeakerStatus[] | null | undefined;
  speakerKind?: readonly SpeakerKind[] | null | undefined;
  role?: readonly string[] | null | undefined;
  isFictional?: boolean | null | undefined;
}

/**
 * Everything that each field means. Whoever lists, counts, publishes, exports or describes statements reads this list, in this
 * order, and names no field.
 */
export const filterFields: Readonly<Record<keyof StatementFilter, FilterField<unknown>>> = {
  speaker: speakerField,
  topic: topicField,
  alsoTopic: alsoTopicField,
  topicBasis: topicBasisField,
  kind: kindField,
  language: languageField,
  source: sourceField,
  article: articleField,
  status: statusField,
  said: saidField,
  text: textField,
  addressee: addresseeField,
  occasion: occasionField,
  stance: stanceField,
  respondsTo: respondsToField,
  speakerStatus: speakerStatusField,
  speakerKind: speakerKindField,
  role: roleField,
  isFictional: isFictionalField,
} satisfies { [Name in keyof StatementFilter]-?: FilterField<NonNullable<StatementFilter[Name]>> };

/**
 * Makes the filter of a list, or of a list below a parent, ready for SQL. Throws InputError for a value that cannot be used:
 * a span that ends before it starts, too many values, `topicBasis` without a topic.
 */
export async function select(
  database: Database,
  filter: StatementFilter,
  below: Below | null = null,
): Promise<Selection> {
  const { matches, meanings } = await understand(database, filter, below);
  const parts = [below ? filterFields[below].belowParent : {}];
  for (const meaning of meanings) parts.push(await meaning.sql());
  const conditions = parts.flatMap((part) => part?.conditions ?? []);
  const spans = parts.flatMap((part) => part?.span ?? []);
  return Object.assign({ speaker: null, topic: null, span: null, kinds: null, sourceId: null, words: null }, ...parts, {
    conditions,
    span:
      spans.length > 0
        ? (saidAt: Prisma.Sql) =>
            join(
              spans.map((span) => span(saidAt)),
              " AND ",
            )
        : null,
    matches,
  });
}

/**
 * Makes the filter ready for statements in memory: they must pass each of the tests. Throws InputError as `select` does, and if
 * none of the names in a field means anything: no statement would ever come.
 */
export async function liveTests(database: Database, filter: StatementFilter): Promise<LiveTest[]> {
  const { matches, meanings } = await understand(database, filter, null);
  requireMeanings(matches, "filter.");
  return meanings.map((meaning) => meaning.holds());
}

async function understand(
  database: Database,
  filter: StatementFilter,
  below: Below | null,
): Promise<{ matches: Matches; meanings: FieldMeaning[] }> {
  const matches = await matchFilter(database, filter);
  const meanings: FieldMeaning[] = [];
  for (const [name, field] of Object.entries(filterFields)) {
    const value = filter[name as keyof StatementFilter] ?? field.byDefault;
    if (value !== undefined) meanings.push(await field.understand(value, { database, matches, below }));
  }
  return { matches, meanings };
}
