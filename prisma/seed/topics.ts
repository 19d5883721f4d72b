import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "../../src/database.ts";
import type { Asserter } from "../../src/document/asserter.ts";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { record } from "../../src/record/record.ts";
import { markAmbiguous } from "../../src/record/tagging.ts";

/** Under whose name the starter topics are on record. The version changes with the lists. */
const STARTER: Asserter = { kind: "PERSON", name: "starter topics", version: "1" };

const LISTS = ["regions", "countries", "capitals", "places", "organizations", "issues"];

type TopicInput = NonNullable<ArchiveDocument["topics"]>[number];

/** A topic as the lists in topics/ write it. */
export interface StarterTopic extends Omit<TopicInput, "names"> {
  slug: string;
  /** By BCP 47 language. */
  names: Record<string, string | string[]>;
  /** Those of the names that mostly mean something else in the news. */
  ambiguous?: string[];
}

/** The starter topics: regions, countries, capitals, some other places, organisations and issues. */
export function starterTopics(): StarterTopic[] {
  const folder = join(packageRoot(), "prisma/seed/topics");
  return LISTS.flatMap((list) => JSON.parse(readFileSync(join(folder, `${list}.json`), "utf8")) as StarterTopic[]);
}

/** Loads the starter topics beside whatever the archive has; tags nothing. Loading them again changes nothing. */
export async function loadTopics(database: Database): Promise<void> {
  const starters = starterTopics();
  const topics = starters.map(({ ambiguous: _, names, ...topic }) => ({ ...topic, names: namesWithLanguage(names) }));
  const ambiguous = starters.flatMap(({ slug, ambiguous: names = [] }) => names.map((name) => ({ slug, name })));
  await database.transaction(async (transaction) => {
    await record(transaction, { topics }, STARTER);
    await markAmbiguous(transaction, ambiguous);
  });
}

/** A name that several languages share is of none in particular. */
function namesWithLanguage(names: StarterTopic["names"]): { name: string; language?: string }[] {
  const languages = new Map<string, string[]>();
  for (const [language, written] of Object.entries(names)) {
    for (const name of [written].flat()) languages.set(name, [...(languages.get(name) ?? []), language]);
  }
  return [...languages].map(([name, [language, ...others]]) =>
    language === undefined || others.length > 0 ? { name } : { name, language },
  );
}
