import type { ArchiveDocument } from "../../../document/document.ts";
import type { DocumentProblem, RecordError } from "../../../document/errors.ts";
import type { Rejection } from "../../../formats/rejections.ts";
import type { ComposedArticle, ComposedDraft } from "../compose.ts";

/** The drafts that remain, and the rejections of the others. */
export interface SiftedDrafts {
  drafts: ComposedDraft[];
  rejections: Rejection[];
}

/** Where in a document a problem is. */
const IN_ARTICLE = /^articles\[(\d+)\](?:\.statements\[(\d+)\])?\.?(.*)$/;
const IN_LINK = /^links\[(\d+)\]\.?(.*)$/;
const IN_NOUN = /^(speakers|topics)\[(\d+)\]\.?(.*)$/;

/**
 * Takes the refused articles, statements and links out of the drafts.
 *
 * @param document the one that was made of the drafts and refused
 * @returns null if a problem cannot be traced to an article or a statement
 */
export function withoutRefused(
  drafts: readonly ComposedDraft[],
  document: ArchiveDocument,
  error: RecordError,
): SiftedDrafts | null {
  const refused = new Map<number, RefusedParts>();
  const refusedLinks = new Map<number, string>();
  for (const problem of error.problems) {
    const [, link, rest = ""] = IN_LINK.exec(problem.path) ?? [];
    if (link !== undefined) {
      if (!refusedLinks.has(Number(link))) refusedLinks.set(Number(link), refusalMessage(rest, problem.message));
      continue;
    }
    const traced = traceProblem(problem, document);
    if (traced.length === 0) return null;
    for (const { article, statement, message } of traced) {
      const parts = refused.get(article) ?? { whole: undefined, statements: new Map<number, string>() };
      refused.set(article, parts);
      if (statement === undefined) parts.whole = message;
      else if (!parts.statements.has(statement)) parts.statements.set(statement, message);
    }
  }
  let articles = 0;
  let links = 0;
  const rejections: Rejection[] = [];
  const remaining = drafts.flatMap((draft): ComposedDraft | [] => {
    const message = "link" in draft ? refusedLinks.get(links++) : undefined;
    if ("link" in draft && message !== undefined) {
      rejections.push({ place: draft.link.place, code: "REFUSED", message });
      return [];
    }
    const parts = "article" in draft ? refused.get(articles++) : undefined;
    if (!("article" in draft) || !parts) return draft;
    const { article } = draft;
    if (parts.whole !== undefined) {
      rejections.push(rejectArticle(article, parts.whole));
      return [];
    }
    for (const [i, message] of parts.statements) {
      rejections.push({ place: article.statements[i]?.place ?? article.place, code: "REFUSED", message });
    }
    return { article: { ...article, statements: article.statements.filter((_, i) => !parts.statements.has(i)) } };
  });
  return { drafts: remaining, rejections };
}

/** The reasons why an article is refused: as a whole, or statements by their index. */
interface RefusedParts {
  whole: string | undefined;
  statements: Map<number, string>;
}

/** Rejects the one draft of a document, wherever in it the problem is. */
export function rejectDraft(draft: ComposedDraft, { problems }: RecordError): Rejection {
  const message = refusalMessage(problems[0]?.path ?? "", problems[0]?.message ?? "");
  if ("article" in draft) return rejectArticle(draft.article, message);
  const [{ place }] = Object.values(draft);
  return { place, code: "REFUSED", message };
}

function rejectArticle({ place, statements }: ComposedArticle, message: string): Rejection {
  return { place, code: "REFUSED", message, records: statements.length };
}

interface TracedProblem {
  article: number;
  statement?: number;
  message: string;
}

/** Finds what a problem is the fault of: a bad speaker or topic, of every statement that names it. */
function traceProblem({ path, message }: DocumentProblem, document: ArchiveDocument): TracedProblem[] {
  const [, article, statement, rest = ""] = IN_ARTICLE.exec(path) ?? [];
  if (article !== undefined) {
    const place = statement === undefined ? {} : { statement: Number(statement) };
    return [{ article: Number(article), ...place, message: refusalMessage(rest, message) }];
  }
  const [, nouns, index, field = ""] = IN_NOUN.exec(path) ?? [];
  const slug = nouns && document[nouns as "speakers" | "topics" | "propositions"]?.[Number(index)]?.slug;
  if (!slug) return [];
  return (document.articles ?? []).flatMap(({ statements = [] }, i) =>
    statements.flatMap((given, j) =>
      given.speaker === slug ||
      given.addressees?.includes(slug) ||
      given.via?.includes(slug) ||
      given.occasion === slug ||
      given.topics?.includes(slug) ||
      given.stances?.some(({ proposition }) => proposition === slug)
        ? { article: i, statement: j, message: refusalMessage(`${nouns?.slice(0, -1)} ${field}`, message) }
        : [],
    ),
  );
}

function refusalMessage(where: string, message: string): string {
  return `The archive refuses the record: ${[where, message].filter(Boolean).join(" ")}.`;
}
