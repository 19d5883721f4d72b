import { bearersOf } from "../../archive/names/bearers.ts";
import type { Database } from "../../database.ts";
import type { ReadDocument, ReadStatement } from "../../document/document.ts";
import { normalizeName } from "../../text/names.ts";

/** A document whose proposals have speakers of the archive as far as their names mean one. */
export interface NamedProposals {
  document: ReadDocument;
  /** The names that several speakers bear, normalised. */
  ambiguous: ReadonlySet<string>;
}

/** Gives each proposal without a speaker the archive's only speaker of its name. A name that several bear gives none. */
export async function nameProposals(database: Database, document: ReadDocument): Promise<NamedProposals> {
  const wanted = document.articles.flatMap(({ statements = [] }) => statements.flatMap((one) => nameToFind(one) ?? []));
  const names = [...new Map(wanted.map((name) => [normalizeName(name), name])).values()];
  if (names.length === 0) return { document, ambiguous: new Set() };
  const bearers = await bearersOf(
    database,
    "speaker",
    names.map((name) => ({ name })),
  );
  const byName = new Map(names.map((name, i) => [normalizeName(name), bearers[i] ?? []]));
  const articles = document.articles.map((article) => ({
    ...article,
    statements: article.statements?.map((statement) => {
      const name = nameToFind(statement);
      const [only, ...others] = (name && byName.get(normalizeName(name))) || [];
      return only && others.length === 0 ? { ...statement, speaker: only.slug, speakerStatus: undefined } : statement;
    }),
  }));
  const ambiguous = [...byName].flatMap(([name, found]) => (found.length > 1 ? name : []));
  return { document: { ...document, articles }, ambiguous: new Set(ambiguous) };
}

function nameToFind({ speaker, proposal }: ReadStatement): string | undefined {
  return speaker === undefined ? proposal?.speakerName : undefined;
}
