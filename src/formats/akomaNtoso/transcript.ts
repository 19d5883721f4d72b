import type { XmlEvents } from "../reading/xml.ts";
import { type Block, isInline, newBody, tidy } from "./body.ts";
import { noMetadata, readMetadata, type TranscriptMetadata } from "./metadata.ts";

/** The parts of an Akoma Ntoso file that the archive uses. */
export interface Transcript extends TranscriptMetadata {
  /** The name of the outermost element. */
  root: string | undefined;
  /** In order, so that blocks refer to them by index: the line of the file, and the id in `by`, without "#". */
  speeches: { line: number; by: string | undefined }[];
  /** All speeches of the file. */
  speechCount: number;
  narratives: number;
  blocks: readonly Block[];
  /** Tells whether the file exceeds a limit: then `speeches` and `blocks` are incomplete. */
  isTooLong(): boolean;
}

/** The longest days of parliaments have a few thousand. */
const MOST_SPEECHES = 20_000;

/** The elements of the standard that have a speaker. */
const SPEECHES = new Set(["speech", "question", "answer"]);
/** Within a speech, the words of the person who recorded it. */
const ASIDES = new Set(["narrative", "scene", "summary", "remark", "authorialNote"]);

/** Returns an empty transcript, and the events that fill it as a file is read. */
export function newTranscript(): { transcript: Transcript; events: XmlEvents } {
  const body = newBody();
  const transcript: Transcript = {
    ...noMetadata(),
    root: undefined,
    speeches: [],
    speechCount: 0,
    narratives: 0,
    blocks: body.blocks,
    isTooLong: () => body.isTooLong() || transcript.speechCount > MOST_SPEECHES,
  };
  const open: string[] = [];
  const openSpeeches: number[] = [];
  let docDate = "";
  let location = "";

  /** Ends a block: its text belongs to the innermost element that gives it a role. */
  function endBlock(): void {
    if (transcript.isTooLong()) return;
    const name = open.findLast(
      (each) => each === "heading" || each === "from" || SPEECHES.has(each) || ASIDES.has(each),
    );
    const isSpoken = name === "from" || (name !== undefined && SPEECHES.has(name));
    const role = name === "heading" || name === "from" ? name : "text";
    body.endBlock({ role, speech: isSpoken ? openSpeeches.at(-1) : undefined });
  }

  const events: XmlEvents = {
    open(name, attributes, line) {
      transcript.root ??= name;
      if (!open.includes("debateBody")) readMetadata(transcript, open, name, attributes);
      if (!isInline(name) && !isLineBreak(name)) endBlock();
      open.push(name);
      if (name === "narrative") transcript.narratives++;
      if (!SPEECHES.has(name)) return;
      openSpeeches.push(transcript.speechCount);
      transcript.speechCount++;
      if (transcript.isTooLong()) return;
      transcript.speeches.push({ line, by: attributes.by?.trim().replace(/^#\s*/, "") || undefined });
    },
    text(text) {
      if (open.at(-1) === "docDate") docDate += text;
      if (open.at(-1) === "location" && !open.includes("debateBody")) location += text;
      if (open.includes("debateBody") && !transcript.isTooLong()) body.add(text);
    },
    close(name) {
      if (isLineBreak(name)) body.endLine();
      else if (!isInline(name)) endBlock();
      open.pop();
      if (name === "docDate" && !open.includes("debateBody")) transcript.printedDates.push(docDate.trim());
      if (name === "docDate") docDate = "";
      if (name === "location" && !open.includes("debateBody")) transcript.location ??= tidy(location) || undefined;
      if (SPEECHES.has(name)) openSpeeches.pop();
    },
  };
  return { transcript, events };
}

function isLineBreak(name: string): boolean {
  return name === "br" || name === "eol";
}
