import { bearersOf } from "../archive/names/bearers.ts";
import type { Database } from "../database.ts";
import type { ArchiveDocument, ArticleEntry, StatementEntry } from "../document/document.ts";
import type { ArticleDraft, Piece } from "../formats/drafts.ts";
import type { Place } from "../formats/rejections.ts";
import type { TagsOf } from "../text/mentions.ts";
import { type Attributed, type AttributedStatement, namesToLookUp, openArticle } from "./attribute.ts";
import { type Nouns, nameNouns } from "./compose/nouns.ts";

/** A batch in the archive's own terms. */
export interface Composed {
  document: ArchiveDocument;
  nouns: Nouns;
  /** Where each statement of each article of the document comes from. */
  places: readonly (readonly Place[])[];
  /** How the speakers were found that were only mentioned, and how many names several bear. */
  attributions: Record<string, number>;
}

/**
 * Turns pieces into a document: says who is speaking (attribute), which nouns the archive has already and which are new
 * (identify), and what the statements are about (tag). Writes nothing.
 *
 * @param tagsOf the slugs of the topics that a text mentions
 */
export async function compose(database: Database, pieces: readonly Piece[], tagsOf: TagsOf<string>): Promise<Composed> {
  const articles = await attributeAll(
    database,
    pieces.flatMap((piece) => ("article" in piece ? piece.article : [])),
  );
  const nouns = await nameNouns(database, pieces, articles);
  const attributions: Record<string, number> = {};
  const count = (resolution: string) => {
    attributions[resolution] = (attributions[resolution] ?? 0) + 1;
  };
  for (const { statements } of articles) {
    for (const statement of statements) {
      if (statement.resolution) count(statement.resolution);
      else if ("name" in statement.speaker && nouns.slugOfSpeaker(statement.speaker) === null) count("AMBIGUOUS");
    }
  }
  return {
    document: { ...nouns.document, articles: articles.map((article) => articleOf(article, nouns, tagsOf)) },
    nouns,
    places: articles.map(({ statements }) => statements.map(({ place }) => place)),
    attributions,
  };
}

async function attributeAll(database: Database, articles: readonly ArticleDraft[]): Promise<Attributed[]> {
  const opened = articles.map(openArticle);
  const names = [...new Set(opened.flatMap(namesToLookUp))];
  const bearers = await bearersOf(
    database,
    "speaker",
    names.map((name) => ({ name })),
  );
  const byName = new Map(names.map((name, i) => [name, bearers[i] ?? []]));
  return opened.map((attribute) => attribute({ speakersNamed: (name) => byName.get(name) ?? [] }));
}

function articleOf(
  { place, source, wire, statements, ...article }: Attributed,
  nouns: Nouns,
  tagsOf: TagsOf<string>,
): ArticleEntry {
  const publisher = nouns.slugOfSource(source);
  const agency = wire && nouns.slugOfSource(wire);
  const inHeadline = tagsOf(article.headline);
  return {
    ...article,
    source: publisher,
    // An agency that publishes its own story has not supplied it to anybody.
    ...(agency && agency !== publisher ? { wire: agency } : {}),
    statements: statements.map((statement) => statementOf(statement, nouns, inHeadline, tagsOf)),
  };
}

function statementOf(
  { place, speaker, resolution, topics = [], mentions, ...statement }: AttributedStatement,
  nouns: Nouns,
  inHeadline: ReadonlySet<string>,
  tagsOf: TagsOf<string>,
): StatementEntry {
  return {
    ...statement,
    ...speakerFields(speaker, nouns),
    topics: [...new Set(topics.flatMap((topic) => nouns.slugOfTopic(topic) ?? []))],
    mentions: mentions ?? [
      ...[...tagsOf(statement.text)].map((topic) => ({ topic, basis: "TEXT" as const })),
      ...[...inHeadline].map((topic) => ({ topic, basis: "HEADLINE" as const })),
    ],
  };
}

function speakerFields(
  speaker: AttributedStatement["speaker"],
  nouns: Nouns,
): Pick<StatementEntry, "speaker" | "speakerStatus"> {
  if ("status" in speaker) return { speakerStatus: speaker.status };
  if ("slug" in speaker) return { speaker: speaker.slug };
  const slug = nouns.slugOfSpeaker(speaker);
  return slug === null ? { speakerStatus: "UNKNOWN" } : { speaker: slug };
}
