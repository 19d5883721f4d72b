import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { retag, takeDue } from "./tagging/batch.ts";
import { nextStretch, planTagging, readPlan, type TaggingPlan } from "./tagging/plan.ts";
import { waitForTurn } from "./turns.ts";
import { rowsAsTable } from "./write.ts";

const { sql } = Prisma;

/** A topic and those of its names that tell that a text is about it: all but the ambiguous ones. */
export interface TaggableTopic {
  id: number;
  slug: string;
  names: string[];
}

/** Prepares the names of topics for reading texts: `ingestion/tag.ts` has the rules. */
export type OpenTagger = (
  topics: readonly { topic: number; names: readonly string[] }[],
) => (text: string) => Set<number>;

/** What a batch of `applyTopics` did, and how far the whole is. */
export interface TaggingProgress {
  statements: number;
  added: number;
  removed: number;
  /** The share of the archive that is done, from 0 to 1. */
  done: number;
}

/** How many printings, or statements, one transaction deals with. */
const BATCH = 2_000;

/** Every topic with the names by which texts are tagged. */
export async function readTaggable(database: Database): Promise<TaggableTopic[]> {
  return (await readPlan(database)).flatMap(({ id, slug, names }) => (slug === null ? [] : [{ id, slug, names }]));
}

/** Marks names as ambiguous: they find their topic for whoever asks, and tag no text. */
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
 * Tags the archive's statements with the topics that their texts (`TEXT`) and their articles' headlines (`HEADLINE`) mention,
 * and takes away such tags as no longer hold; what was stated (`STATED`) is not touched.
 *
 * Only what can have changed is looked at: topics whose names have changed since, and those whose names stand within such a
 * name ("Mexico" when "New Mexico" comes or goes), over all statements; every topic over the statements that are new or
 * have changed. Each batch is a transaction and looks at the names anew, so that it may be stopped at any moment, run twice
 * at once, or see names change: a later run completes it, and a run after a complete one changes nothing.
 *
 * @param options.all forget what was done, and look at everything
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

function nextBatch(
  database: Database,
  open: (plan: TaggingPlan) => ReturnType<OpenTagger>,
): Promise<TaggingProgress | null> {
  return database.transaction(async (transaction) => {
    // Printings come in the order of their ids, and none comes between reading and tagging.
    await waitForTurn(transaction);
    const plan = await planTagging(transaction);
    const tagsOf = open(plan);
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

/** The tagger of the names as they are: the one from the batch before, unless they have changed. */
function rememberTagger(openTagger: OpenTagger): (plan: TaggingPlan) => ReturnType<OpenTagger> {
  let known: { key: string; tagsOf: ReturnType<OpenTagger> } | undefined;
  return (plan) => {
    const topics = plan.map(({ id, names }) => ({ topic: id, names }));
    const key = JSON.stringify(topics);
    if (known?.key !== key) known = { key, tagsOf: openTagger(topics) };
    return known.tagsOf;
  };
}
