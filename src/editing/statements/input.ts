import { z } from "zod";
import { readWhen, type When, writeWhen } from "../../document/dates.ts";
import type { StatementEntry } from "../../document/document.ts";
import { unknownSpeaker } from "../../document/statement.ts";
import { DatePrecision, StatementKind } from "../../generated/prisma/client.ts";
import { optional } from "../inputs.ts";
import { quoteInput } from "../passages.ts";
import { type PartyList, partiesInput } from "./parties.ts";

const MOST_TOPICS = 50;

/** A text of an input; `statement` (document/statement.ts) checks it. */
const optionalText = optional(z.string());

/** The topics of an input, by global id or slug. */
export const topicsInput = z.array(z.string()).max(MOST_TOPICS, `are more than ${MOST_TOPICS}`);

const appearanceInput = z.object({
  text: optionalText,
  kind: optional(z.enum(StatementKind)),
  attributionText: optionalText,
  cue: optionalText,
  addressee: optionalText,
  passage: quoteInput,
});

/** A statement as an editor adds it: nouns by global id, slug or URL. */
export const statementInput = z
  .object({
    article: z.string(),
    kind: z.enum(StatementKind),
    text: z.string(),
    language: optionalText,
    originalLanguage: optionalText,
    speaker: optionalText,
    speakerStatus: optional(unknownSpeaker),
    saidAt: optional(z.date()),
    saidAtPrecision: optional(z.enum(DatePrecision)),
    occasion: optionalText,
    addressees: partiesInput.transform((slugs) => slugs ?? []),
    via: partiesInput.transform((slugs) => slugs ?? []),
    topics: optional(topicsInput).transform((slugs) => slugs ?? []),
    status: optional(z.enum(["PUBLISHED", "PROPOSED"])),
    appearance: appearanceInput,
  })
  .refine(({ saidAt, saidAtPrecision }) => saidAt || !saidAtPrecision, {
    path: ["saidAtPrecision"],
    message: "describes `saidAt`, which is missing",
  });
export type StatementInput = z.output<typeof statementInput>;

/** Returns the statement as a document has it, with the slugs of its nouns and without the offsets of its passage. */
export function toEntry(
  { article, saidAt, saidAtPrecision = "TIME", appearance, ...rest }: StatementInput,
  slugs: { speaker?: string | undefined; occasion?: string | undefined } & Record<PartyList | "topics", string[]>,
): StatementEntry {
  const { exact, prefix, suffix } = appearance.passage;
  return {
    ...rest,
    ...slugs,
    saidAt: saidAt && writeWhen(saidAt, saidAtPrecision),
    appearance: { ...appearance, passage: { exact, prefix, suffix } },
  };
}

/** Returns a point in time as exactly as it is known: the first instant of the year, month or day. */
export function toWhen(at: Date, precision: DatePrecision): When {
  return readWhen(writeWhen(at, precision)) as When;
}
