import { isLonger, LONGEST_HEADLINE } from "../../document/limits.ts";
import { languageOfArticle } from "../../text/languages.ts";
import type { StoredText } from "../../text/offsets.ts";
import type { ArticleDraft, Defaults, SourceDraft } from "../drafts.ts";
import type { Problem } from "../rejections.ts";
import { baseName, datedUrn, dayIn, readPublished } from "./articleName.ts";
import { knownDate } from "./placeholders.ts";
import { refuseHeadline } from "./standoff.ts";

/** What a file says of its article. */
export interface StatedArticle {
  /** A web address or a URN. */
  url?: string | undefined;
  headline?: string | undefined;
  /** As it is written. */
  date?: string | undefined;
  source?: SourceDraft | undefined;
  wire?: SourceDraft | undefined;
  byline?: string | undefined;
  /** BCP 47. */
  language?: string | undefined;
}

/** A file that is one article. */
export interface ArticleFile {
  format: string;
  /** Its name without the ending, with the folders that distinguish it. */
  name: string;
  text: StoredText;
  stated: StatedArticle;
}

/**
 * Describes the article of a file. If the file does not say it, the headline is the text's first line, the date that in the file's
 * name, the language that of the words, and publisher and agency come from the defaults. Without an address, the article is known by
 * its name and date.
 */
export function describeFileArticle(
  { format, name, text, stated }: ArticleFile,
  defaults: Defaults,
): Omit<ArticleDraft, "statements" | "place"> | Problem {
  const headline = stated.headline ?? firstLine(text.body);
  const published = readPublished(knownDate([stated.date, dayIn(baseName(name))]), defaults.dates);
  const source = stated.source ?? (defaults.source ? { name: defaults.source, kind: "OUTLET" as const } : undefined);
  const wire = stated.wire ?? (defaults.wire ? { name: defaults.wire, kind: "AGENCY" as const } : undefined);
  const refused = refuseHeadline(headline) ?? refuseByline(stated.byline);
  if (refused) return refused;
  if ("code" in published) return published;
  if (!source) return { code: "INCOMPLETE", message: 'The publisher is not known: add --source "Name".' };
  return {
    ...(stated.url
      ? { url: stated.url }
      : { url: datedUrn(format, name, published.date), identity: "FILE_NAME" as const }),
    headline,
    publishedAt: published.date,
    language: stated.language ?? defaults.language ?? languageOfArticle(text.body),
    source,
    body: text.body,
    ...(stated.byline && { byline: stated.byline }),
    ...(wire && { wire }),
  };
}

function firstLine(body: string): string {
  return /\S.*/.exec(body)?.[0].trim() ?? "";
}

function refuseByline(byline = ""): Problem | null {
  if (!isLonger(byline, LONGEST_HEADLINE)) return null;
  return { code: "TOO_LARGE", message: `The byline is longer than ${LONGEST_HEADLINE} characters: shorten it.` };
}
