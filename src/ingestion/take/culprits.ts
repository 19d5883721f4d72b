import type { DocumentProblem, RecordError } from "../../document/errors.ts";
import type { ArticleDraft, Piece } from "../../formats/drafts.ts";
import type { Rejection } from "../../formats/rejections.ts";
import type { Composed } from "../compose.ts";

/** What may go in, and what may not. */
export interface Sifted {
  pieces: Piece[];
  rejections: Rejection[];
}

/** Where in a document a problem is. */
const IN_ARTICLE = /^articles\[(\d+)\](?:\.statements\[(\d+)\])?\.?(.*)$/;
const IN_NOUN = /^(speakers|topics)\[(\d+)\]\.?(.*)$/;

/**
 * The pieces without the statements and articles that the archive refuses; null where a problem cannot be traced to any.
 */
export function withoutCulprits(pieces: readonly Piece[], composed: Composed, error: RecordError): Sifted | null {
  const refusedArticles = new Map<number, string>();
  const refusedStatements = new Map<number, Map<number, string>>();
  for (const problem of error.problems) {
    const traced = trace(problem, composed);
    if (traced.length === 0) return null;
    for (const { article, statement, message } of traced) {
      if (statement === undefined) refusedArticles.set(article, message);
      else {
        const ofArticle = refusedStatements.get(article) ?? new Map<number, string>();
        refusedStatements.set(article, ofArticle.set(statement, ofArticle.get(statement) ?? message));
      }
    }
  }
  let at = -1;
  const rejections: Rejection[] = [];
  const sound = pieces.flatMap((piece) => {
    if (!("article" in piece)) return piece;
    at += 1;
    const refusal = refusedArticles.get(at);
    if (refusal !== undefined) {
      rejections.push(rejectArticle(piece.article, refusal));
      return [];
    }
    const refused = refusedStatements.get(at);
    if (!refused) return piece;
    const { statements } = piece.article;
    for (const [i, message] of refused)
      rejections.push({ place: statements[i]?.place ?? piece.article.place, code: "REFUSED", message });
    return { article: { ...piece.article, statements: statements.filter((_, i) => !refused.has(i)) } };
  });
  return { pieces: sound, rejections };
}

/** The one piece is refused, wherever in it the problem is. */
export function rejectWhole(pieces: readonly Piece[], { problems }: RecordError): Sifted {
  const message = culpritMessage(problems[0]?.path ?? "", problems[0]?.message ?? "");
  const rejections = pieces.map((piece): Rejection => {
    if ("article" in piece) return rejectArticle(piece.article, message);
    const { place } = "speaker" in piece ? piece.speaker : piece.nouns;
    return { place, code: "REFUSED", message };
  });
  return { pieces: [], rejections };
}

function rejectArticle({ place, statements }: ArticleDraft, message: string): Rejection {
  return { place, code: "REFUSED", message, records: statements.length };
}

interface Traced {
  article: number;
  statement?: number;
  message: string;
}

/** A bad speaker or topic is the fault of whoever names it. */
function trace({ path, message }: DocumentProblem, { document }: Composed): Traced[] {
  const [, article, statement, rest = ""] = IN_ARTICLE.exec(path) ?? [];
  if (article !== undefined) {
    const place = statement === undefined ? {} : { statement: Number(statement) };
    return [{ article: Number(article), ...place, message: culpritMessage(rest, message) }];
  }
  const [, nouns, index, field = ""] = IN_NOUN.exec(path) ?? [];
  const slug = nouns && document[nouns as "speakers" | "topics"]?.[Number(index)]?.slug;
  if (!slug) return [];
  return (document.articles ?? []).flatMap(({ statements = [] }, i) =>
    statements.flatMap((given, j) =>
      given.speaker === slug || given.topics?.includes(slug)
        ? { article: i, statement: j, message: culpritMessage(`${nouns?.slice(0, -1)} ${field}`, message) }
        : [],
    ),
  );
}

function culpritMessage(where: string, message: string): string {
  return `The archive cannot take it: ${where} ${message}.`;
}
