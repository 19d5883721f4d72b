import { statementAddress } from "../address/nouns.ts";
import type { CitedFragment, MeaningsFragment } from "../generated/operations.ts";

/** What a tool returns: facts for programs, each statement with where it is printed. */
export type Facts = Record<string, unknown>;

/** A statement with everything that quoting it needs. */
export function cite(statement: CitedFragment, origin: string): Facts {
  const { urn, text, kind, saidOn, status, language, speaker, speakerStatus, speakerRole, firstAppearance } = statement;
  const article = firstAppearance?.article;
  return {
    words: text,
    form: forms[kind],
    speaker: speaker?.name ?? firstAppearance?.attributionText ?? null,
    ...(speakerStatus !== "IDENTIFIED" && { speakerStatus }),
    ...(speakerRole && { role: speakerRole }),
    saidOn,
    language,
    ...(status !== "PUBLISHED" && { status }),
    ...(article && {
      printedIn: {
        outlet: article.source.name,
        ...(article.wire && { agency: article.wire.name }),
        headline: article.headline,
        publishedOn: article.publishedOn,
        ...(article.isFictional && { isMadeUp: true }),
        passage: firstAppearance?.passage?.url ?? article.url,
      },
    }),
    page: `${origin}${statementAddress(urn)}`,
    urn,
  };
}

/** How the words of a statement may be quoted. */
const forms = {
  DIRECT: "verbatim: may be quoted",
  MIXED: "partly verbatim: only what stands in quotation marks may be quoted",
  INDIRECT: "paraphrase: must not be put in quotation marks",
} as const;

/** What each name of a question was taken to mean, and what else may have been meant by the names that match nothing. */
export function meanings(matched: MeaningsFragment): Facts[] {
  return matched.names.map(({ given, field, how, nodes, suggestions }) => ({
    given,
    as: field,
    ...(how ? { how, means: nodes.map(nameOf) } : { means: [], didYouMean: suggestions.map(nameOf) }),
  }));
}

function nameOf(node: MeaningsFragment["names"][number]["nodes"][number]): string {
  return "name" in node ? node.name : node.id;
}

/** How many statements there are; "more than" if they were not counted to the end. */
export function countOf(list: { totalCount: number; totalCountIsExact: boolean }): number | string {
  return list.totalCountIsExact ? list.totalCount : `more than ${list.totalCount}`;
}
