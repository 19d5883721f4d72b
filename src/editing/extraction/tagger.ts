import type { Database } from "../../database.ts";
import { readTaggable, rememberTagger } from "../../record/tagging.ts";
import { openTagger, type TagsOf } from "../../text/mentions.ts";

const openTopics = rememberTagger<string>(openTagger);

/** Reads the archive's topics and returns what finds their slugs in a text; prepared again only if names have changed. */
export async function readTopicTagger(database: Database): Promise<TagsOf<string>> {
  const topics = await readTaggable(database);
  return openTopics(topics.map(({ slug, names }) => ({ topic: slug, names })));
}
