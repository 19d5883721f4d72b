import type { Database } from "../../database.ts";
import { readTaggable } from "../../record/tagging.ts";
import { openTagger, type TagsOf } from "../../text/mentions.ts";

let known: { key: string; tagsOf: TagsOf<string> } | undefined;

/** Reads the archive's topics and returns what finds their slugs in a text; prepared again only if names have changed. */
export async function readTopicTagger(database: Database): Promise<TagsOf<string>> {
  const topics = (await readTaggable(database)).map(({ slug, names }) => ({ topic: slug, names }));
  const key = JSON.stringify(topics);
  if (known?.key !== key) known = { key, tagsOf: openTagger(topics) };
  return known.tagsOf;
}
