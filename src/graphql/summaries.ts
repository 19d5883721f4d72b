import DataLoader from "dataloader";
import { InputError } from "../archive/lists/inputError.ts";
import { bearerIds, matchNames } from "../archive/meant.ts";
import type { StatementList } from "../archive/statements.ts";
import { propositionTable } from "../archive/tables/proposition.ts";
import { topicTable } from "../archive/tables/topic.ts";
import type { Database } from "../database.ts";
import type { Proposition, SpeakerStatus, StatementKind, Topic } from "../generated/prisma/client.ts";
import { type FacetName, type FacetValue, readFirst } from "../summaries/facets.ts";
import { type Answer, type SummaryAsk, summarize } from "../summaries/summarize.ts";
import { readTop, type TimelineRow } from "../summaries/timeline.ts";

/** Returns the answer to a question about the whole list of a connection. */
export type Summarized = (ask: SummaryAsk) => Promise<Answer>;

export type SpeakerFacetRow = FacetValue<number>;
export type TopicFacetRow = FacetValue<number>;
export type SourceFacetRow = FacetValue<number>;
export type KindFacetRow = FacetValue<StatementKind>;
export type LanguageFacetRow = FacetValue<string>;
export type SpeakerStatusFacetRow = FacetValue<SpeakerStatus>;
export type RoleFacetRow = FacetValue<string>;
export type YearFacetRow = FacetValue<string>;

interface Question {
  /** The parent that the list stands below; null for a list of its own. */
  parent: number | null;
  ask: SummaryAsk;
}

/** Everything that a request asks of a list, or of the lists below several parents, is answered by one SQL statement. */
const loaders = new WeakMap<StatementList, DataLoader<Question, Answer, string>>();

/** Returns how questions about a list are answered; `parent` is null for a list of its own. */
export function summarizedBy(database: Database, list: StatementList, parent: number | null): Summarized {
  return (ask) => {
    const loader = loaders.get(list) ?? openLoader(database, list);
    loaders.set(list, loader);
    return loader.load({ parent, ask });
  };
}

function openLoader(database: Database, { population }: StatementList) {
  return new DataLoader(
    async (questions: readonly Question[]) => {
      const asks = new Map(questions.map(({ ask }) => [JSON.stringify(ask), ask]));
      const parents = [...new Set(questions.map(({ parent }) => parent))];
      const below = parents.filter((parent) => parent !== null);
      const answers = await summarize(database, population, [...asks.values()], {
        parents: below.length > 0 ? below : null,
      });
      const places = [...asks.keys()];
      return questions.map(
        ({ parent, ask }) => answers[parents.indexOf(parent)]?.[places.indexOf(JSON.stringify(ask))] as Answer,
      );
    },
    { cacheKeyFn: ({ parent, ask }) => `${parent}:${JSON.stringify(ask)}` },
  );
}

interface FacetArguments {
  first: number;
  ignoreOwnFilter: boolean;
  below?: string | null | undefined;
}

/** Reads a facet. Throws InputError for a bad `first`, and if `below` means no topic. */
export async function readFacet<Value extends number | string>(
  database: Database,
  summarized: Summarized,
  facet: FacetName,
  { first, ignoreOwnFilter, below }: FacetArguments,
): Promise<FacetValue<Value>[]> {
  const ask = { facet, first: readFirst(first), ignoreOwnFilter };
  const narrowerThan = below == null ? undefined : await topicsNamed(database, below);
  return (await summarized({ ...ask, ...(narrowerThan && { narrowerThan }) })) as FacetValue<Value>[];
}

async function topicsNamed(database: Database, name: string): Promise<number[]> {
  const ids = bearerIds(await matchNames<Topic>(database, topicTable, "below", [name]));
  if (ids.length > 0) return ids;
  throw new InputError(
    "below",
    `No topic is named ${JSON.stringify(name.slice(0, 100))}: \`below\` takes a name, slug, id or Wikidata id.`,
  );
}

interface TimelineArguments {
  interval: TimelineRow["interval"] | "AUTO";
  splitBy?: TimelineSplitName | null | undefined;
  top: number;
  proposition?: string | null | undefined;
}

/**
 * Reads a timeline. Throws InputError for a bad `top`, for more than 500 buckets, and for a `proposition` that means none or several,
 * or that `splitBy` has no use for.
 */
export async function readTimeline(
  database: Database,
  summarized: Summarized,
  { interval, splitBy = null, top, proposition }: TimelineArguments,
): Promise<TimelineRow> {
  if (proposition != null && splitBy !== "POSITION") {
    throw new InputError("proposition", "`proposition` is only for `splitBy: POSITION`: leave it out.");
  }
  const propositionId = proposition == null ? null : await propositionNamed(database, proposition);
  return (await summarized({ interval, splitBy, top: readTop(top), propositionId })) as TimelineRow;
}

async function propositionNamed(database: Database, name: string): Promise<number> {
  const [id, ...others] = bearerIds(await matchNames<Proposition>(database, propositionTable, "proposition", [name]));
  if (id !== undefined && others.length === 0) return id;
  const found = id === undefined ? "No proposition is" : "Several propositions are";
  throw new InputError(
    "proposition",
    `${found} named ${JSON.stringify(name.slice(0, 100))}: \`proposition\` takes the name, slug, id or Wikidata id of one.`,
  );
}

type TimelineSplitName = TimelineRow["series"][number]["splitBy"];
