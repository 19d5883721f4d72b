import { comparableWords } from "../words.ts";
import type { Body } from "./body.ts";
import { type NameTest, nameTest } from "./frameNames.ts";
import { frameOf } from "./voice.ts";

/** A passage in a body, in code points, and the stretch around it that was recorded with it: its context. */
export interface PlaceInContext {
  start: number;
  end: number;
  contextStart: number;
  contextEnd: number;
}

/** The beginning of a line of a transcript: "RUNA VELLE (HP):", "Mayor Runa Velle:". All its words have a capital, or the script has none. */
const LABEL = /^\s*((?:[([]?[\p{Lu}\p{Lo}][^\s:：]*\s*){1,8})[:：]/u;
/** How far before a passage its line may begin. */
const LONGEST_LINE = 5_000;

/**
 * Tells whether the sentence around a passage, or the name with which its line begins, names another of the article's speakers
 * and not the passage's own. Words of the recorded context do not count: they were there when the passage was attributed.
 *
 * @param own the names of the passage's speaker
 * @param others the names of each other speaker
 */
export function isAnothers(
  body: Body,
  place: PlaceInContext,
  own: readonly string[],
  others: readonly (readonly string[])[],
): boolean {
  const isOwn = nameTest(own);
  const tests = others.map(nameTest);
  const whoIn = (names: readonly { words: string[]; isNew: boolean }[]) => {
    if (names.some(({ words }) => words.every(isOwn))) return "OWN";
    // One letter of a script without spaces ("村") is a part of many words.
    const isOthers = (words: string[]) => words.join("").length > 1 && tests.some((isOther) => words.every(isOther));
    return names.some(({ words, isNew }) => isNew && isOthers(words)) ? "OTHER" : null;
  };
  const isName: NameTest = (word) => isOwn(word) || tests.some((isOther) => isOther(word));
  const inSentence = whoIn(namesAround(body, place, isName));
  if (inSentence) return inSentence === "OTHER";
  return whoIn(namesInLabel(body, place, isName)) === "OTHER";
}

/** Returns the names in a passage's sentence; new ones have a word outside of the recorded context. */
function namesAround(body: Body, place: PlaceInContext, isName: NameTest): { words: string[]; isNew: boolean }[] {
  const { left, right } = frameOf({ narration: body.narration, ...place });
  return [left, right].flatMap((side) => {
    const names: { words: string[]; isNew: boolean }[] = [];
    let isJoined = false;
    for (const { word, start, end, isCapital, isApart } of side) {
      const isPart = isName(word) && (isCapital || /^\p{Lo}/u.test(word));
      const last = names.at(-1);
      const isNew = start < place.contextStart || end > place.contextEnd;
      if (isPart && isJoined && !isApart && last) {
        last.words.push(word);
        last.isNew ||= isNew;
      } else if (isPart) names.push({ words: [word], isNew });
      isJoined = isPart;
    }
    return names;
  });
}

function namesInLabel(
  body: Body,
  { start, contextStart }: PlaceInContext,
  isName: NameTest,
): { words: string[]; isNew: boolean }[] {
  const before = body.cut(Math.max(0, start - LONGEST_LINE), start);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const [whole, label = ""] = LABEL.exec(line) ?? [];
  const words = comparableWords(label).filter(isName);
  const lineStart = start - [...line].length;
  return whole && words.length > 0 ? [{ words, isNew: lineStart < contextStart }] : [];
}
