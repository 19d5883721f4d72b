import type { StoredText } from "../../text/offsets.ts";
import { hasQuotationMark, withoutOuterMarks } from "../../text/quotation/marks.ts";
import type { Stretch } from "../../text/quotation/regions.ts";
import { type Quotation, readQuotation } from "../../text/quotation.ts";
import type { StatementDraft } from "../drafts.ts";
import {
  findRejection,
  findStretches,
  joinStretches,
  mentionOf,
  passageOf,
  withSingleSpaces,
} from "../reading/standoff.ts";
import type { Place, Rejection } from "../rejections.ts";
import type { Annotation } from "./file.ts";

const MEDIA: Record<Annotation["medium"], ("SPEECH" | "THOUGHT" | "WRITING")[]> = {
  Speech: ["SPEECH"],
  Thought: ["THOUGHT"],
  Writing: ["WRITING"],
  ST: ["SPEECH", "THOUGHT"],
  SW: ["SPEECH", "WRITING"],
  TW: ["THOUGHT", "WRITING"],
  STW: ["SPEECH", "THOUGHT", "WRITING"],
  none: [],
};

const PARTS = ["quote", "cue", "speaker", "addressee"] as const;
type QuotationPart = (typeof PARTS)[number];

/**
 * Makes a statement of an annotated quotation. The corpus's own type is kept beside the kind.
 *
 * @param regions the stretches of the text between quotation marks
 * @param outer the quotations of others in which it stands, the outermost first (`outerQuotations`)
 */
export function readNewsQuotation(
  text: StoredText,
  regions: readonly Stretch[],
  place: Place,
  given: Annotation,
  outer: readonly Annotation[],
): { statement: StatementDraft } | { rejected: Rejection } {
  const parts = findParts(text, given);
  if (typeof parts === "string") return { rejected: { place, code: "BAD_OFFSETS", message: parts } };
  if (parts.quote.length === 0) {
    return {
      rejected: { place, code: "INCOMPLETE", message: "The quote has no spans: mark its words, or remove it." },
    };
  }
  const statement = describeQuotation(text, regions, place, given, { ...parts, outer });
  const refused = findRejection(statement);
  return refused ? { rejected: refused } : { statement };
}

function findParts(text: StoredText, given: Annotation): Record<QuotationPart, Stretch[]> | string {
  const parts: Record<QuotationPart, Stretch[]> = { quote: [], cue: [], speaker: [], addressee: [] };
  for (const part of PARTS) {
    const { spans, text: printed } = given[part];
    const found = findStretches(
      text,
      spans.map(({ charBegin, charEnd }) => [charBegin, charEnd] as const),
      printed,
    );
    if (typeof found === "string") return `The ${part} ${found}: correct its offsets.`;
    parts[part] = found;
  }
  return parts;
}

function describeQuotation(
  text: StoredText,
  regions: readonly Stretch[],
  place: Place,
  { type, medium }: Annotation,
  { quote, cue, speaker, addressee, outer }: Record<QuotationPart, Stretch[]> & { outer: readonly Annotation[] },
): StatementDraft {
  const printed = {
    attributionText: joinStretches(text, speaker),
    cue: joinStretches(text, cue),
    addressee: joinStretches(text, addressee),
  };
  return {
    place,
    speaker: mentionOf(printed.attributionText),
    ...(printed.addressee && { addressees: [{ mention: printed.addressee }] }),
    ...(outer.length > 0 && { via: outer.map((one) => ({ mention: withSingleSpaces(one.speaker.text) })) }),
    ...newsWording(type, readQuotation(text.points, regions, quote, [...cue, ...speaker])),
    appearance: {
      ...printed,
      originalKind: type,
      media: MEDIA[medium],
      passage: passageOf(text, { CONTENT: quote, CUE: cue, SPEAKER: speaker, ADDRESSEE: addressee }),
    },
  };
}

/** Returns the words with their kind: the corpus decides what is DIRECT; another quotation is MIXED if it quotes some words. */
function newsWording(
  type: Annotation["type"],
  { quoted, printed, between }: Quotation,
): Pick<StatementDraft, "kind" | "text"> {
  if (type !== "Direct")
    return { kind: quoted !== "NONE" && hasQuotationMark(printed) ? "MIXED" : "INDIRECT", text: printed };
  return { kind: "DIRECT", text: quoted === "ALL" ? between : withoutOuterMarks(printed) };
}
