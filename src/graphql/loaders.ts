import DataLoader from "dataloader";
import * as proposals from "../archive/appearances/proposals.ts";
import * as appearances from "../archive/appearances.ts";
import * as articles from "../archive/articles.ts";
import type { NodeType } from "../archive/globalIds.ts";
import * as origins from "../archive/origins.ts";
import {
  countPositions,
  type HeldPosition,
  type PositionCount,
  type PositionsOf,
  readPositions,
} from "../archive/propositions/positions.ts";
import { judgementsOf, type StanceRow } from "../archive/propositions/stances.ts";
import * as propositions from "../archive/propositions.ts";
import * as sources from "../archive/sources.ts";
import { rolesOn } from "../archive/speakers/roles.ts";
import * as speakers from "../archive/speakers.ts";
import { type LinksWanted, linksOf } from "../archive/statements/links.ts";
import { partiesOf } from "../archive/statements/parties.ts";
import { snippetsOf } from "../archive/statements/snippets.ts";
import * as statements from "../archive/statements.ts";
import * as topics from "../archive/topics.ts";
import { type Sight, seenBy } from "../archive/unchecked.ts";
import type { Database } from "../database.ts";
import { type Instant, isoOf, type When } from "../document/dates.ts";
import { proposalVersionsOf } from "../editing/proposals/target.ts";
import { versionsOf } from "../editing/versions.ts";
import type { StanceStatus, StatementLink } from "../generated/prisma/client.ts";
import { changesOf } from "../history/changes.ts";
import { nodesOf } from "../history/nodes.ts";
import * as history from "../history/revisions.ts";
import { importsByIds } from "../record/listedImports.ts";
import { createArgumentLoader } from "./argumentLoader.ts";

export type Loaders = ReturnType<typeof createLoaders>;

/**
 * Makes the loaders of one request, one for each relation: what the objects of one level ask one by one is read by one
 * SQL statement. `…ById` gives null if the id does not exist; a foreign key always finds its row. What somebody must
 * not see does not exist for them.
 */
export function createLoaders(database: Database, sight: Sight) {
  const seen =
    <Value, Key>(read: (database: Database, ids: readonly Key[], sight: Sight) => Promise<Value[]>) =>
    (reading: Database, ids: readonly Key[]) =>
      read(reading, ids, sight);
  const by = <Value>(read: (database: Database, ids: readonly number[]) => Promise<Value[]>) =>
    new DataLoader<number, Value>((ids) => read(database, ids));
  const versions = (type: NodeType) => by<string | null>((reading, ids) => versionsOf(reading, type, ids));
  return {
    statementById: by(async (reading, ids) => seenBy(sight, await statements.findByIds(reading, ids))),
    statementByUuid: new DataLoader(async (uuids: readonly string[]) =>
      seenBy(sight, await statements.findByUuids(database, uuids)),
    ),
    appearanceById: by(seen(appearances.findByIds)),
    proposalById: by(seen(proposals.findByIds)),
    speakerById: by(speakers.findByIds),
    topicById: by(topics.findByIds),
    propositionById: by(propositions.findByIds),
    articleById: by(articles.findByIds),
    sourceById: by(sources.findByIds),
    originById: by(origins.findByIds),
    importById: by(importsByIds),
    revisionById: by(seen(history.findByIds)),
    undoneBy: by(seen(history.undoneBy)),
    nodesOfRevision: by(seen(nodesOf)),
    changesOfRevision: by(seen(changesOf)),

    versionOfStatement: versions("Statement"),
    versionOfAppearance: versions("Appearance"),
    versionOfProposal: by(proposalVersionsOf),
    versionOfSpeaker: versions("Speaker"),
    versionOfTopic: versions("Topic"),
    versionOfProposition: versions("Proposition"),
    versionOfArticle: versions("Article"),
    versionOfSource: versions("Source"),

    firstAppearance: by(appearances.findFirst),
    topicsOfStatement: by(topics.ofStatements),
    tagsOfStatement: by(topics.tagsOf),
    stances: createArgumentLoader<StanceKey, StanceRow[]>(({ statuses }, ids) => judgementsOf(database, ids, statuses)),
    links: createArgumentLoader<LinksWanted & { id: number }, StatementLink[]>((wanted, ids) =>
      linksOf(database, ids, wanted, sight),
    ),
    partiesOfStatement: by(partiesOf),
    independentSourceCount: by(appearances.independentSourceCounts),
    snippet: new DataLoader((keys: readonly SnippetKey[]) => loadSnippets(database, keys), {
      cacheKeyFn: ({ statementId, text }) => `${statementId}:${text}`,
    }),
    spansOfAppearance: by(appearances.spansOf),
    assertersOfAppearance: by(origins.assertersOf),

    surroundings: by(proposals.surroundingsOf),
    namesakes: new DataLoader((names: readonly string[]) => proposals.namesakesOf(database, names)),

    namesOfSpeaker: by(speakers.namesOf),
    rolesOfSpeaker: by(speakers.rolesOf),
    roleOn: new DataLoader((days: readonly RoleKey[]) => rolesOn(database, days), {
      cacheKeyFn: ({ speakerId, instant }) => `${speakerId}:${isoOf(instant)}`,
    }),
    membersOfSpeaker: by(speakers.membersOf),
    groupsOfSpeaker: by(speakers.groupsOf),

    namesOfTopic: by(topics.namesOf),
    broaderOfTopic: by(topics.broaderThan),

    namesOfProposition: by(propositions.namesOf),
    topicsOfProposition: by(propositions.topicsOf),
    positions: createArgumentLoader<PositionKey, HeldPosition[]>(({ of, ...given }, ids) =>
      readPositions(database, of, ids, given),
    ),
    positionCounts: createArgumentLoader<Pick<PositionKey, "id" | "at">, PositionCount[]>(({ at }, ids) =>
      countPositions(database, ids, at),
    ),

    relatedArticles: by(articles.relatedTo),
    bodyOfArticle: createArgumentLoader<articles.BodyPart & { id: number }, string | null>((part, ids) =>
      articles.bodiesOf(database, ids, part),
    ),
    bodyLengthOfArticle: by(articles.bodyLengthsOf),
    namesOfSource: by(sources.namesOf),
  };
}

interface StanceKey {
  id: number;
  statuses: readonly StanceStatus[];
}

interface PositionKey {
  of: PositionsOf;
  id: number;
  at: When | null;
  first: number;
}

interface RoleKey {
  speakerId: number;
  instant: Instant;
}

interface SnippetKey {
  statementId: number;
  text: string;
}

/** Loads snippets, by one SQL statement for each text: a request may ask for several searches. */
async function loadSnippets(database: Database, keys: readonly SnippetKey[]) {
  const texts = [...new Set(keys.map(({ text }) => text))];
  const found = await Promise.all(
    texts.map(async (text) => {
      const ids = keys.filter((key) => key.text === text).map(({ statementId }) => statementId);
      const snippets = await snippetsOf(database, text, ids);
      return ids.map((id, i) => [`${id}:${text}`, snippets[i] ?? null] as const);
    }),
  );
  const byKey = new Map(found.flat());
  return keys.map(({ statementId, text }) => byKey.get(`${statementId}:${text}`) ?? null);
}
