import type { StatementEntry } from "../document/document.ts";
import { isLonger, LONGEST_NAME, LONGEST_NOTE, LONGEST_TEXT } from "../document/limits.ts";
import { CONTEXT_LENGTH } from "../text/fragmentUrl.ts";
import { joinWords } from "../text/quotation.ts";
import { acceptedName, describeAlternatives } from "./alternatives.ts";
import type { PointSpan, Proposal } from "./proposal.ts";

/** What a document says of a proposal, apart from its speaker and how it was found. */
export type ProposedWording = Pick<StatementEntry, "kind" | "text" | "appearance">;

/** How a proposal was found, as a document has it. */
export type ProposalFinding = NonNullable<StatementEntry["proposal"]>;

/**
 * Returns the words and the passage of a proposal, as a document has them: the passage from the first part of the content to the last.
 * If the archive is to hold the article's body, the passage has offsets and a span for each part; otherwise the words around it. Null if
 * the archive cannot hold it: it is too long, or has no letters.
 *
 * @param points the code points of the body, in NFC, that the proposal was made of
 */
export function wordProposal(
  points: readonly string[],
  { kind, text, content, cue, source, mention }: Proposal,
  { hasBody }: { hasBody: boolean },
): ProposedWording | null {
  const start = Math.min(...content.map((part) => part.start));
  const end = Math.max(...content.map((part) => part.end));
  const exact = points.slice(start, end).join("");
  if (isLonger(exact, LONGEST_TEXT) || !/[\p{L}\p{N}]/u.test(text)) return null;
  const spansOf = (role: "CONTENT" | "CUE" | "SPEAKER", parts: readonly PointSpan[]) =>
    parts.map((part) => ({ role, ...part, exact: points.slice(part.start, part.end).join("") }));
  const cueWords = joinWords(points, cue);
  return {
    kind,
    text,
    appearance: {
      ...(mention && !isLonger(mention, LONGEST_NOTE) && { attributionText: mention }),
      ...(cueWords && !isLonger(cueWords, LONGEST_NOTE) && { cue: cueWords }),
      passage: hasBody
        ? {
            ...{ exact, start, end },
            spans: [...spansOf("CONTENT", content), ...spansOf("CUE", cue), ...spansOf("SPEAKER", source)],
          }
        : {
            exact,
            prefix: points.slice(Math.max(0, start - CONTEXT_LENGTH), start).join(""),
            suffix: points.slice(end, end + CONTEXT_LENGTH).join(""),
          },
    },
  };
}

/** Returns how a proposal was found: by what, how sure it is, and whom its mention means. The place of the evidence needs a body. */
export function describeFound(
  points: readonly string[],
  { confidence, speaker, ...others }: Proposal,
  { extractor, hasBody }: { extractor: string; hasBody: boolean },
): ProposalFinding {
  const found = { extractor, confidence, ...describeAlternatives(points, others, { hasBody }) };
  if (speaker.status !== "NAMED") return found;
  const { kind, evidence } = speaker;
  const speakerName = acceptedName(speaker.name);
  if (speakerName === null) return found;
  const exact = evidence ? points.slice(evidence.start, evidence.end).join("") : "";
  return {
    ...found,
    speakerName,
    speakerKind: kind === "PERSON" ? "PERSON" : "ORGANIZATION",
    ...(evidence && hasBody && !isLonger(exact, LONGEST_NAME) && { evidence: { exact, start: evidence.start } }),
  };
}
