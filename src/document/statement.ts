import { z } from "zod";
import { Medium, SaidAtBasis, SpanRole, StatementKind, StatementStatus, TagBasis } from "../generated/prisma/client.ts";
import { CONTEXT_LENGTH } from "../text/fragmentUrl.ts";
import { normalizeWording } from "../text/names.ts";
import { hasQuotationMark } from "../text/wording.ts";
import { language, slug, text, when, words } from "./fields.ts";
import { LONGEST_NOTE, LONGEST_TEXT } from "./limits.ts";

const LONGEST_LABEL = 100;

/** A place in an article. Where its body is known, offsets may be given and else are found; they count code points. */
const passageQuote = {
  exact: words(LONGEST_TEXT),
  prefix: text(CONTEXT_LENGTH).default(""),
  suffix: text(CONTEXT_LENGTH).default(""),
  start: z.int().min(0).optional(),
  end: z.int().min(1).optional(),
};
const givesBothOffsets = ({ start, end }: { start?: number | undefined; end?: number | undefined }) =>
  (start === undefined) === (end === undefined) && (start ?? -1) < (end ?? 0);
const offsets = { path: ["start"], message: "and end are given together, and start is less" };

const span = z.strictObject({ ...passageQuote, role: z.enum(SpanRole) }).refine(givesBothOffsets, offsets);
const passage = z.strictObject({ ...passageQuote, spans: z.array(span).default([]) }).refine(givesBothOffsets, offsets);

/** A statement as an article prints it. */
export const statement = z
  .strictObject({
    kind: z.enum(StatementKind),
    text: words(LONGEST_TEXT),
    /** The article's language where it is left out. */
    language: language.optional(),
    originalLanguage: language.optional(),
    /** Who said it, by slug; without, `speakerStatus` tells why. */
    speaker: slug.optional(),
    speakerStatus: z.enum(["UNNAMED", "UNKNOWN"]).optional(),
    /** Where the article states it; else the article's date is taken. */
    saidAt: when.optional(),
    /** `PUBLICATION` where `saidAt` is but the date of another article that prints the same. */
    saidAtBasis: z.enum(SaidAtBasis).optional(),
    topics: z.array(slug).default([]),
    /** The topics that its text or its article's headline names; what is on record of these stays where it is left out. */
    mentions: z.array(z.strictObject({ topic: slug, basis: z.enum(TagBasis).exclude(["STATED"]) })).optional(),
    status: z.enum(StatementStatus).default("PUBLISHED"),
    statusReason: words(LONGEST_NOTE).optional(),
    /** How the article prints it; text and kind only where they are not the statement's own. */
    appearance: z.strictObject({
      text: words(LONGEST_TEXT).optional(),
      kind: z.enum(StatementKind).optional(),
      attributionText: words(LONGEST_NOTE).optional(),
      cue: words(LONGEST_NOTE).optional(),
      /** The kind by the corpus's own name for it. */
      originalKind: words(LONGEST_LABEL).optional(),
      media: z.array(z.enum(Medium)).default([]),
      addressee: words(LONGEST_NOTE).optional(),
      passage,
    }),
  })
  .transform((given) => ({
    ...given,
    appearance: {
      ...given.appearance,
      text: given.appearance.text ?? given.text,
      kind: given.appearance.kind ?? given.kind,
    },
  }))
  .superRefine((given, context) => {
    const report = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
    const { appearance } = given;
    if ((given.speaker === undefined) === (given.speakerStatus === undefined)) {
      report(["speaker"], "or speakerStatus is needed, and not both");
    }
    if (given.saidAtBasis && !given.saidAt) report(["saidAtBasis"], "is told of `saidAt`, which is missing");
    if (given.status === "RETRACTED" && !given.statusReason)
      report(["statusReason"], "is needed for what is retracted");
    if ((given.kind === "DIRECT") !== (appearance.kind === "DIRECT")) {
      report(["kind"], "is DIRECT where the printing is, and only there");
    } else if (given.kind === "DIRECT" && normalizeWording(given.text) !== normalizeWording(appearance.text)) {
      report(["text"], "is not the verbatim words of the printing");
    }
    if (given.kind === "MIXED" && !hasQuotationMark(given.text)) report(["text"], "quotes nothing, so it is not MIXED");
    if (appearance.kind === "MIXED" && appearance.text !== given.text && !hasQuotationMark(appearance.text)) {
      report(["appearance", "text"], "quotes nothing, so it is not MIXED");
    }
  });
