import { z } from "zod";
import {
  Medium,
  SaidAtBasis,
  SpanRole,
  SpeakerStatus,
  StancePosition,
  StanceStatus,
  StatementKind,
  StatementStatus,
  TagBasis,
} from "../generated/prisma/client.ts";
import { CONTEXT_LENGTH } from "../text/fragmentUrl.ts";
import { language, plainLine, slug, text, urn, when, words } from "./fields.ts";
import { LONGEST_NAME, LONGEST_NOTE, LONGEST_TEXT, MOST_PARTIES } from "./limits.ts";
import { extractorProposal } from "./proposal.ts";
import { findVerbatimFault, isFalselyMixed } from "./verbatim.ts";

const LONGEST_LABEL = 100;

/** A place in an article. Offsets count code points; with a known body they may be left out, and are found. */
const passageQuote = {
  exact: words(LONGEST_TEXT),
  prefix: text(CONTEXT_LENGTH).default(""),
  suffix: text(CONTEXT_LENGTH).default(""),
  start: z.int().min(0).optional(),
  end: z.int().min(1).optional(),
};
const givesBothOffsets = ({ start, end }: { start?: number | undefined; end?: number | undefined }) =>
  (start === undefined) === (end === undefined) && (start ?? -1) < (end ?? 0);
const offsets = { path: ["start"], message: "and end must be given together, and start must be less" };

const span = z.strictObject({ ...passageQuote, role: z.enum(SpanRole) }).refine(givesBothOffsets, offsets);
const passage = z.strictObject({ ...passageQuote, spans: z.array(span).default([]) }).refine(givesBothOffsets, offsets);

/** Returns whether a stance says on what it depends, if it does. */
export function saysCondition({ position, note }: { position: StancePosition; note?: string | undefined }): boolean {
  return position !== "CONDITIONAL" || note !== undefined;
}

export const conditionRule = { path: ["note"], message: "must say on what a CONDITIONAL position depends" };

/** What a statement says about a proposition, as the document's origin judges it or passes it on. */
export const stance = z
  .strictObject({
    /** The proposition, by slug. */
    proposition: slug,
    position: z.enum(StancePosition),
    /** On what the position depends, or why the statement is judged so. */
    note: words(LONGEST_NOTE).optional(),
    /** Who judged it, if the document passes on the judgement of another. */
    judge: plainLine(LONGEST_NAME).optional(),
    /** When it was judged; now if it is left out. */
    judgedAt: when.transform(({ at }) => at).optional(),
    /** PROPOSED if an editor is to decide; that of an extractor always is. PUBLISHED if it is left out. */
    status: z.enum(StanceStatus).optional(),
  })
  .refine(saysCondition, conditionRule);

/** Speakers, by slug, in their order. */
const parties = z.array(slug).max(MOST_PARTIES, `are more than ${MOST_PARTIES}`).default([]);

/** Tells whether a statement of this status was retracted or rejected: it has no stances and no links. */
export function isDismissed(status: StatementStatus): boolean {
  return status === "RETRACTED" || status === "REJECTED";
}

/** Why nobody is known to have said something. */
export const unknownSpeaker = z.enum(SpeakerStatus).exclude(["IDENTIFIED"]);

/** A statement as an article prints it. */
export const statement = z
  .strictObject({
    /** What it is called in every archive; made from its first printing if it is left out. */
    urn: urn.optional(),
    kind: z.enum(StatementKind),
    text: words(LONGEST_TEXT),
    /** The article's language if it is left out. */
    language: language.optional(),
    originalLanguage: language.optional(),
    /** The speaker, by slug; if it is left out, `speakerStatus` says why. */
    speaker: slug.optional(),
    speakerStatus: unknownSpeaker.optional(),
    /** The date that the article states; if it is left out, the article's own. */
    saidAt: when.optional(),
    /** `PUBLICATION` if `saidAt` is only the date of another article that prints the same. */
    saidAtBasis: z.enum(SaidAtBasis).optional(),
    /** To whom it was said, in the order of the article. */
    addressees: parties,
    /** By way of whom the article has it, the outermost first: in "The Post, citing Ada" Ada speaks, via the Post. */
    via: parties,
    /** The event at which it was said: a topic of kind EVENT, by slug. */
    occasion: slug.optional(),
    topics: z.array(slug).default([]),
    /** The topics that its text or its article's headline mentions; if left out, those on record stay. */
    mentions: z.array(z.strictObject({ topic: slug, basis: z.enum(TagBasis).exclude(["STATED"]) })).optional(),
    /** Replaces the stances that this origin gave it before; if left out, these stay. */
    stances: z.array(stance).optional(),
    status: z.enum(StatementStatus).default("PUBLISHED"),
    statusReason: words(LONGEST_NOTE).optional(),
    /** How an extractor found it; only for a PROPOSED statement. */
    proposal: extractorProposal.optional(),
    /** How the article prints it; text and kind are left out if they are the statement's own. */
    appearance: z.strictObject({
      text: words(LONGEST_TEXT).optional(),
      kind: z.enum(StatementKind).optional(),
      attributionText: words(LONGEST_NOTE).optional(),
      cue: words(LONGEST_NOTE).optional(),
      /** The corpus's own name for the kind. */
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
    if (given.saidAtBasis && !given.saidAt) report(["saidAtBasis"], "describes `saidAt`, which is missing");
    if (isDismissed(given.status) && !given.statusReason)
      report(["statusReason"], `is needed for a ${given.status.toLowerCase()} statement`);
    if (isDismissed(given.status) && given.stances?.length)
      report(["stances"], `are not allowed for a ${given.status.toLowerCase()} statement`);
    if (given.proposal && given.status !== "PROPOSED")
      report(["status"], "must be PROPOSED for a statement with a proposal");
    const judged = (given.stances ?? []).map(({ proposition, judge = "" }) => `${proposition} ${judge}`);
    for (const [i, key] of judged.entries()) {
      if (judged.indexOf(key) < i) report(["stances", `${i}`], "is the second stance of one judge on this proposition");
    }
    for (const list of ["addressees", "via"] as const) {
      for (const [i, party] of given[list].entries()) {
        if (party === given.speaker) report([list, `${i}`], `is the speaker, ${party}: name others only`);
        if (given[list].indexOf(party) < i) report([list, `${i}`], `stands twice: ${party}`);
      }
    }
    const fault = findVerbatimFault(given, [appearance]);
    if (fault === "OTHER_WORDS") report(["text"], "is not the verbatim words of the printing");
    else if (fault) report(["kind"], "must be DIRECT if the printing is, and only then");
    if (isFalselyMixed(given)) report(["text"], "quotes nothing, so it cannot be MIXED");
    if (isFalselyMixed(appearance) && appearance.text !== given.text) {
      report(["appearance", "text"], "quotes nothing, so it cannot be MIXED");
    }
  });
