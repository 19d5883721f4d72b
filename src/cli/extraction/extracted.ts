import type { ExtractionModel } from "../../extraction/model.ts";
import { type Proposal, type Proposals, propose } from "../../extraction/propose.ts";
import { oneLine } from "../oneLine.ts";
import type { ExtractorSettings, TextMessage } from "./messages.ts";

/** The proposals of one file: a line of `onrecord extract --json`. */
export interface Extracted extends Proposals {
  file: string;
  /** The article of a web page, of which the places are. */
  text?: string;
}

/** The longest words of a proposal that are shown. */
const LONGEST_PRINTED = 300;

/** Proposes the statements of a file's text. */
export function extractText(
  { file, text, isPage }: TextMessage,
  model: ExtractionModel | null,
  { minScore, language }: ExtractorSettings,
): Extracted {
  return { file, ...(isPage && { text }), ...propose(text, { model, minScore, ...(language && { language }) }) };
}

/** Describes the proposals of a file for a person. */
export function describeExtracted({ file, language, proposals }: Extracted): string {
  const head = oneLine(
    `${file}: ${proposals.length} ${proposals.length === 1 ? "proposal" : "proposals"} (${language})`,
  );
  return `${[head, ...proposals.map(describeProposal)].join("\n")}\n`;
}

function describeProposal({ confidence, kind, speaker, mention, text }: Proposal): string {
  const words = text.length > LONGEST_PRINTED ? `${text.slice(0, LONGEST_PRINTED)}…` : text;
  const line = `  ${confidence.toFixed(2)}  ${describeProposedSpeaker(speaker, mention)}: ${kind === "DIRECT" ? `“${words}”` : words}`;
  return oneLine(line.replace(/\s*\n\s*/g, " "));
}

function describeProposedSpeaker(speaker: Proposal["speaker"], mention: string | null): string {
  if (speaker.status !== "NAMED") return mention ?? "nobody named";
  return mention === null || mention === speaker.name ? speaker.name : `${speaker.name} (“${mention}”)`;
}
