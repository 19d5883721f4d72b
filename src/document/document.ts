import { z } from "zod";
import { SourceKind, SpeakerKind, TopicKind } from "../generated/prisma/client.ts";
import { articleAddressOf } from "./address.ts";
import { type DocumentProblem, RecordError } from "./errors.ts";
import { eventFields, eventRules } from "./event.ts";
import { articleUrl, completeNoun, corpusId, language, namedFields, role, slug, url, when, words } from "./fields.ts";
import { LONGEST_BODY, LONGEST_HEADLINE, LONGEST_NOTE } from "./limits.ts";
import { link } from "./link.ts";
import { type stance, statement } from "./statement.ts";

// A line of jsonl may hold any of these shapes, and the JSON Schema of such lines is generated from them.

export const source = z
  .strictObject({ ...namedFields, kind: z.enum(SourceKind), url: url.optional() })
  .transform(completeNoun);

export const speaker = z
  .strictObject({
    ...namedFields,
    kind: z.enum(SpeakerKind),
    description: words(LONGEST_NOTE).optional(),
    /** False if an import has made the speaker from a printed name and no editor has looked at it yet. */
    reviewed: z.boolean().default(true),
    roles: z.array(role).default([]),
    /** The ids that corpora give the speaker. */
    corpusIds: z.array(corpusId).default([]),
    /** The members of a group, by slug. */
    members: z.array(slug).default([]),
  })
  .refine(({ kind, members }) => (kind === "GROUP" ? new Set(members).size > 1 : members.length === 0), {
    path: ["members"],
    message: "are at least two in a GROUP, and not allowed otherwise",
  })
  .transform(completeNoun);

export const topic = z
  .strictObject({
    ...namedFields,
    kind: z.enum(TopicKind),
    description: words(LONGEST_NOTE).optional(),
    ...eventFields,
    /** The topics directly above this one, by slug: Syria for Idlib. */
    broader: z.array(slug).default([]),
  })
  .superRefine(eventRules)
  .transform(completeNoun);

/** A claim or demand that one can be for or against: a neutral sentence. */
export const proposition = z
  .strictObject({
    ...namedFields,
    /** What it is about, by slug. */
    topics: z.array(slug).default([]),
  })
  .transform(completeNoun);

export const article = z
  .strictObject({
    url: articleUrl,
    originalUrl: url.optional(),
    headline: words(LONGEST_HEADLINE),
    publishedAt: when,
    language,
    byline: words(LONGEST_HEADLINE).optional(),
    /** The publisher, by slug. */
    source: slug,
    /** The news agency that supplied it, by slug. */
    wire: slug.optional(),
    body: words(LONGEST_BODY).optional(),
    imageCaption: words(LONGEST_HEADLINE).optional(),
    imageCredit: words(LONGEST_HEADLINE).optional(),
    fictional: z.boolean().default(false),
    /** The articles that it links to, in its order. */
    related: z
      .array(z.strictObject({ headline: words(LONGEST_HEADLINE), url: url.transform(articleAddressOf).optional() }))
      .optional(),
    /** In reading order. */
    statements: z.array(statement).optional(),
    /** Whether the article may have more statements than these: then recorded ones are not removed. */
    isPartial: z.boolean().default(false),
  })
  .refine(({ wire, source: publisher }) => wire !== publisher, { path: ["wire"], message: "is the publisher itself" })
  .refine(({ url: own, related }) => !related?.some((link) => link.url === own), {
    path: ["related"],
    message: "is the article itself",
  });

const document = z.strictObject({
  sources: z.array(source).default([]).superRefine(uniqueBy("slug")),
  speakers: z.array(speaker).default([]).superRefine(uniqueBy("slug")),
  topics: z.array(topic).default([]).superRefine(uniqueBy("slug")),
  propositions: z.array(proposition).default([]).superRefine(uniqueBy("slug")),
  articles: z.array(article).default([]).superRefine(uniqueBy("url")),
  /** Links between statements of these articles, or of those on record. */
  links: z.array(link).default([]),
});

/**
 * A document as it is written, to be recorded at once: nouns by slug, articles by URL, statements within their article.
 */
export type ArchiveDocument = z.input<typeof document>;
export type SourceEntry = z.input<typeof source>;
export type SpeakerEntry = z.input<typeof speaker>;
export type TopicEntry = z.input<typeof topic>;
export type PropositionEntry = z.input<typeof proposition>;
export type ArticleEntry = z.input<typeof article>;
export type LinkEntry = z.input<typeof link>;
export type StanceEntry = z.input<typeof stance>;
export type StatementEntry = z.input<typeof statement>;

/** An entry that mentions each of its fields, if only as undefined, so that the compiler names one that was forgotten. */
export type CompleteEntry<Entry> = Entry & Record<keyof Entry, unknown>;

/** A document that was read: with all defaults, in NFC. */
export type ReadDocument = z.output<typeof document>;
export type ReadArticle = ReadDocument["articles"][number];
export type ReadStatement = NonNullable<ReadArticle["statements"]>[number];
export type ReadPassage = ReadStatement["appearance"]["passage"];

/**
 * Reads a document.
 *
 * @throws RecordError naming every problem in it
 */
export function readDocument(given: unknown): ReadDocument {
  const { data, error } = document.safeParse(given);
  if (data) return data;
  throw new RecordError(
    error.issues.map((issue) => ({
      path: z.core.toDotPath(issue.path),
      message: issue.message,
      ...faultOf(issue, given),
    })),
  );
}

/** Returns the fault of an issue: our own rules give it as a parameter; a value that is not there is missing. */
function faultOf(issue: z.core.$ZodIssue, given: unknown): Pick<DocumentProblem, "fault"> {
  if (issue.code === "custom") return issue.params?.fault ? { fault: issue.params.fault } : {};
  const value = issue.path.reduce<unknown>(
    (from, key) => (from as Record<PropertyKey, unknown> | undefined)?.[key],
    given,
  );
  return value === undefined ? { fault: "MISSING" } : {};
}

/** Returns a rule that no two rows have the same key. */
function uniqueBy<Key extends string>(key: Key) {
  return (rows: readonly Record<Key, string>[], context: z.RefinementCtx) => {
    const seen = new Set<string>();
    for (const [i, row] of rows.entries()) {
      if (seen.has(row[key]))
        context.addIssue({ code: "custom", path: [i, key], message: `stands twice: ${row[key]}` });
      seen.add(row[key]);
    }
  };
}
