import { statementAddress } from "../address/nouns.ts";
import type { CitedFragment, MeaningsFragment } from "../generated/operations.ts";

/** What a tool returns: facts for programs, each statement with where it is printed. */
export type Facts = Record<string, unknown>;

/** A printing of a statement, as far as it is cited. */
type Printing = Pick<NonNullable<CitedFragment["firstAppearance"]>, "article" | "passage">;

/** A statement with everything that quoting it needs. It is cited from the first article that printed it, or from the given printing. */
export function cite(statement: CitedFragment, origin: string, nearest?: Printing | null): Facts {
  const { urn, text, kind, saidOn, status, language, speaker, speakerStatus, speakerRole, firstAppearance } = statement;
  const printing = nearest ?? firstAppearance;
  const article = printing?.article;
  const isMadeUp = article?.isFictional || speaker?.isFictional;
  return {
    words: text,
    form: isMadeUp ? "made up: nobody said this" : forms[kind],
    ...(isMadeUp && { isMadeUp }),
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
        passage: printing?.passage?.url ?? article.url,
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
