import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { NamedTopic, TagsOf } from "../text/mentions.ts";
import { retag, takeDue } from "./tagging/batch.ts";
import { nextStretch, planTagging, readPlan } from "./tagging/plan.ts";
import { waitForTurn } from "./turns.ts";
import { rowsAsTable } from "./write.ts";

const { sql } = Prisma;

/** A topic and those of its names by which texts are tagged: all but the ambiguous ones. */
export interface TaggableTopic {
  id: number;
  slug: string;
  names: string[];
}

/** Prepares the names of topics for reading texts: `openTagger` (text/mentions.ts) has the rules. */
export type OpenTagger<Topic = number> = (topics: readonly NamedTopic<Topic>[]) => TagsOf<Topic>;

/** What a batch of `applyTopics` did, and the progress of the whole run. */
export interface TaggingProgress {
  statements: number;
  added: number;
  removed: number;
  /** The share of the archive that is done, from 0 to 1. */
  done: number;
}

/** How many printings, or statements, one transaction processes. */
const BATCH = 2_000;

/** Reads every topic with the names by which texts are tagged. */
export async function readTaggable(database: Database): Promise<TaggableTopic[]> {
  return (await readPlan(database)).flatMap(({ id, slug, names }) => (slug === null ? [] : [{ id, slug, names }]));
}

/** Marks names as ambiguous: their topics are still found by them, but no text is tagged by them. */
export async function markAmbiguous(
  database: Database,
  names: readonly { slug: string; name: string }[],
): Promise<void> {
  await database.query(
    sql`
/* tags.markAmbiguous */
UPDATE topic_name
SET ambiguous = true
FROM ${rowsAsTable({ slug: "text", name: "text" }, names)}
JOIN topic ON topic.slug = given.slug
WHERE topic_name.topic_id = topic.id AND topic_name.name = given.name AND NOT topic_name.ambiguous`,
  );
}

/**
 * Tags the archive's statements with the topics that their texts (`TEXT`) and their articles' headlines (`HEADLINE`)
 * mention, and deletes such tags that are no longer right. Stated tags (`STATED`) are not touched.
 *
 * It reads only what can have changed: all statements for topics whose names have changed, and for topics whose names
 * are part of a changed one ("Mexico" when "New Mexico" is added or removed); new and changed statements for every
 * topic. Each batch is a transaction that reads the names again. A run may therefore be stopped at any moment, two may
 * run at once, and names may change meanwhile: a later run completes it, and a run after a complete one changes
 * nothing.
 *
 * @param options.all whether to start over and read everything
 */
export async function* applyTopics(
  database: Database,
  openTagger: OpenTagger,
  { all = false }: { all?: boolean } = {},
): AsyncGenerator<TaggingProgress> {
  if (all) await database.query(sql`/* tags.forget */ UPDATE topic_tagging SET applied_to = 0`);
  const open = rememberTagger(openTagger);
  let progress = await nextBatch(database, open);
  while (progress) {
    yield progress;
    progress = await nextBatch(database, open);
  }
}

function nextBatch(database: Database, open: OpenTagger): Promise<TaggingProgress | null> {
  return database.transaction(async (transaction) => {
    // Nobody else writes between reading and tagging, so printings become visible in the order of their ids.
    await waitForTurn(transaction);
    const plan = await planTagging(transaction);
    const tagsOf = open(plan.map(({ id, names }) => ({ topic: id, names })));
    const due = await takeDue(transaction, BATCH);
    if (due.length > 0) {
      const topicIds = plan.map(({ id }) => id);
      return { ...(await retag(transaction, tagsOf, due, topicIds)), done: 0 };
    }
    const stretch = await nextStretch(transaction, plan, BATCH);
    return (
      stretch && { ...(await retag(transaction, tagsOf, stretch.statementIds, stretch.topicIds)), done: stretch.done }
    );
  });
}

/** Returns a function that opens taggers, and reuses the last one unless topics or names have changed. */
export function rememberTagger<Topic>(openTagger: OpenTagger<Topic>): OpenTagger<Topic> {
  let known: { key: string; tagsOf: TagsOf<Topic> } | undefined;
  return (topics) => {
    const key = JSON.stringify(topics);
    if (known?.key !== key) known = { key, tagsOf: openTagger(topics) };
    return known.tagsOf;
  };
}
