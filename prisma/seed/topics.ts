import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "../../src/database.ts";
import type { Asserter } from "../../src/document/asserter.ts";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { record } from "../../src/record/record.ts";
import { markAmbiguous } from "../../src/record/tagging.ts";

/** The origin that the starter topics are recorded under. The version changes with the lists. */
export const STARTER: Asserter = { kind: "PERSON", name: "starter topics", version: "1" };

const LISTS = ["regions", "countries", "capitals", "places", "organizations", "issues"];

type TopicInput = NonNullable<ArchiveDocument["topics"]>[number];

/** A topic as written in the lists of topics/. */
export interface StarterTopic extends Omit<TopicInput, "names"> {
  slug: string;
  /** Names by BCP 47 language. */
  names: Record<string, string | string[]>;
  /** The names that mostly mean something else in the news. */
  ambiguous?: string[];
}

/** Reads the starter topics: regions, countries, capitals, some other places, organisations and issues. */
export function starterTopics(): StarterTopic[] {
  const folder = join(packageRoot(), "prisma/seed/topics");
  return LISTS.flatMap((list) => JSON.parse(readFileSync(join(folder, `${list}.json`), "utf8")) as StarterTopic[]);
}

/** Adds the starter topics to the archive without tagging statements. Loading them again changes nothing. */
export async function loadTopics(database: Database): Promise<void> {
  const starters = starterTopics();
  const topics = starters.map(({ ambiguous: _, names, ...topic }) => ({ ...topic, names: namesWithLanguage(names) }));
  const ambiguous = starters.flatMap(({ slug, ambiguous: names = [] }) => names.map((name) => ({ slug, name })));
  await database.transaction(async (transaction) => {
    await record(transaction, { topics }, STARTER);
    await markAmbiguous(transaction, ambiguous);
  });
}

/** Lists the names, each with its language; a name that several languages share gets no language. */
function namesWithLanguage(names: StarterTopic["names"]): { name: string; language?: string }[] {
  const languages = new Map<string, string[]>();
  for (const [language, written] of Object.entries(names)) {
    for (const name of [written].flat()) languages.set(name, [...(languages.get(name) ?? []), language]);
  }
  return [...languages].map(([name, [language, ...others]]) =>
    language === undefined || others.length > 0 ? { name } : { name, language },
  );
}
