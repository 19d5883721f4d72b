import { isLonger, LONGEST_NAME, LONGEST_NOTE, LONGEST_TEXT } from "../../document/limits.ts";
import type { EventDraft, StatementDraft } from "../drafts.ts";
import type { Place, Rejection } from "../rejections.ts";
import { type Block, GAP } from "./body.ts";
import type { SpeakerOf } from "./speakers.ts";
import type { Transcript } from "./transcript.ts";

/** Words with their place in the body. */
interface SpeechWords {
  exact: string;
  start: number;
  end: number;
}

/** Makes a statement of each speech of a transcript, or rejects it. */
export function statementsOf(
  transcript: Transcript,
  file: string,
  { saidAt, sitting }: { saidAt: string; sitting: EventDraft | undefined },
  speakerOf: SpeakerOf,
): { statements: StatementDraft[]; rejected: Rejection[] } {
  const statements: StatementDraft[] = [];
  const rejected: Rejection[] = [];
  const blocksOf = transcript.speeches.map((): number[] => []);
  for (const [i, { speech }] of transcript.blocks.entries()) if (speech !== undefined) blocksOf[speech]?.push(i);
  for (const [i, { line, by }] of transcript.speeches.entries()) {
    const place = { file, line, record: `speech ${i + 1}` };
    const read = readSpeech(transcript, { by, blocks: blocksOf[i] ?? [], place }, speakerOf);
    if ("code" in read) rejected.push(read);
    else statements.push({ ...read, saidAt, ...(sitting && { occasion: sitting }) });
  }
  return { statements, rejected };
}

function readSpeech(
  { blocks, references }: Transcript,
  { by, blocks: own, place }: { by: string | undefined; blocks: readonly number[]; place: Place },
  speakerOf: SpeakerOf,
): StatementDraft | Rejection {
  const runs = blockRuns(blocks, own);
  const [first] = runs[0] ?? [];
  const last = runs.at(-1)?.at(-1);
  if (first === undefined || last === undefined) {
    return { place, code: "INCOMPLETE", message: "The speech is empty: add its words, or remove the speech." };
  }
  const fromBlocks = own
    .map((i) => blocks[i] as Block)
    .filter(({ role }) => role === "from")
    .slice(0, 1);
  const reference = by === undefined ? undefined : references.get(by);
  const attributionText = fromBlocks[0]?.text ?? reference?.name ?? by;
  const passage = joinBlocks(blocks.slice(first, last + 1));
  const tooLong = findTooLong(passage, attributionText, reference?.name);
  if (tooLong) return { place, code: "TOO_LARGE", message: tooLong };
  const contents = runs.map((run) => joinBlocks(run.map((i) => blocks[i] as Block)));
  const spans = [
    ...fromBlocks.map((block) => ({ role: "SPEAKER" as const, ...joinBlocks([block]) })),
    ...contents.map((content) => ({ role: "CONTENT" as const, ...content })),
  ];
  return {
    place,
    kind: "DIRECT",
    text: contents.map(({ exact }) => exact).join(GAP),
    speaker: speakerOf(by, attributionText),
    appearance: { attributionText, passage: { ...passage, spans } },
  };
}

/** Returns the words of a speech as runs of blocks, by their indices: a remark in between starts a new run. */
function blockRuns(blocks: readonly Block[], own: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const i of own.filter((each) => blocks[each]?.role === "text")) {
    const run = runs.at(-1);
    if (run?.at(-1) === i - 1) run.push(i);
    else runs.push([i]);
  }
  return runs;
}

function joinBlocks(run: readonly Block[]): SpeechWords {
  const exact = run.map(({ text }) => text).join(GAP);
  return { exact, start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 };
}

function findTooLong({ start, end }: SpeechWords, attribution = "", name = ""): string | null {
  const length = end - start;
  if (length > LONGEST_TEXT) {
    return `The speech has ${length} characters, and a statement may have ${LONGEST_TEXT}: split it into several speeches.`;
  }
  if (!isLonger(attribution, LONGEST_NOTE) && !isLonger(name, LONGEST_NAME)) return null;
  return `The speaker's name is longer than ${LONGEST_NAME} characters: shorten it.`;
}
